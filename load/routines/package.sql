-- The pages, numbers and values that a merged package is about: as they are, and
-- as they were in said_before, since what vanishes is touched too.
CREATE OR REPLACE FUNCTION arms.touch_pages() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    CREATE TEMP TABLE touched_page (
        surface text, url text, PRIMARY KEY (surface, url)) ON COMMIT DROP;
    INSERT INTO touched_page
    SELECT surface, url FROM said_before
    UNION
    SELECT p.surface, p.url
      FROM arms.publication p JOIN new_document USING (document_id)
    UNION -- what was placed before the evidence was kept
    SELECT surface, url FROM arms.notice_publication WHERE matched_by IS NULL;
    ANALYZE touched_page;

    CREATE TEMP TABLE touched_number ON COMMIT DROP AS
    SELECT transmittal FROM said_before WHERE transmittal IS NOT NULL
    UNION
    SELECT p.transmittal
      FROM arms.publication p JOIN touched_page USING (surface, url)
     WHERE p.transmittal IS NOT NULL;
    CREATE TEMP TABLE touched_total ON COMMIT DROP AS
    SELECT total_usd FROM said_before
     WHERE transmittal IS NOT NULL AND total_usd IS NOT NULL
    UNION
    SELECT p.total_usd
      FROM arms.publication p JOIN touched_page USING (surface, url)
     WHERE p.transmittal IS NOT NULL AND p.total_usd IS NOT NULL;
    ANALYZE touched_number, touched_total;
END $$;

-- Merges what was staged of a package, and computes the notices it touches.
-- Gives what happened to each table.
CREATE OR REPLACE FUNCTION arms.merge_package(run bigint)
RETURNS TABLE (target text, added bigint, changed bigint, removed bigint)
LANGUAGE plpgsql AS $$
DECLARE
    something boolean := false;
BEGIN
    -- Two sources may speak of one notice: one must see what the other says.
    PERFORM pg_advisory_xact_lock(hashtext('armsetl merge'));
    CREATE TEMP TABLE said_before ON COMMIT DROP AS
    SELECT DISTINCT p.surface, p.url, p.transmittal, p.total_usd
      FROM arms.publication p JOIN new_document USING (document_id);
    -- What is found out here is no package's to drop.
    INSERT INTO new_fault (document_id, fault_number, number, place, field,
           reason, value_as_published, row_hash)
    SELECT document_id, f.fault_number, f.number, f.place, f.field, f.reason,
           f.value_as_published, f.row_hash
      FROM arms.fault f JOIN new_document USING (document_id)
     WHERE f.fault_number < 0;

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
            ('policy_document', ARRAY['document_id', 'number']),
            ('code', ARRAY['document_id', 'number']),
            ('fault', ARRAY['document_id', 'fault_number'])
          ) m (target, key)
         CROSS JOIN LATERAL arms.merge(
            m.target, m.key, 'document_id', 'new_document', run) r
    LOOP
        something := something OR added + changed + removed > 0;
        RETURN NEXT;
    END LOOP;
    FOR target, added, changed, removed IN
        SELECT * FROM arms.merge_editions(run)
    LOOP
        RETURN NEXT;
    END LOOP;
    UPDATE arms.document d
       SET fetched_at = n.fetched_at, warc_file = n.warc_file,
           warc_offset = n.warc_offset
      FROM new_document n
     WHERE d.document_id = n.document_id
       AND (d.fetched_at, d.warc_file, d.warc_offset)
           < (n.fetched_at, n.warc_file, n.warc_offset);
    IF NOT something AND NOT FOUND AND NOT EXISTS (
        SELECT FROM arms.notice_publication WHERE matched_by IS NULL) THEN
        RETURN;
    END IF;

    PERFORM arms.touch_pages();
    PERFORM arms.place_publications();
    PERFORM arms.find_shared_faults();
    RETURN QUERY
    SELECT m.target, r.added, r.changed, r.removed
      FROM (VALUES
        ('fault', ARRAY['document_id', 'fault_number'], 'document_id',
            'touched_document'),
        ('notice_publication', ARRAY['notice_id', 'surface', 'url', 'number'],
            'notice_id', 'touched_notice')
      ) m (target, key, scope, scopes)
     CROSS JOIN LATERAL arms.merge(m.target, m.key, m.scope, m.scopes, run) r;

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
