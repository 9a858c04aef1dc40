-- Which notice a publication is about. A notice is its authority and its
-- transmittal, never an address; one without a number stands alone.
CREATE OR REPLACE FUNCTION arms.notice_key(
    authority text, transmittal text, url text, number integer) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN transmittal IS NULL
        THEN coalesce(authority, '36') || ' ' || url || '#' || number
        ELSE coalesce(authority, '36') || ' ' || transmittal END
$$;

-- Which publication is believed first: a correction over what it corrects,
-- the Federal Register over a page, a page over the Congressional Record.
CREATE OR REPLACE FUNCTION arms.surface_rank(kind text, surface text)
RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN kind = 'correction' THEN 0
        ELSE CASE surface WHEN 'federal_register' THEN 1 WHEN 'dsca' THEN 2
        WHEN 'state' THEN 2 WHEN 'congressional_record' THEN 3 ELSE 4 END END
$$;

-- All that a document says on a page, as one digest.
CREATE OR REPLACE FUNCTION arms.said_digest(
    of_document uuid, of_surface text, of_url text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT md5(string_agg(hash, ' ' ORDER BY number, list, position))
      FROM (
        SELECT number, 0 AS list, 0 AS position, row_hash::text AS hash
          FROM arms.publication
        WHERE document_id = of_document
          AND (surface, url) = (of_surface, of_url)
        UNION ALL
        SELECT c.number, c.list, c.position, c.hash
          FROM arms.publication p
          JOIN (
            SELECT document_id, number, 1 AS list, position,
                   row_hash::text AS hash
              FROM arms.publication_purchaser
            UNION ALL
            SELECT document_id, number, 2, position, row_hash::text
              FROM arms.publication_item
            UNION ALL
            SELECT document_id, number, 3, position, row_hash::text
              FROM arms.publication_contractor
          ) c USING (document_id, number)
         WHERE p.document_id = of_document
           AND (p.surface, p.url) = (of_surface, of_url)
      ) s
$$;

-- The document whose words stand for a page: what the newest version says, by
-- the first document that said just that. So a page whose bytes change and
-- whose words do not is no new version, and the order of loading is the same.
CREATE OR REPLACE FUNCTION arms.speaking_document(
    of_surface text, of_url text) RETURNS uuid
LANGUAGE sql STABLE AS $$
    WITH versions AS (
        SELECT d.document_id, d.fetched_at, d.warc_file, d.warc_offset,
               max(p.version) AS version,
               arms.said_digest(d.document_id, of_surface, of_url) AS digest
          FROM arms.publication p JOIN arms.document d USING (document_id)
         WHERE (p.surface, p.url) = (of_surface, of_url)
         GROUP BY d.document_id
    ), newest AS (
        SELECT digest, version FROM versions
         ORDER BY version DESC NULLS LAST, fetched_at DESC, warc_file DESC,
                  warc_offset DESC, document_id LIMIT 1
    )
    SELECT document_id FROM versions JOIN newest USING (digest)
     WHERE versions.version IS NOT DISTINCT FROM newest.version
     ORDER BY fetched_at, warc_file, warc_offset, document_id LIMIT 1
$$;

-- jsonb ["a", "b"] as text[]
CREATE OR REPLACE FUNCTION arms.text_array(list jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT array_agg(value ORDER BY position)
      FROM jsonb_array_elements_text(list) WITH ORDINALITY e (value, position)
$$;

-- Finds out anew where each touched page belongs: fills new_notice_publication
-- for the notices in touched_notice.
CREATE OR REPLACE FUNCTION arms.place_publications() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    CREATE TEMP TABLE placed ON COMMIT DROP AS
    SELECT arms.notice_key(p.authority, p.transmittal, p.url, p.number)
               AS notice_id, p.*
      FROM (SELECT surface, url, arms.speaking_document(surface, url)
                       AS document_id FROM touched_page) t
      JOIN arms.publication p USING (document_id, surface, url);

    -- A correction without a number belongs to what it corrects.
    UPDATE placed p SET notice_id = coalesce(
        (SELECT min(o.notice_id) FROM placed o WHERE o.url = p.corrects),
        (SELECT min(o.notice_id) FROM arms.notice_publication o
          WHERE o.url = p.corrects),
        p.notice_id)
     WHERE p.transmittal IS NULL AND p.kind = 'correction';

    CREATE TEMP TABLE touched_notice ON COMMIT DROP AS
    SELECT notice_id FROM placed
    UNION
    SELECT notice_id FROM arms.notice_publication
      JOIN touched_page USING (surface, url);

    PERFORM arms.stage('notice_publication');
    INSERT INTO new_notice_publication
    SELECT notice_id, document_id, number, surface, url, published_on, kind,
           total_usd, mde_usd, purchaser_iso3, delivered_on,
           md5(row(document_id, published_on, kind, total_usd, mde_usd,
               purchaser_iso3, delivered_on)::text)::uuid
      FROM placed
    UNION ALL -- the other pages of the same notices stay as they are
    SELECT notice_id, document_id, number, surface, url, published_on, kind,
           total_usd, mde_usd, purchaser_iso3, delivered_on, row_hash
      FROM arms.notice_publication JOIN touched_notice USING (notice_id)
     WHERE (surface, url) NOT IN (SELECT surface, url FROM touched_page);
END $$;
