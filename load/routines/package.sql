-- Packages: what is staged of one is merged, and the notices computed that it
-- touches.

-- The pages, numbers and values that a merged package is about: as they are,
-- and as they were before, since what vanishes is touched too.
-- Reads new_document, earlier_publications, arms.publication,
--   arms.notice_publication.
-- Fills touched_pages, touched_numbers, touched_totals.
CREATE OR REPLACE FUNCTION arms_internal.touch_pages() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO touched_pages
    SELECT surface, url FROM earlier_publications
    UNION
    SELECT p.surface, p.url
      FROM arms.publication p JOIN new_document USING (document_id)
    UNION -- placed by a version that did not keep the evidence
    SELECT surface, url FROM arms.notice_publication WHERE matched_by IS NULL;
    ANALYZE touched_pages;

    INSERT INTO touched_numbers
    SELECT transmittal FROM earlier_publications WHERE transmittal IS NOT NULL
    UNION
    SELECT p.transmittal
      FROM arms.publication p JOIN touched_pages USING (surface, url)
     WHERE p.transmittal IS NOT NULL;
    INSERT INTO touched_totals
    SELECT total_usd FROM earlier_publications
     WHERE transmittal IS NOT NULL AND total_usd IS NOT NULL
    UNION
    SELECT p.total_usd
      FROM arms.publication p JOIN touched_pages USING (surface, url)
     WHERE p.transmittal IS NOT NULL AND p.total_usd IS NOT NULL;
    ANALYZE touched_numbers, touched_totals;
END $$;

-- Readies what was staged of a package for what the database knows beyond it.
-- Reads new_document, new_publication_place, arms.publication, arms.fault,
--   arms.document, arms_internal.announced_award.
-- Fills earlier_publications, touched_articles: what the package's documents
--   stated before; newly_taken_back: those that counted until now;
--   new_publication_places.
-- Changes new_fault, new_document.
CREATE OR REPLACE FUNCTION arms_internal.prepare_package() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO earlier_publications
    SELECT DISTINCT p.surface, p.url, p.transmittal, p.total_usd
      FROM arms.publication p JOIN new_document USING (document_id);
    INSERT INTO touched_articles
    SELECT DISTINCT article
      FROM arms_internal.announced_award JOIN new_document USING (document_id);
    INSERT INTO newly_taken_back
    SELECT document_id
      FROM new_document n JOIN arms.document d USING (document_id)
     WHERE n.taken_back IS NOT NULL AND d.taken_back IS NULL;
    INSERT INTO new_publication_places
    SELECT document_id, number, places, md5(places::text)::uuid
      FROM (SELECT document_id, number, array_agg(ROW(field, position, place,
                       is_printed, text_start, text_length, quote, quote_start)
                       ::arms_internal.value_place
                       ORDER BY field COLLATE "C", position) AS places
              FROM new_publication_place GROUP BY document_id, number) p;
    -- No package drops what find_shared_faults() finds.
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
END $$;

-- Merges the tables of a package as they are, and gives what happened to each.
-- Reads new_document and the other staged tables, arms.document; changes the
--   tables of the same names.
CREATE OR REPLACE FUNCTION arms_internal.merge_documents(run bigint)
RETURNS TABLE (target text, added bigint, changed bigint, removed bigint)
LANGUAGE plpgsql AS $$
DECLARE
    -- Of documents that are new, nothing is there that could vanish.
    scopes text := CASE WHEN EXISTS (SELECT FROM arms.document
                                       JOIN new_document USING (document_id))
                        THEN 'new_document' END;
BEGIN
    RETURN QUERY
    SELECT m.target, r.added, r.changed, r.removed
      FROM (VALUES
        ('document', ARRAY['document_id']),
        ('publication', ARRAY['document_id', 'number']),
        ('publication_purchaser', ARRAY['document_id', 'number', 'position']),
        ('publication_item', ARRAY['document_id', 'number', 'position']),
        ('publication_contractor', ARRAY['document_id', 'number', 'position']),
        ('publication_places', ARRAY['document_id', 'number']),
        ('policy_document', ARRAY['document_id', 'number']),
        ('code', ARRAY['document_id', 'number']),
        ('announced_award', ARRAY['document_id', 'number']),
        ('announced_award_contractor', ARRAY['document_id', 'number',
            'position']),
        ('announced_award_customer', ARRAY['document_id', 'number',
            'position']),
        ('fault', ARRAY['document_id', 'fault_number'])
      ) m (target, key)
     CROSS JOIN LATERAL arms_internal.merge(
        m.target, m.key, 'document_id', scopes, run) r;
END $$;

-- Joins the touched notices from their publications, and gives what happened to
-- each table. The tables that views join are counted for the planner if they have
-- grown.
-- Reads touched_notices, new_notice_publication, arms.publication and its lists,
--   arms.correction.
-- Fills ranked_publications, new_notice, new_notice_purchaser, new_notice_item,
--   new_notice_contractor, new_discrepancy, stale_corrections, new_fault.
-- Changes arms.notice, its lists, arms.discrepancy and arms.fault;
--   touched_documents.
CREATE OR REPLACE FUNCTION arms_internal.join_touched(run bigint)
RETURNS TABLE (target text, added bigint, changed bigint, removed bigint)
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arms_internal.rank_publications();
    PERFORM arms_internal.join_notices();
    PERFORM arms_internal.join_purchasers();
    PERFORM arms_internal.join_items();
    PERFORM arms_internal.join_contractors();
    PERFORM arms_internal.correct_notices();
    PERFORM arms_internal.complete_notices();
    PERFORM arms_internal.find_discrepancies();
    PERFORM arms_internal.find_stale_faults();
    RETURN QUERY
    SELECT m.target, r.added, r.changed, r.removed
      FROM (VALUES
        ('notice', ARRAY['notice_id'], 'notice_id', 'touched_notices'),
        ('notice_purchaser', ARRAY['notice_id', 'position'], 'notice_id',
            'touched_notices'),
        ('notice_item', ARRAY['notice_id', 'position'], 'notice_id',
            'touched_notices'),
        ('notice_contractor', ARRAY['notice_id', 'position'], 'notice_id',
            'touched_notices'),
        ('discrepancy', ARRAY['notice_id', 'field', 'surface_a', 'url_a',
            'surface_b', 'url_b'], 'notice_id', 'touched_notices'),
        ('fault', ARRAY['document_id', 'fault_number'], 'document_id',
            'touched_documents')
      ) m (target, key, scope, scopes)
     CROSS JOIN LATERAL arms_internal.merge(
        m.target, m.key, m.scope, m.scopes, run) r;
    PERFORM arms_internal.count_for_planner(name)
       FROM unnest('{notice,notice_publication,notice_purchaser,notice_item,'
                   'notice_contractor}'::text[]) name;
END $$;

-- Computes the touched notices anew, and gives what happened to each table.
-- Reads what touch_pages(), place_publications() and find_shared_faults() read.
-- Fills what these and join_touched() fill.
-- Changes arms.fault, arms.notice_publication, and what join_touched() changes.
CREATE OR REPLACE FUNCTION arms_internal.merge_notices(run bigint)
RETURNS TABLE (target text, added bigint, changed bigint, removed bigint)
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arms_internal.touch_pages();
    IF NOT EXISTS (SELECT FROM touched_pages) THEN
        RETURN;
    END IF;
    PERFORM arms_internal.make_notice_tables();
    PERFORM arms_internal.place_publications();
    PERFORM arms_internal.find_shared_faults();
    RETURN QUERY
    SELECT m.target, r.added, r.changed, r.removed
      FROM (VALUES
        ('fault', ARRAY['document_id', 'fault_number'], 'document_id',
            'touched_documents'),
        ('notice_publication', ARRAY['notice_id', 'surface', 'url', 'number'],
            'notice_id', 'touched_notices')
      ) m (target, key, scope, scopes)
     CROSS JOIN LATERAL arms_internal.merge(m.target, m.key, m.scope, m.scopes, run) r;
    RETURN QUERY SELECT * FROM arms_internal.join_touched(run);
END $$;

-- Merges what was staged of a package, and computes the notices and the contract
-- awards that it touches.
-- Gives what happened to each table.
-- Reads new_document and the other staged tables; fills and changes what the
--   functions that it calls do.
CREATE OR REPLACE FUNCTION arms_internal.merge_package(run bigint)
RETURNS TABLE (target text, added bigint, changed bigint, removed bigint)
LANGUAGE plpgsql AS $$
DECLARE
    something boolean := false;
BEGIN
    -- Two sources may be about one notice: one must see what the other states.
    PERFORM pg_advisory_xact_lock(hashtext('armsetl merge'));
    PERFORM arms_internal.prepare_package();
    FOR target, added, changed, removed IN
        SELECT * FROM arms_internal.merge_documents(run)
    LOOP
        something := something OR added + changed + removed > 0;
        RETURN NEXT;
    END LOOP;
    RETURN QUERY SELECT * FROM arms_internal.merge_editions(run);

    UPDATE arms.document d
       SET fetched_at = n.fetched_at, warc_file = n.warc_file,
           warc_offset = n.warc_offset, taken_back = n.taken_back
      FROM new_document n
     WHERE d.document_id = n.document_id
       AND ((d.fetched_at, d.warc_file, d.warc_offset)
            < (n.fetched_at, n.warc_file, n.warc_offset)
         OR d.taken_back IS DISTINCT FROM n.taken_back);
    IF NOT something AND NOT FOUND AND NOT EXISTS (
        SELECT FROM arms.notice_publication WHERE matched_by IS NULL) THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT * FROM arms_internal.merge_notices(run);
    RETURN QUERY SELECT * FROM arms_internal.merge_awards(run);
END $$;
