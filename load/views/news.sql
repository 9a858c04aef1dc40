-- What is new or changed, an event a row, as `armsetl news` tells it.
-- Reads arms_internal.news_of_notices(), news_of_discrepancies(), news_of_reviews(),
--   news_of_editions(), news_of_sources(), last_notice(), last_lists(),
--   last_publication(); arms.country, arms.source. Its settings keep texts, and so
--   ids, the same in each session.
CREATE OR REPLACE FUNCTION arms.news(since timestamptz,
    at timestamptz DEFAULT now())
RETURNS TABLE (id text, kind text, happened_at timestamptz, notice_id text,
    source text, iso3s text[], companies text[], families text[],
    total_usd numeric(20,2), title text, summary text, url text, details jsonb)
LANGUAGE sql STABLE SET jit = off SET datestyle = 'ISO, YMD' SET timezone = 'UTC'
AS $$
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
           coalesce(l.iso3s, '{}'), coalesce(l.companies, '{}'),
           coalesce(l.families, '{}'), n.total_usd,
           CASE WHEN e.notice_id IS NULL
                THEN coalesce(s.title, e.source)
                ELSE concat_ws(' ', concat(arms_internal.shortened(coalesce(
                       (SELECT k.name FROM arms.country k
                         WHERE k.iso3 = n.purchaser_iso3), n.purchaser_name,
                       l.purchasers, 'no purchaser'), 100), ':'),
                   arms_internal.shortened(coalesce(n.title, l.designation,
                       'no title'), 200),
                   concat('(', e.notice_id, ')')) END,
           e.summary, coalesce(e.url, p.url), e.details
      FROM event e
      LEFT JOIN arms.source s ON s.source = e.source
      LEFT JOIN LATERAL arms_internal.last_notice(e.notice_id) n ON true
      LEFT JOIN LATERAL (
        SELECT array_agg(DISTINCT i.code COLLATE "C" ORDER BY i.code COLLATE "C")
                   FILTER (WHERE i.list = 'purchaser' AND i.code IS NOT NULL)
                   AS iso3s,
               array_agg(DISTINCT i.code COLLATE "C" ORDER BY i.code COLLATE "C")
                   FILTER (WHERE i.list = 'company' AND i.code IS NOT NULL)
                   AS companies,
               array_agg(DISTINCT i.code COLLATE "C" ORDER BY i.code COLLATE "C")
                   FILTER (WHERE i.list = 'item' AND i.code IS NOT NULL)
                   AS families,
               string_agg(i.name, ', ' ORDER BY i.position)
                   FILTER (WHERE i.list = 'purchaser') AS purchasers,
               (array_agg(i.name ORDER BY i.position)
                   FILTER (WHERE i.list = 'item'))[1] AS designation
          FROM (SELECT * FROM arms_internal.last_lists(e.notice_id, n.gone_at)
                UNION ALL
                SELECT 'purchaser', NULL, NULL, n.purchaser_iso3) i) l ON true
      LEFT JOIN LATERAL arms_internal.last_publication(e.notice_id, e.url) p
        ON true
     ORDER BY e.happened_at, e.kind COLLATE "C", e.key COLLATE "C"
$$;

COMMENT ON FUNCTION arms.news(timestamptz, timestamptz) IS
    'What is new or changed since a time, an event a row, by the time since which '
    'the database knows it; reviews begin and end by the days up to the second '
    'time. kind: new_notice, withdrawn_notice, new_surface, changed_total, '
    'correction, review_begins, review_ends, discrepancy, rewritten_edition, '
    'blocked_source, silent_source. id is the same whenever it is asked for';
