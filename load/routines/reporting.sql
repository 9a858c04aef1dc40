-- What `armsetl report` writes: pages of some kinds, each with sections.
--
-- A section is one statement over all pages of a kind, by the key of the page, in
-- the order of keys (COLLATE "C"), so that the report reads each but once. Its form
-- says how it is written: `pages` lists the pages themselves (page, title, lead); a
-- table has a column for each but the first, with the heading that it is named; a
-- column "X link" or "X url" is the address of the one before it, X: of a page
-- ("notice:36(b)(1) 26-27"), or a public one. Charts have a label, a series and a
-- value: publish/report/picture.h; drawings: publish/report/drawing.h.

-- All sections, those of a kind in a row. {base} in a text tells of which year
-- constant dollars are. `notices` is all sources of notices.
-- Reads arms_internal.price_base, arms.source, arms.document, arms.edition.
CREATE OR REPLACE FUNCTION arms_internal.report_content()
RETURNS TABLE (kind text, id text, heading text, form text, unit text,
    caveat text, empty text, sources text, query text, is_restricted boolean)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    base text := coalesce((
        SELECT format('dollars of %s by the index %s', p.base_year, p.index)
          FROM arms_internal.price_base p),
        'not known: no price index is loaded');
    told jsonb := (
        SELECT jsonb_object_agg(s.source, CASE WHEN s.restricted
                   THEN format('%s (%s, newest of %s)', s.publisher, s.source,
                       n.newest)
                   ELSE format('%s (newest of %s)', s.source, n.newest) END)
          FROM arms.source s
          JOIN (SELECT d.source, max(coalesce(e.edition_at::date,
                           d.published_on, d.fetched_at::date)) AS newest
                  FROM arms.document d
                  LEFT JOIN arms.edition e USING (document_id)
                 WHERE d.taken_back IS NULL GROUP BY d.source) n
               USING (source));
BEGIN
    RETURN QUERY
    WITH section AS (
        SELECT 1 AS place, 'index' AS of_kind, s.* FROM arms_internal.report_index()
          WITH ORDINALITY s
        UNION ALL
        SELECT 2, s.* FROM arms_internal.report_lists()
          WITH ORDINALITY s
        UNION ALL
        SELECT 3, 'year', s.* FROM arms_internal.report_year()
          WITH ORDINALITY s
        UNION ALL
        SELECT 4, 'country', s.* FROM arms_internal.report_country()
          WITH ORDINALITY s
        UNION ALL
        SELECT 5, 'company', s.* FROM arms_internal.report_company()
          WITH ORDINALITY s
        UNION ALL
        SELECT 6, 'family', s.* FROM arms_internal.report_family()
          WITH ORDINALITY s
        UNION ALL
        SELECT 7, 'policy', s.* FROM arms_internal.report_policy()
          WITH ORDINALITY s
        UNION ALL
        SELECT 8, 'notice', s.* FROM arms_internal.report_notice()
          WITH ORDINALITY s
        UNION ALL
        SELECT 9, s.* FROM arms_internal.report_state()
          WITH ORDINALITY s
    )
    SELECT s.of_kind, s.id, s.heading, s.form, s.unit,
           replace(s.caveat, '{base}', base), s.empty,
           coalesce((SELECT string_agg(told ->> name, ', ' ORDER BY o)
                       FROM unnest(CASE WHEN s.sources[1] = 'notices'
                                THEN '{federal-register,ddtc,dsca,state,
                                     congressional-record,dsca-library}'::text[]
                                     || s.sources
                                ELSE s.sources END) WITH ORDINALITY u (name, o)),
               ''),
           s.query, s.is_restricted
      FROM section s ORDER BY s.place, s.ordinality;
END $$;
