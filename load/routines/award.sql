-- Contract awards: each once, from the version of its page that counts, and what a
-- correction stands in place of.

-- The pages that have something to do with a touched one: a correction of the same
-- contract stands on either, or did when they were last computed.
-- Reads touched_articles, arms_internal.announced_award, arms.contract_award.
CREATE OR REPLACE FUNCTION arms_internal.corrected_articles()
RETURNS TABLE (article text)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT b.article
      FROM touched_articles JOIN arms_internal.announced_award a USING (article)
      JOIN arms_internal.announced_award b
        ON b.contract_numbers ->> 0 = a.contract_numbers ->> 0
     WHERE a.is_corrected_text OR a.kind = 'correction'
        OR b.is_corrected_text OR b.kind = 'correction'
    UNION
    SELECT c.article
      FROM touched_articles JOIN arms.contract_award a USING (article)
      JOIN arms.contract_award c ON c.corrects = a.award_id
    UNION
    SELECT c.article
      FROM touched_articles JOIN arms.contract_award a USING (article)
      JOIN arms.contract_award c ON c.award_id = a.corrects;
END $$;

-- The pages whose awards are computed anew: those of the package, and all that
-- corrections tie to these.
-- Reads new_document, arms_internal.announced_award, and what corrected_articles()
--   reads.
-- Fills touched_articles, which has what the package's documents were before.
CREATE OR REPLACE FUNCTION arms_internal.touch_articles() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO touched_articles
    SELECT DISTINCT article
      FROM arms_internal.announced_award JOIN new_document USING (document_id)
    EXCEPT
    SELECT article FROM touched_articles;
    LOOP
        ANALYZE touched_articles;
        INSERT INTO touched_articles
        SELECT article FROM arms_internal.corrected_articles()
        EXCEPT
        SELECT article FROM touched_articles;
        EXIT WHEN NOT FOUND;
    END LOOP;
END $$;

-- The document of each touched page that counts: a whole page before an extract,
-- then the newest; of several that say the same, the first.
-- Reads touched_articles, arms_internal.announced_award and its lists,
--   arms.document.
-- Fills article_documents.
CREATE OR REPLACE FUNCTION arms_internal.find_article_documents() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO article_documents
    WITH hashes AS (
        SELECT article, document_id, number, 0 AS list, 0 AS position,
               is_whole_page, a.row_hash
          FROM touched_articles JOIN arms_internal.announced_award a
         USING (article)
    ), listed AS (
        SELECT * FROM hashes
        UNION ALL
        SELECT article, document_id, number, 1, c.position, is_whole_page,
               c.row_hash
          FROM hashes JOIN arms_internal.announced_award_contractor c
         USING (document_id, number)
        UNION ALL
        SELECT article, document_id, number, 2, c.position, is_whole_page,
               c.row_hash
          FROM hashes JOIN arms_internal.announced_award_customer c
         USING (document_id, number)
    ), versions AS (
        SELECT article, document_id, bool_or(is_whole_page) AS is_whole,
               md5(string_agg(row_hash::text, ' '
                   ORDER BY number, list, position)) AS digest
          FROM listed GROUP BY article, document_id
    ), newest AS (
        SELECT DISTINCT ON (article) article, digest
          FROM versions JOIN arms.document d USING (document_id)
         ORDER BY article, is_whole DESC, d.fetched_at DESC, d.warc_file DESC,
                  d.warc_offset DESC, document_id
    )
    SELECT DISTINCT ON (article) article, document_id
      FROM versions JOIN newest USING (article, digest)
      JOIN arms.document d USING (document_id)
     ORDER BY article, d.fetched_at, d.warc_file, d.warc_offset, document_id;
    ANALYZE article_documents;
END $$;

-- A correction of what was corrected before stands in place of the last text.
-- Changes award_order.
CREATE OR REPLACE FUNCTION arms_internal.chain_corrections() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    LOOP
        UPDATE award_order c
           SET corrects = t.later
          FROM (SELECT c.award_id, (array_agg(t.award_id ORDER BY t.place DESC))[1]
                           AS later
                  FROM award_order c
                  JOIN award_order t
                    ON t.corrects = c.corrects AND t.place < c.place
                 WHERE t.kind <> 'correction'
                 GROUP BY c.award_id) t
         WHERE t.award_id = c.award_id;
        EXIT WHEN NOT FOUND;
    END LOOP;
END $$;

-- What each correction corrects: the last award of that contract before it; if it
-- names a day, the one that was announced or awarded on that, or else on the first
-- page of the days from then on, which is not known when two are equally near; of
-- several rather that of its modification, and a corrected text only such a one.
-- Reads article_documents, arms_internal.announced_award.
-- Fills award_order.
CREATE OR REPLACE FUNCTION arms_internal.find_corrected_awards() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO award_order
    SELECT award_id,
           row_number() OVER (ORDER BY announced_on NULLS FIRST, article, number),
           contract_numbers ->> 0, modification, kind, is_corrected_text,
           announced_on, awarded_on, corrected_on, NULL
      FROM article_documents
      JOIN arms_internal.announced_award USING (article, document_id);
    ANALYZE award_order;
    UPDATE award_order c
       SET corrects = (
            SELECT CASE WHEN c.corrected_on IS NULL OR count(*) = 1
                        THEN (array_agg(r.award_id ORDER BY r.place DESC))[1] END
              FROM (
            SELECT o.award_id, o.place, rank() OVER (ORDER BY
                       (c.corrected_on IN (o.announced_on, o.awarded_on)) IS TRUE DESC,
                       (o.modification = c.modification) IS TRUE DESC,
                       o.announced_on - c.corrected_on,
                       c.corrected_on IS NOT NULL AND o.is_corrected_text)
              FROM award_order o
             WHERE o.first_number = c.first_number AND o.place < c.place
               AND o.kind <> 'correction'
               AND (c.kind = 'correction'
                    OR o.modification IS NOT DISTINCT FROM c.modification)
               AND (c.corrected_on IS NULL OR o.announced_on IS NULL
                    OR o.awarded_on = c.corrected_on
                    OR o.announced_on BETWEEN c.corrected_on
                                          AND c.corrected_on + 4)) r
             WHERE r.rank = 1)
     WHERE c.is_corrected_text OR c.kind = 'correction';
    PERFORM arms_internal.chain_corrections();
END $$;

-- The faults of the touched pages' documents, with one for each correction of an
-- award that is not known.
-- Reads touched_articles, arms_internal.announced_award, new_contract_award,
--   award_order, arms.fault.
-- Fills touched_documents and new_fault, which have what notices needed.
CREATE OR REPLACE FUNCTION arms_internal.find_award_faults() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    TRUNCATE touched_documents, new_fault;
    INSERT INTO touched_documents
    SELECT DISTINCT document_id
      FROM touched_articles JOIN arms_internal.announced_award USING (article);
    INSERT INTO new_fault (document_id, fault_number, number, place, field,
           reason, value_as_published, text_start, text_length, row_hash)
    SELECT document_id, f.fault_number, f.number, f.place, f.field, f.reason,
           f.value_as_published, f.text_start, f.text_length, f.row_hash
      FROM arms.fault f JOIN touched_documents USING (document_id)
     WHERE f.fault_number >= 0 OR arms_internal.is_stale_correction(f.fault_number)
    UNION ALL
    SELECT document_id, -1 - position, position, NULL, 'corrects',
           'the award that it corrects is not known', contract_numbers[1],
           NULL, NULL, md5(row(position, contract_numbers)::text)::uuid
      FROM new_contract_award JOIN award_order o USING (award_id)
     WHERE (o.is_corrected_text OR o.kind = 'correction') AND o.corrects IS NULL;
END $$;

-- The awards of the touched pages.
-- Reads article_documents, award_order, arms_internal.announced_award and its
--   lists, arms.contract_award.
-- Fills new_contract_award, new_award_contractor, new_award_customer,
--   touched_awards.
CREATE OR REPLACE FUNCTION arms_internal.join_awards() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO new_contract_award
    WITH RECURSIVE versions AS (
        SELECT award_id, 1 AS version FROM award_order
         WHERE corrects IS NULL OR kind = 'correction'
        UNION ALL
        SELECT c.award_id, version + 1
          FROM versions v JOIN award_order c ON c.corrects = v.award_id
         WHERE c.kind <> 'correction'
    )
    SELECT award_id, document_id, number, line, article, a.kind, version,
           o.corrects, s.is_current,
           coalesce(arms_internal.text_array(contract_numbers), '{}'),
           coalesce(arms_internal.text_array(contract_numbers_printed), '{}'),
           a.modification, is_order, amount_usd, amount_kind, contract_type,
           department, contracting_activity, a.announced_on, a.awarded_on,
           completion_on, completion_precision,
           coalesce(arms_internal.text_array(work_places), '{}'), is_fms, fms_funds_usd,
           description,
           md5(row(document_id, number, version, o.corrects, s.is_current,
               a.row_hash)::text)::uuid
      FROM article_documents
      JOIN arms_internal.announced_award a USING (article, document_id)
      JOIN award_order o USING (award_id)
      JOIN versions USING (award_id)
     CROSS JOIN LATERAL (SELECT a.kind <> 'correction' AND NOT EXISTS (
            SELECT FROM award_order c
             WHERE c.corrects = a.award_id AND c.kind <> 'correction')) s (is_current);
    INSERT INTO new_award_contractor
    SELECT a.award_id, c.position, document_id, name, contractor_id, trade_name,
           city, region, contract_number, footnote,
           md5(row(document_id, c.row_hash)::text)::uuid
      FROM article_documents
      JOIN arms_internal.announced_award a USING (article, document_id)
      JOIN arms_internal.announced_award_contractor c
     USING (document_id, number);
    INSERT INTO new_award_customer
    SELECT a.award_id, c.position, document_id, name, iso3, percent,
           c.amount_usd, basis, amount_scope,
           md5(row(document_id, c.row_hash)::text)::uuid
      FROM article_documents
      JOIN arms_internal.announced_award a USING (article, document_id)
      JOIN arms_internal.announced_award_customer c
     USING (document_id, number);
    INSERT INTO touched_awards
    SELECT award_id FROM award_order
    UNION
    SELECT award_id
      FROM arms.contract_award JOIN touched_articles USING (article);
    ANALYZE touched_awards, new_contract_award, new_award_contractor,
        new_award_customer;
END $$;

-- Computes the touched awards anew, and gives what happened to each table.
-- Reads and fills what the functions that it calls do; changes
--   arms.contract_award and its lists, arms_internal.award_system.
CREATE OR REPLACE FUNCTION arms_internal.merge_awards(run bigint)
RETURNS TABLE (target text, added bigint, changed bigint, removed bigint)
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arms_internal.touch_articles();
    IF NOT EXISTS (SELECT FROM touched_articles) THEN
        RETURN;
    END IF;
    PERFORM arms_internal.make_award_tables();
    PERFORM arms_internal.find_article_documents();
    PERFORM arms_internal.find_corrected_awards();
    PERFORM arms_internal.join_awards();
    PERFORM arms_internal.find_award_faults();
    RETURN QUERY
    SELECT m.target, r.added, r.changed, r.removed
      FROM (VALUES
        ('fault', ARRAY['document_id', 'fault_number'], 'document_id',
            'touched_documents'),
        ('contract_award', ARRAY['award_id'], 'article', 'touched_articles'),
        ('award_contractor', ARRAY['award_id', 'position'], 'award_id',
            'touched_awards'),
        ('award_customer', ARRAY['award_id', 'position'], 'award_id',
            'touched_awards')
      ) m (target, key, scope, scopes)
     CROSS JOIN LATERAL arms_internal.merge(
        m.target, m.key, m.scope, m.scopes, run) r;
    PERFORM arms_internal.find_award_systems(
        ARRAY(SELECT award_id FROM touched_awards));
    PERFORM arms_internal.count_for_planner(name)
       FROM unnest('{contract_award,award_contractor,award_customer}'::text[])
            name;
END $$;
