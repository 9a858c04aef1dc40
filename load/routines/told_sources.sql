-- What arms.news() tells of editions and of sources; see told_notices.sql.

-- The rows that an edition changed or no longer has: a row each, with what it is
-- about and by how much its figure changed. Of a deal the figure is the first of:
-- the value delivered, the number delivered, the number ordered, dollars.
-- Reads arms.transfer, arms_internal.figure, their histories, arms.series, arms.edition.
CREATE OR REPLACE FUNCTION arms_internal.rewritten_rows(of_dataset text,
    applied timestamptz)
RETURNS TABLE (row_id text, about text, measure text, before numeric,
    after numeric, is_gone boolean)
LANGUAGE plpgsql STABLE SET jit = off AS $$
BEGIN
    RETURN QUERY
    WITH ended AS MATERIALIZED (
        SELECT o.topic, o.occurrence, o.subject, h.period_start, h.value, o.unit,
               coalesce(o.reporter_name, o.reporter) AS reporter,
               coalesce(o.partner_name, o.partner) AS partner, o.item_name,
               o.indicator
          FROM arms_history.figure_history h
          JOIN arms.series o USING (dataset, series_id)
         WHERE h.dataset = of_dataset AND h.valid_to = applied
    ), figure AS (
        SELECT f.series_id, f.edition_id, f.period_start, f.value
          FROM arms_internal.figure f WHERE f.dataset = of_dataset
        UNION ALL
        SELECT h.series_id, h.edition_id, h.period_start, h.value
          FROM arms_history.figure_history h WHERE h.dataset = of_dataset
    ), begun AS (
        SELECT n.topic, f.period_start, f.value
          FROM figure f
          JOIN arms.edition e USING (edition_id)
          JOIN arms.series n ON n.dataset = of_dataset
                            AND n.series_id = f.series_id
         WHERE e.dataset = of_dataset AND e.applied_at = applied
    )
    SELECT concat_ws(' ', arms_internal.observation_id(o.subject, o.period_start),
               o.occurrence),
           concat_ws(', ', o.reporter, o.partner, o.item_name, o.indicator,
               extract(year FROM o.period_start)),
           o.unit, o.value, n.value, n.topic IS NULL
      FROM ended o
      LEFT JOIN begun n ON n.topic = o.topic
       AND coalesce(n.period_start, 'infinity')
           = coalesce(o.period_start, 'infinity');
    RETURN QUERY
    SELECT concat_ws(' ', o.transfer_id, o.occurrence),
           concat_ws(', ', o.supplier_name, o.recipient_name,
               coalesce(o.designation, o.description), o.order_year),
           m.measure, m.value, (to_jsonb(n) ->> m.measure)::numeric,
           n.transfer_id IS NULL
      FROM arms_history.transfer_history o
      LEFT JOIN LATERAL (
        SELECT a.transfer_id, a.tiv_delivered, a.number_delivered,
               a.number_ordered, a.acquisition_usd, a.current_usd
          FROM arms.transfer a
         WHERE (a.dataset, a.transfer_id, a.occurrence, a.valid_from)
               = (o.dataset, o.transfer_id, o.occurrence, o.valid_to)
        UNION ALL
        SELECT a.transfer_id, a.tiv_delivered, a.number_delivered,
               a.number_ordered, a.acquisition_usd, a.current_usd
          FROM arms_history.transfer_history a
         WHERE (a.dataset, a.transfer_id, a.occurrence, a.valid_from)
               = (o.dataset, o.transfer_id, o.occurrence, o.valid_to)
         LIMIT 1) n ON true
      LEFT JOIN LATERAL (
        SELECT v.measure, v.value
          FROM (VALUES (1, 'tiv_delivered', o.tiv_delivered, n.tiv_delivered),
                       (2, 'number_delivered', o.number_delivered,
                        n.number_delivered),
                       (3, 'number_ordered', o.number_ordered,
                        n.number_ordered),
                       (4, 'acquisition_usd', o.acquisition_usd,
                        n.acquisition_usd),
                       (5, 'current_usd', o.current_usd, n.current_usd))
               v (place, measure, value, value_after)
         WHERE v.value IS NOT NULL OR v.value_after IS NOT NULL
         ORDER BY v.value IS NOT DISTINCT FROM v.value_after, v.place
         LIMIT 1) m ON true
     WHERE o.dataset = of_dataset AND o.valid_to = applied;
END $$;

-- Editions that rewrote rows which an earlier one had: how many, and the largest
-- change of each unit, of the ten units of which most was changed. Of a source whose
-- licence limits who may be given its rows only by how much a figure changed is told,
-- and only where both figures are there and not 0: else the change is a figure.
-- Reads arms.edition, arms.document, arms.source and what rewritten_rows() reads.
CREATE OR REPLACE FUNCTION arms_internal.news_of_editions(since timestamptz)
RETURNS TABLE (kind text, key text, happened_at timestamptz, source text,
    url text, summary text, details jsonb)
LANGUAGE plpgsql STABLE SET jit = off AS $$
BEGIN
    RETURN QUERY
    SELECT 'rewritten_edition', e.document_id::text, e.valid_from, d.source,
           d.url,
           format('The edition of %s of %s rewrote earlier ones: rows changed: %s,'
               ' rows gone: %s', to_char(e.edition_at AT TIME ZONE 'UTC',
               'YYYY-MM-DD'), e.dataset, r.changed, r.gone)
           || coalesce('; the largest change of each unit: ' || (
                SELECT string_agg(format('%s, %s %s',
                       arms_internal.shortened(l.value ->> 'about', 200),
                       l.value ->> 'measure',
                       CASE WHEN l.value ? 'before'
                            THEN format('from %s to %s',
                                coalesce(l.value ->> 'before', 'nothing'),
                                coalesce(l.value ->> 'after', 'nothing'))
                            ELSE 'by ' || (l.value ->> 'difference') END), '; '
                       ORDER BY l.place)
                  FROM jsonb_array_elements(r.largest)
                       WITH ORDINALITY l (value, place)), '') || '.',
           jsonb_build_object('dataset', e.dataset, 'edition_at', e.edition_at,
               'document_id', e.document_id, 'changed', r.changed,
               'vanished', r.gone, 'largest', coalesce(r.largest, '[]'))
      FROM arms.edition e
      JOIN arms.document d USING (document_id)
      JOIN arms.source s ON s.source = d.source
     CROSS JOIN LATERAL (
        WITH rewritten AS MATERIALIZED (
            SELECT * FROM arms_internal.rewritten_rows(e.dataset, e.applied_at)
        ), told AS (
            SELECT w.measure, count(*) AS rows, (array_agg(jsonb_build_object(
                       'about', w.about, 'measure', w.measure, 'difference',
                       coalesce(w.after, 0) - coalesce(w.before, 0))
                       || CASE WHEN s.restricted IS FALSE
                               THEN jsonb_build_object('before', w.before,
                                   'after', w.after)
                               ELSE '{}' END
                       ORDER BY abs(coalesce(w.after, 0) - coalesce(w.before, 0))
                           DESC, w.row_id))[1] AS largest
              FROM rewritten w
             WHERE w.before IS DISTINCT FROM w.after
               AND (s.restricted IS FALSE OR (w.before <> 0 AND w.after <> 0))
             GROUP BY w.measure
             ORDER BY count(*) DESC, w.measure
             LIMIT 10
        )
        SELECT count(*) FILTER (WHERE NOT w.is_gone) AS changed,
               count(*) FILTER (WHERE w.is_gone) AS gone,
               (SELECT jsonb_agg(t.largest ORDER BY t.rows DESC, t.measure)
                  FROM told t) AS largest
          FROM rewritten w) r
     WHERE e.valid_from >= news_of_editions.since AND r.changed + r.gone > 0;
END $$;

-- After so many days without anything new a source has fallen silent, by its
-- cadence; null of one of which nothing is expected.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.quiet_days(cadence text) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN cadence LIKE 'working days%' THEN 30
        WHEN cadence = 'each month' THEN 75
        WHEN cadence = 'days in session' THEN 90
        WHEN cadence = 'a few times a year' THEN 270
        WHEN cadence = 'each year' THEN 550 END
$$;

-- Sources that began to refuse us, or to fail for two days; and those that answer
-- but have had nothing new for longer than their cadence lets expect, since the first
-- run that found so. Each at the run that showed it.
-- Reads arms.run, arms.source, arms.document.
CREATE OR REPLACE FUNCTION arms_internal.news_of_sources(since timestamptz)
RETURNS TABLE (kind text, key text, happened_at timestamptz, source text,
    url text, summary text, details jsonb)
LANGUAGE sql STABLE SET jit = off AS $$
    WITH asked AS MATERIALIZED (
        SELECT r.source, r.run_id, r.started_at, r.finished_at, r.reason,
               CASE WHEN r.status = 'ok' THEN 'well'
                    WHEN r.status = 'blocked' OR r.trouble = 'blocked'
                        THEN 'blocked'
                    ELSE 'failed' END AS state
          FROM arms.run r
         WHERE r.mode IN ('live', 'backfill') AND r.finished_at IS NOT NULL
           AND r.status NOT IN ('running', 'interrupted', 'later')
           AND r.command <> 'lists'
    ), marked AS (
        SELECT a.*, lag(a.state) OVER w IS DISTINCT FROM a.state AS is_first
          FROM asked a WINDOW w AS (PARTITION BY a.source ORDER BY a.run_id)
    ), streak AS (
        SELECT m.*, max(m.run_id) FILTER (WHERE m.is_first) OVER (
                   PARTITION BY m.source ORDER BY m.run_id) AS first_run
          FROM marked m
    ), failing AS (
        SELECT DISTINCT ON (s.first_run) s.source, s.first_run, s.finished_at,
               f.started_at AS failing_since, s.reason
          FROM streak s
          JOIN asked f ON f.run_id = s.first_run
         WHERE s.state = 'failed'
           AND s.finished_at >= f.started_at + interval '2 days'
         ORDER BY s.first_run, s.run_id
    ), arrival AS (
        SELECT d.source, d.valid_from AS at,
               lead(d.valid_from) OVER (PARTITION BY d.source
                   ORDER BY d.valid_from) AS next_at
          FROM (SELECT DISTINCT o.source, min(o.valid_from) AS valid_from
                  FROM (SELECT n.source, n.document_id, n.valid_from
                          FROM arms.document n
                        UNION ALL
                        SELECT h.source, h.document_id, h.valid_from
                          FROM arms_history.document_history h) o
                 GROUP BY o.source, o.document_id) d
    ), silent AS (
        SELECT DISTINCT ON (v.source, v.at) v.source, v.at, a.run_id,
               a.finished_at
          FROM arrival v
          JOIN arms.source s ON s.source = v.source
          JOIN asked a ON a.source = v.source AND a.state = 'well'
           AND a.finished_at >= v.at
                + make_interval(days => arms_internal.quiet_days(s.cadence))
           AND (v.next_at IS NULL OR a.finished_at < v.next_at)
         WHERE v.next_at IS NULL OR v.next_at >= $1
         ORDER BY v.source, v.at, a.run_id
    )
    SELECT 'blocked_source', concat_ws(' ', m.source, m.run_id), m.finished_at,
           m.source, s.address, format('%s refuses us: %s.',
               coalesce(s.publisher, m.source),
               coalesce(arms_internal.shortened(m.reason, 300), 'no reason given')),
           jsonb_build_object('run_id', m.run_id, 'reason',
               arms_internal.shortened(m.reason, 1000))
      FROM marked m JOIN arms.source s ON s.source = m.source
     WHERE m.state = 'blocked' AND m.is_first AND m.finished_at >= $1
    UNION ALL
    SELECT 'silent_source', concat_ws(' ', f.source, f.first_run, 'fails'),
           f.finished_at, f.source, s.address,
           format('%s has not answered as it should since %s: %s.',
               coalesce(s.publisher, f.source), to_char(f.failing_since
               AT TIME ZONE 'UTC', 'YYYY-MM-DD'),
               coalesce(arms_internal.shortened(f.reason, 300), 'no reason given')),
           jsonb_build_object('since', f.failing_since, 'answers', false,
               'reason', arms_internal.shortened(f.reason, 1000))
      FROM failing f JOIN arms.source s ON s.source = f.source
     WHERE f.finished_at >= $1
    UNION ALL
    SELECT 'silent_source', concat_ws(' ', q.source, q.at AT TIME ZONE 'UTC'),
           q.finished_at, q.source, s.address,
           format('%s answers, but nothing new came since %s, which is more than'
               ' the %s days that its cadence (%s) lets expect.',
               coalesce(s.publisher, q.source), to_char(q.at
               AT TIME ZONE 'UTC', 'YYYY-MM-DD'),
               arms_internal.quiet_days(s.cadence), s.cadence),
           jsonb_build_object('since', q.at, 'answers', true)
      FROM silent q JOIN arms.source s ON s.source = q.source
     WHERE q.finished_at >= $1
$$;
