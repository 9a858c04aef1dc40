-- What is new or changed, an event a row, as `armsetl news` tells it.
-- Reads arms_internal.news_of_notices(), news_of_discrepancies(), news_of_reviews(),
--   news_of_editions(), news_of_sources(); arms.notice, its lists, arms.country,
--   arms.notice_publication, arms.source.
CREATE OR REPLACE FUNCTION arms.news(since timestamptz,
    at timestamptz DEFAULT now())
RETURNS TABLE (id text, kind text, happened_at timestamptz, notice_id text,
    source text, iso3s text[], companies text[], families text[],
    total_usd numeric(20,2), title text, summary text, url text, details jsonb)
LANGUAGE sql STABLE SET jit = off AS $$
    WITH event AS MATERIALIZED (
        SELECT n.kind, n.key, n.happened_at, n.notice_id, NULL::text AS source,
               n.url, n.summary, n.details
          FROM arms_internal.news_of_notices($1) n
        UNION ALL
        SELECT d.kind, d.key, d.happened_at, d.notice_id, NULL, d.url, d.summary,
               d.details
          FROM arms_internal.news_of_discrepancies($1) d
        UNION ALL
        SELECT r.kind, r.key, r.happened_at, r.notice_id, NULL, r.url, r.summary,
               r.details
          FROM arms_internal.news_of_reviews($1, $2) r
        UNION ALL
        SELECT e.kind, e.key, e.happened_at, NULL, e.source, e.url, e.summary,
               e.details
          FROM arms_internal.news_of_editions($1) e
        UNION ALL
        SELECT s.kind, s.key, s.happened_at, NULL, s.source, s.url, s.summary,
               s.details
          FROM arms_internal.news_of_sources($1) s
    )
    SELECT 'urn:uuid:' || arms_internal.name_uuid(e.kind || ' ' || e.key),
           e.kind, e.happened_at, e.notice_id, coalesce(e.source, p.source),
           coalesce(a.iso3s, '{}'), coalesce(b.companies, '{}'),
           coalesce(c.families, '{}'), n.total_usd,
           CASE WHEN e.notice_id IS NULL
                THEN coalesce(s.title, e.source)
                ELSE concat_ws(' ', concat(arms_internal.shortened(coalesce(
                       (SELECT k.name FROM arms.country k
                         WHERE k.iso3 = n.purchaser_iso3), n.purchaser_name,
                       (SELECT string_agg(u.name, ', ' ORDER BY u.position)
                          FROM arms.notice_purchaser u
                         WHERE u.notice_id = e.notice_id),
                       'no purchaser'), 100), ':'),
                   arms_internal.shortened(coalesce(n.title,
                       (SELECT i.designation FROM arms.notice_item i
                         WHERE i.notice_id = e.notice_id
                         ORDER BY i.position LIMIT 1), 'no title'), 200),
                   concat('(', e.notice_id, ')')) END,
           e.summary, coalesce(e.url, p.url), e.details
      FROM event e
      LEFT JOIN arms.notice n ON n.notice_id = e.notice_id
      LEFT JOIN arms.source s ON s.source = e.source
      LEFT JOIN LATERAL (
        SELECT array_agg(DISTINCT i.iso3 ORDER BY i.iso3) AS iso3s
          FROM (SELECT u.iso3::text COLLATE "C" AS iso3
                  FROM arms.notice_purchaser u WHERE u.notice_id = e.notice_id
                UNION
                SELECT n.purchaser_iso3::text COLLATE "C") i
         WHERE i.iso3 IS NOT NULL) a ON true
      LEFT JOIN LATERAL (
        SELECT array_agg(DISTINCT m.contractor_id COLLATE "C"
                   ORDER BY m.contractor_id COLLATE "C") AS companies
          FROM arms.notice_contractor m
         WHERE m.notice_id = e.notice_id AND m.contractor_id IS NOT NULL) b
        ON true
      LEFT JOIN LATERAL (
        SELECT array_agg(DISTINCT i.family COLLATE "C"
                   ORDER BY i.family COLLATE "C") AS families
          FROM arms.notice_item i
         WHERE i.notice_id = e.notice_id AND i.family IS NOT NULL) c ON true
      LEFT JOIN LATERAL (
        SELECT q.url, d.source
          FROM arms.notice_publication q
          JOIN arms.document d USING (document_id)
         WHERE q.notice_id = e.notice_id
         ORDER BY arms_internal.surface_rank(q.kind, q.surface),
               q.url COLLATE "C", q.number LIMIT 1) p ON true
     ORDER BY e.happened_at, e.kind COLLATE "C", e.key COLLATE "C"
$$;

COMMENT ON FUNCTION arms.news(timestamptz, timestamptz) IS
    'What is new or changed since a time, an event a row, by the time since which '
    'the database knows it; reviews begin and end by the days up to the second '
    'time. kind: new_notice, new_surface, changed_total, correction, '
    'review_begins, review_ends, discrepancy, rewritten_edition, blocked_source, '
    'silent_source. id is the same whenever it is asked for';
