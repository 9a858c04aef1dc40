-- Which publications have to be placed anew when some pages are touched. They
-- all go into the temporary table placed_publications, so that placing them
-- looks at nothing else, and comes to the same whatever was loaded first.

-- All publications, as they are placed. In the form that PostgreSQL plans as a
-- part of the caller.
-- Reads arms.publication, and what purchasers_of() reads.
CREATE OR REPLACE FUNCTION arms_internal.placeable_publications()
RETURNS TABLE (document_id uuid, number integer, surface text, url text,
    published_on date, kind text, authority text, transmittal text,
    corrects text, total_usd numeric, mde_usd numeric, purchaser_iso3 char(3),
    delivered_on date, announced_on date, purchasers text[])
LANGUAGE sql STABLE AS $$
    SELECT p.document_id, p.number, p.surface, p.url, p.published_on, p.kind,
           p.authority, p.transmittal, p.corrects, p.total_usd, p.mde_usd,
           p.purchaser_iso3, p.delivered_on, p.announced_on, b.purchasers
      FROM arms.publication p
     CROSS JOIN LATERAL arms_internal.purchasers_of(p.document_id, p.number,
            p.purchaser_iso3, p.purchaser_name) b
$$;

-- Gathers the publications that were found, if they are on pages that are not
-- touched and belong to a notice. Gives how many were not gathered before.
-- Reads arms.notice_publication, touched_pages, and what
--   placeable_publications() reads.
-- Changes placed_publications; empties found_publications.
CREATE OR REPLACE FUNCTION arms_internal.gather_found() RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    gathered bigint;
BEGIN
    INSERT INTO placed_publications
    SELECT p.*
      FROM arms_internal.placeable_publications() p
      JOIN found_publications USING (document_id, number)
     WHERE EXISTS (SELECT FROM arms.notice_publication n
                    WHERE (n.document_id, n.number)
                        = (p.document_id, p.number))
       AND NOT EXISTS (SELECT FROM touched_pages t
                        WHERE (t.surface, t.url) = (p.surface, p.url))
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS gathered = ROW_COUNT;
    DELETE FROM found_publications;
    RETURN gathered;
END $$;

-- What the touched pages state now.
-- Reads what find_current_documents() and placeable_publications() read.
-- Fills page_versions, current_documents; changes placed_publications.
CREATE OR REPLACE FUNCTION arms_internal.gather_touched() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arms_internal.find_current_documents();
    INSERT INTO placed_publications
    SELECT p.*
      FROM current_documents
      JOIN arms_internal.placeable_publications() p USING (surface, url, document_id);
    ANALYZE placed_publications;
END $$;

-- The publications with a touched number.
-- Reads touched_numbers, arms.publication; changes placed_publications.
CREATE OR REPLACE FUNCTION arms_internal.gather_numbered() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO found_publications
    SELECT document_id, number
      FROM arms.publication
     WHERE transmittal IN (SELECT transmittal FROM touched_numbers);
    PERFORM arms_internal.gather_found();
END $$;

-- The publications without a number that may belong to a touched number, or
-- did.
-- Reads touched_totals, arms.publication; changes placed_publications.
CREATE OR REPLACE FUNCTION arms_internal.gather_unnumbered() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO found_publications
    SELECT document_id, number
      FROM arms.publication
     WHERE transmittal IS NULL AND kind <> 'correction'
       AND total_usd IN (
            SELECT total_usd FROM touched_totals
            UNION
            SELECT total_usd FROM placed_publications
             WHERE transmittal IS NOT NULL);
    PERFORM arms_internal.gather_found();
END $$;

-- The publications of all numbers to which a gathered one without a number may
-- belong.
-- Reads touched_numbers, and what placeable_publications() reads; changes
--   placed_publications.
CREATE OR REPLACE FUNCTION arms_internal.gather_candidates() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO found_publications
    SELECT document_id, number
      FROM arms.publication
     WHERE transmittal IN (
            SELECT p.transmittal
              FROM placed_publications u
              JOIN arms_internal.placeable_publications() p
                ON p.total_usd = u.total_usd AND p.purchasers = u.purchasers
             WHERE u.transmittal IS NULL AND u.kind <> 'correction'
            EXCEPT
            SELECT transmittal FROM touched_numbers);
    PERFORM arms_internal.gather_found();
END $$;

-- Corrections of what is gathered, and corrections of these.
-- Reads touched_pages, arms.publication; changes placed_publications.
CREATE OR REPLACE FUNCTION arms_internal.gather_corrections() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    LOOP
        INSERT INTO found_publications
        SELECT document_id, number
          FROM arms.publication
         WHERE kind = 'correction' AND transmittal IS NULL
           AND corrects IN (SELECT url FROM placed_publications
                            UNION SELECT url FROM touched_pages);
        EXIT WHEN arms_internal.gather_found() = 0;
    END LOOP;
END $$;

-- Gathers all publications that have to be placed anew.
-- Reads touched_pages, touched_numbers, touched_totals, arms.document,
--   arms.notice_publication, arms.publication and its lists.
-- Fills placed_publications; and for itself page_versions and
--   current_documents.
CREATE OR REPLACE FUNCTION arms_internal.gather_publications() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arms_internal.gather_touched();
    PERFORM arms_internal.gather_numbered();
    PERFORM arms_internal.gather_unnumbered();
    PERFORM arms_internal.gather_candidates();
    PERFORM arms_internal.gather_corrections();
    ANALYZE placed_publications;
END $$;
