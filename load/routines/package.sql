-- Merges what was staged of a package, and computes the notices it touches.
-- Gives what happened to each table.
CREATE OR REPLACE FUNCTION arms.merge_package(run bigint)
RETURNS TABLE (target text, added bigint, changed bigint, removed bigint)
LANGUAGE plpgsql AS $$
DECLARE
    something boolean := false;
BEGIN
    -- Pages as they were: what vanishes is touched too.
    CREATE TEMP TABLE touched_page ON COMMIT DROP AS
    SELECT DISTINCT p.surface, p.url
      FROM arms.publication p JOIN new_document USING (document_id);

    -- The same bytes may have been seen later than this package knows.
    UPDATE new_document n
       SET fetched_at = d.fetched_at, warc_file = d.warc_file,
           warc_offset = d.warc_offset
      FROM arms.document d
     WHERE d.document_id = n.document_id
       AND (d.fetched_at, d.warc_file, d.warc_offset)
           > (n.fetched_at, n.warc_file, n.warc_offset);

    FOR target, added, changed, removed IN
        SELECT m.target, r.added, r.changed, r.removed
          FROM (VALUES
            ('document', ARRAY['document_id']),
            ('publication', ARRAY['document_id', 'number']),
            ('publication_purchaser',
                ARRAY['document_id', 'number', 'position']),
            ('publication_item', ARRAY['document_id', 'number', 'position']),
            ('publication_contractor',
                ARRAY['document_id', 'number', 'position']),
            ('fault', ARRAY['document_id', 'fault_number'])
          ) m (target, key)
         CROSS JOIN LATERAL arms.merge(
            m.target, m.key, 'document_id', 'new_document', run) r
    LOOP
        something := something OR added + changed + removed > 0;
        RETURN NEXT;
    END LOOP;
    UPDATE arms.document d
       SET fetched_at = n.fetched_at, warc_file = n.warc_file,
           warc_offset = n.warc_offset
      FROM new_document n
     WHERE d.document_id = n.document_id
       AND (d.fetched_at, d.warc_file, d.warc_offset)
           < (n.fetched_at, n.warc_file, n.warc_offset);
    IF NOT something AND NOT FOUND THEN
        RETURN;
    END IF;

    INSERT INTO touched_page
    SELECT DISTINCT p.surface, p.url
      FROM arms.publication p JOIN new_document USING (document_id)
    EXCEPT SELECT surface, url FROM touched_page;
    -- A correction may have come before what it corrects.
    INSERT INTO touched_page
    SELECT DISTINCT p.surface, p.url
      FROM arms.publication p
     WHERE p.corrects IN (SELECT url FROM touched_page)
    EXCEPT SELECT surface, url FROM touched_page;
    ANALYZE touched_page;

    PERFORM arms.place_publications();
    FOR target, added, changed, removed IN
        SELECT 'notice_publication', r.* FROM arms.merge('notice_publication',
            ARRAY['notice_id', 'surface', 'url', 'number'], 'notice_id',
            'touched_notice', run) r
    LOOP
        RETURN NEXT;
    END LOOP;

    PERFORM arms.join_publications();
    PERFORM arms.join_list('purchaser', 'iso3, name');
    PERFORM arms.join_list('item', 'quantity, quantity_text, precision,'
        ' designation, is_mde, category');
    PERFORM arms.join_list('contractor', 'contractor_id, name, city, region');
    PERFORM arms.find_discrepancies();
    RETURN QUERY
    SELECT m.target, r.added, r.changed, r.removed
      FROM (VALUES
        ('notice', ARRAY['notice_id']),
        ('notice_purchaser', ARRAY['notice_id', 'position']),
        ('notice_item', ARRAY['notice_id', 'position']),
        ('notice_contractor', ARRAY['notice_id', 'position']),
        ('discrepancy', ARRAY['notice_id', 'field', 'surface_a', 'url_a',
            'surface_b', 'url_b'])
      ) m (target, key)
     CROSS JOIN LATERAL arms.merge(
        m.target, m.key, 'notice_id', 'touched_notice', run) r;
END $$;
