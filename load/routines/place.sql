-- Where each gathered publication belongs: which notice, and by what evidence.

-- The purchasers of numbers that are used for several: of each the label of
-- those that go together because some publication names them together.
-- A number is used for several when one surface states so, on two pages or in
-- two records; when two surfaces differ, they differ about one notice.
-- Reads placed_publications; fills shared_numbers.
CREATE OR REPLACE FUNCTION arms_internal.find_shared_numbers() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO shared_numbers
    WITH RECURSIVE named AS (
        SELECT DISTINCT base, purchasers FROM placed_publications
         WHERE kind <> 'correction' AND purchasers IS NOT NULL
           AND base IN (
                SELECT base FROM placed_publications
                 WHERE kind <> 'correction'
                 GROUP BY base HAVING count(DISTINCT purchasers) > 1)
    ), reach (base, purchaser, other) AS (
        SELECT base, a, b
          FROM named, unnest(purchasers) a, unnest(purchasers) b
        UNION
        SELECT r.base, r.purchaser, b
          FROM reach r
          JOIN named n ON n.base = r.base AND r.other = ANY (n.purchasers),
               unnest(n.purchasers) b
    )
    SELECT base, purchaser, min(other COLLATE "C") AS label
      FROM reach GROUP BY base, purchaser;

    DELETE FROM shared_numbers WHERE base NOT IN (
        SELECT base
          FROM placed_publications p JOIN shared_numbers s USING (base)
         WHERE p.kind <> 'correction' AND s.purchaser = p.purchasers[1]
         GROUP BY base, p.surface HAVING count(DISTINCT label) > 1);
END $$;

-- A correction of a shared number that does not name one of its purchasers
-- goes with the page it corrects.
-- Changes placed_publications.
CREATE OR REPLACE FUNCTION arms_internal.place_shared_corrections() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE placed_publications c
       SET notice_id = o.notice_id, matched_by = 'transmittal, corrects'
      FROM (SELECT base, url, min(notice_id) AS notice_id
              FROM placed_publications
             WHERE is_shared AND notice_id <> base
             GROUP BY base, url HAVING count(DISTINCT notice_id) = 1) o
     WHERE c.is_shared AND c.kind = 'correction' AND c.notice_id = c.base
       AND (o.base, o.url) = (c.base, c.corrects);
END $$;

-- Reports under section 36(b)(5) of one number are one notice, whichever letter a
-- surface gives: that of the publication that prints it and is believed first, in the
-- order of rank_publications(). Where a surface prints such a section over a number
-- without a letter, and none prints another, the section that is derived from that
-- number is wrong, unless all that print the report name other purchasers.
-- Changes placed_publications.
CREATE OR REPLACE FUNCTION arms_internal.agree_on_reports() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE placed_publications p SET authority = f.authority
      FROM (SELECT DISTINCT ON (transmittal) transmittal, authority,
                   arms_internal.prints_authority(surface) AS is_printed
              FROM placed_publications
             WHERE authority LIKE '36(b)(5)%' AND transmittal IS NOT NULL
             ORDER BY transmittal, NOT arms_internal.prints_authority(surface),
                      arms_internal.surface_rank(kind, surface),
                      CASE WHEN kind = 'correction'
                           THEN published_on END DESC NULLS LAST,
                      published_on NULLS LAST, surface, url, number) f
     WHERE p.transmittal = f.transmittal AND p.authority <> f.authority
       AND (p.authority LIKE '36(b)(5)%'
            OR f.is_printed AND NOT arms_internal.prints_authority(p.surface)
               -- what names no purchasers speaks neither for nor against it
               AND coalesce((
                    SELECT bool_or(o.purchasers && p.purchasers)
                      FROM placed_publications o
                     WHERE o.transmittal = p.transmittal
                       AND o.authority LIKE '36(b)(5)%'
                       AND arms_internal.prints_authority(o.surface)), true)
               AND NOT EXISTS (
                    SELECT FROM placed_publications o
                     WHERE o.transmittal = p.transmittal
                       AND o.authority = p.authority
                       AND arms_internal.prints_authority(o.surface)));
END $$;

-- By the number. A surface that does not state the authority means that which
-- the others state.
-- Changes placed_publications; fills shared_numbers.
CREATE OR REPLACE FUNCTION arms_internal.place_numbered() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arms_internal.agree_on_reports();
    UPDATE placed_publications p SET authority = a.authority
      FROM (SELECT transmittal, min(authority) AS authority
              FROM placed_publications
             WHERE transmittal IS NOT NULL
             GROUP BY transmittal HAVING count(DISTINCT authority) = 1) a
     WHERE a.transmittal = p.transmittal AND p.authority IS NULL;
    UPDATE placed_publications
       SET base = arms_internal.notice_key(authority, transmittal, url, number)
     WHERE transmittal IS NOT NULL;
    PERFORM arms_internal.find_shared_numbers();

    UPDATE placed_publications
       SET notice_id = base, matched_by = 'transmittal',
           is_shared = base IN (SELECT base FROM shared_numbers)
     WHERE base IS NOT NULL;
    UPDATE placed_publications p
       SET notice_id = p.base || ' ' || l.label,
           matched_by = 'transmittal, purchaser ' || l.label
      FROM (SELECT document_id, number, min(label) AS label
              FROM placed_publications p JOIN shared_numbers USING (base)
             WHERE shared_numbers.purchaser = ANY (p.purchasers)
             GROUP BY document_id, number HAVING count(DISTINCT label) = 1) l
     WHERE (l.document_id, l.number) = (p.document_id, p.number);
    PERFORM arms_internal.place_shared_corrections();
END $$;

-- Without a number: by authority, purchasers, value, and a day near one of the
-- notice's, if that is true of one notice alone.
-- Changes placed_publications.
CREATE OR REPLACE FUNCTION arms_internal.place_unnumbered() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    WITH unnumbered AS (
        SELECT document_id, number, authority, purchasers, total_usd, day,
               what
          FROM placed_publications CROSS JOIN LATERAL (VALUES
            (1, 'delivered', delivered_on), (2, 'announced', announced_on),
            (3, 'published', published_on)) d (preference, what, day)
         WHERE transmittal IS NULL AND kind <> 'correction'
           AND preference = CASE WHEN delivered_on IS NOT NULL THEN 1
               WHEN announced_on IS NOT NULL THEN 2 ELSE 3 END
    ), candidate AS (
        SELECT DISTINCT ON (u.document_id, u.number, n.notice_id)
               u.document_id, u.number, n.notice_id,
               format('purchaser %s, total %s, %s %s and %s %s',
                   array_to_string(u.purchasers, ' and '), u.total_usd,
                   u.what, u.day, d.what, d.day) AS evidence
          FROM unnumbered u
          JOIN placed_publications n ON n.transmittal IS NOT NULL
           AND n.total_usd = u.total_usd AND n.purchasers = u.purchasers
           AND coalesce(n.authority = u.authority, true)
          JOIN placed_publications o
            ON o.notice_id = n.notice_id AND o.transmittal IS NOT NULL
         CROSS JOIN LATERAL (VALUES ('delivered', o.delivered_on),
            ('announced', o.announced_on)) d (what, day)
         WHERE abs(d.day - u.day) <= 10
         ORDER BY u.document_id, u.number, n.notice_id, abs(d.day - u.day),
               d.what DESC, d.day
    )
    UPDATE placed_publications p
       SET notice_id = c.notice_id, matched_by = c.evidence
      FROM (SELECT document_id, number, min(notice_id) AS notice_id,
                   min(evidence) AS evidence
              FROM candidate
             GROUP BY document_id, number HAVING count(*) = 1) c
     WHERE (c.document_id, c.number) = (p.document_id, p.number);

    UPDATE placed_publications
       SET notice_id = arms_internal.notice_key(authority, NULL, url, number),
           matched_by = 'alone'
     WHERE transmittal IS NULL AND kind <> 'correction' AND notice_id IS NULL;
END $$;

-- The notices of the pages that corrections without a number correct. Of a page
-- that is such a correction itself, and nothing else, it is the notice that this
-- corrects, if that is known.
-- Reads placed_publications, touched_pages, arms.notice_publication.
CREATE OR REPLACE FUNCTION arms_internal.corrected_pages()
RETURNS TABLE (url text, notice_id text)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT url, CASE WHEN bool_or(is_itself)
               THEN min(notice_id) FILTER (WHERE is_itself)
               ELSE min(notice_id) END
      FROM (
        SELECT s.*, kind <> 'correction'
                 OR coalesce(matched_by LIKE 'transmittal%', false) AS is_itself
          FROM (
            SELECT url, kind, notice_id, matched_by FROM placed_publications
            UNION ALL
            SELECT n.url, n.kind, n.notice_id, n.matched_by
              FROM arms.notice_publication n
             WHERE n.url IN (SELECT corrects FROM placed_publications
                              WHERE notice_id IS NULL)
               AND NOT EXISTS (SELECT FROM touched_pages t
                    WHERE (t.surface, t.url) = (n.surface, n.url))
               AND NOT EXISTS (SELECT FROM placed_publications p
                    WHERE (p.document_id, p.number)
                        = (n.document_id, n.number))
          ) s
      ) pages
     GROUP BY url
    HAVING CASE WHEN bool_or(is_itself)
        THEN count(DISTINCT notice_id) FILTER (WHERE is_itself) = 1
        ELSE count(*) = 1 AND min(matched_by) = 'corrects' END;
END $$;

-- A correction without a number belongs to the notice on the page it corrects,
-- if there is just one.
-- Changes placed_publications; reads what corrected_pages() reads.
CREATE OR REPLACE FUNCTION arms_internal.place_corrections() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    LOOP
        UPDATE placed_publications c
           SET notice_id = o.notice_id, matched_by = 'corrects'
          FROM arms_internal.corrected_pages() o
         WHERE c.notice_id IS NULL AND c.corrects = o.url;
        EXIT WHEN NOT FOUND;
    END LOOP;

    UPDATE placed_publications
       SET notice_id = arms_internal.notice_key(authority, NULL, url, number),
           matched_by = 'alone'
     WHERE notice_id IS NULL;
END $$;

-- Finds out anew where each gathered publication belongs.
-- Reads touched_pages, arms.notice_publication, and what gather_publications()
--   reads.
-- Fills what gather_publications() fills, shared_numbers; touched_notices: those
--   to which the gathered publications belong or belonged; and
--   new_notice_publication for these.
CREATE OR REPLACE FUNCTION arms_internal.place_publications() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arms_internal.gather_publications();
    PERFORM arms_internal.place_numbered();
    PERFORM arms_internal.place_unnumbered();
    PERFORM arms_internal.place_corrections();

    INSERT INTO touched_notices
    SELECT notice_id FROM placed_publications
    UNION
    SELECT n.notice_id FROM arms.notice_publication n
      JOIN placed_publications USING (document_id, number)
    UNION
    SELECT notice_id FROM arms.notice_publication
      JOIN touched_pages USING (surface, url);
    ANALYZE touched_notices;

    INSERT INTO new_notice_publication (notice_id, document_id, number,
           surface, url, published_on, kind, total_usd, mde_usd,
           purchaser_iso3, delivered_on, matched_by, row_hash)
    SELECT notice_id, document_id, number, surface, url, published_on, kind,
           total_usd, mde_usd, purchaser_iso3, delivered_on, matched_by,
           md5(row(document_id, published_on, kind, total_usd, mde_usd,
               purchaser_iso3, delivered_on, matched_by)::text)::uuid
      FROM placed_publications
    UNION ALL -- the others of the same notices stay as they are
    SELECT notice_id, n.document_id, n.number, n.surface, n.url,
           n.published_on, n.kind, n.total_usd, n.mde_usd, n.purchaser_iso3,
           n.delivered_on, n.matched_by, n.row_hash
      FROM arms.notice_publication n JOIN touched_notices USING (notice_id)
     WHERE NOT EXISTS (SELECT FROM touched_pages t
                        WHERE (t.surface, t.url) = (n.surface, n.url))
       AND NOT EXISTS (SELECT FROM placed_publications p
                        WHERE (p.document_id, p.number)
                            = (n.document_id, n.number));
    ANALYZE new_notice_publication;
END $$;

-- Faults that no document has by itself. They are numbered below 0; those of
-- corrections stay for find_stale_faults(). To be called before the placing is
-- merged.
-- Reads new_document, placed_publications, touched_pages, arms.publication,
--   arms.fault, arms.notice_publication.
-- Fills touched_documents, those that may have lost or got such a fault; and
--   new_fault for these, in the place of that of the package.
CREATE OR REPLACE FUNCTION arms_internal.find_shared_faults() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO touched_documents
    SELECT document_id FROM placed_publications
    UNION SELECT document_id FROM new_document
    UNION SELECT document_id FROM arms.publication
            JOIN touched_pages USING (surface, url);

    TRUNCATE new_fault;
    INSERT INTO new_fault (document_id, fault_number, number, place, field,
           reason, value_as_published, text_start, text_length, row_hash)
    SELECT document_id, f.fault_number, f.number, f.place, f.field, f.reason,
           f.value_as_published, f.text_start, f.text_length, f.row_hash
      FROM arms.fault f JOIN touched_documents USING (document_id)
     WHERE f.fault_number >= 0 OR arms_internal.is_stale_correction(f.fault_number)
        -- find_award_faults() finds those of awards
        OR EXISTS (SELECT FROM arms_internal.announced_award a
                    WHERE a.document_id = f.document_id)
        OR EXISTS (SELECT FROM arms.notice_publication n
                    WHERE (n.document_id, n.number) = (f.document_id, f.number)
                      AND NOT EXISTS (SELECT FROM touched_pages t
                           WHERE (t.surface, t.url) = (n.surface, n.url))
                      AND NOT EXISTS (SELECT FROM placed_publications p
                           WHERE (p.document_id, p.number)
                               = (n.document_id, n.number)))
    UNION ALL
    SELECT document_id, -1 - number, number, NULL, 'transmittal',
           'the number is used for several purchasers', transmittal, NULL, NULL,
           md5(row(number, transmittal)::text)::uuid
      FROM placed_publications WHERE is_shared;
END $$;
