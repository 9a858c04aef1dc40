-- The current document of each touched page: of those with the words of the
-- newest version the one that was fetched first. So a page whose bytes change
-- and whose words do not is no new version, and the order of loading does not
-- matter.

-- All that the documents of touched pages state there, as one digest each.
-- Reads touched_pages, arms.publication, arms.publication_purchaser,
--   arms.publication_item, arms.publication_contractor.
-- Fills page_versions.
CREATE OR REPLACE FUNCTION arms_internal.digest_versions() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO page_versions
    SELECT surface, url, document_id, max(p.version) AS version,
           count(*) OVER (PARTITION BY surface, url) AS versions,
           NULL::text AS digest
      FROM touched_pages JOIN arms.publication p USING (surface, url)
     GROUP BY surface, url, document_id;
    ANALYZE page_versions;

    UPDATE page_versions v SET digest = s.digest
      FROM (
        SELECT surface, url, document_id,
               md5(string_agg(hash, ' ' ORDER BY number, list, position))
                   AS digest
          FROM (
            SELECT surface, url, document_id, number, 0 AS list, 0 AS position,
                   p.row_hash::text AS hash
              FROM page_versions JOIN arms.publication p
             USING (surface, url, document_id) WHERE versions > 1
            UNION ALL
            SELECT surface, url, document_id, number, 1, position,
                   c.row_hash::text
              FROM page_versions JOIN arms.publication p
             USING (surface, url, document_id)
              JOIN arms.publication_purchaser c USING (document_id, number)
             WHERE versions > 1
            UNION ALL
            SELECT surface, url, document_id, number, 2, position,
                   c.row_hash::text
              FROM page_versions JOIN arms.publication p
             USING (surface, url, document_id)
              JOIN arms.publication_item c USING (document_id, number)
             WHERE versions > 1
            UNION ALL
            SELECT surface, url, document_id, number, 3, position,
                   c.row_hash::text
              FROM page_versions JOIN arms.publication p
             USING (surface, url, document_id)
              JOIN arms.publication_contractor c USING (document_id, number)
             WHERE versions > 1
          ) hashes
         GROUP BY surface, url, document_id
      ) s
     WHERE (s.surface, s.url, s.document_id)
         = (v.surface, v.url, v.document_id);
END $$;

-- Reads touched_pages, arms.document, and what digest_versions() reads.
-- Fills page_versions, current_documents.
CREATE OR REPLACE FUNCTION arms_internal.find_current_documents() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arms_internal.digest_versions();
    INSERT INTO current_documents
    WITH versions AS (
        SELECT v.*, d.fetched_at, d.warc_file, d.warc_offset
          FROM page_versions v JOIN arms.document d USING (document_id)
    ), newest AS (
        SELECT DISTINCT ON (surface, url) surface, url, digest, version
          FROM versions
         ORDER BY surface, url, version DESC NULLS LAST, fetched_at DESC,
                  warc_file DESC, warc_offset DESC, document_id
    )
    SELECT DISTINCT ON (surface, url) surface, url, document_id
      FROM versions v JOIN newest n USING (surface, url)
     WHERE v.digest IS NOT DISTINCT FROM n.digest
       AND v.version IS NOT DISTINCT FROM n.version
     ORDER BY surface, url, fetched_at, warc_file, warc_offset, document_id;
    ANALYZE current_documents;
END $$;
