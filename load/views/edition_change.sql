-- A figure as observation has it: of the edition that stated it, and of its series.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.observation_row(f arms_internal.figure,
    s arms.series, e arms.edition) RETURNS arms.observation
LANGUAGE sql STABLE AS $$
    SELECT ROW(f.dataset, arms_internal.observation_id(s.subject, f.period_start),
        s.occurrence, s.indicator, s.reporter, s.reporter_iso3,
        coalesce(s.reporter_name, s.reporter), s.partner, s.partner_iso3,
        coalesce(s.partner_name, s.partner), s.item_scheme, s.item_code, s.item_name,
        f.period_start, (f.period_start + s.duration - interval '1 day')::date,
        f.value, s.unit, f.flag, s.total_of, e.document_id, f.number, f.line,
        md5(ROW(s.wording, f.period_start, f.value, f.flag)::text)::uuid, e.run_id,
        e.applied_at)::arms.observation
$$;

-- What each edition of a register or a table changed. Figures are many, and nearly all
-- of an edition are those of another: what it rewrote is found from the few that ended
-- with it, each by its series; what it added is all that begins with it, if none
-- ended, and else what has no predecessor. Of the series of one topic the first has its
-- number, and an index has the others alone.
CREATE OR REPLACE VIEW arms.edition_change AS
WITH deal AS NOT MATERIALIZED (
    SELECT dataset, transfer_id AS id, occurrence, valid_from,
           NULL::timestamptz AS valid_to, to_jsonb(t) AS content
      FROM arms.transfer t
    UNION ALL
    SELECT dataset, transfer_id, occurrence, valid_from, valid_to,
           to_jsonb(t) - 'valid_to'
      FROM arms_history.transfer_history t
), deal_change AS NOT MATERIALIZED (
    SELECT coalesce(a.dataset, b.dataset) AS dataset, coalesce(a.id, b.id) AS id,
           coalesce(a.occurrence, b.occurrence) AS occurrence,
           coalesce(a.valid_from, b.valid_to) AS at,
           CASE WHEN b.id IS NULL THEN 'added'
                WHEN a.id IS NULL THEN 'vanished'
                ELSE 'changed' END AS change,
           b.content AS before, a.content AS after
      FROM deal a
      FULL JOIN (SELECT * FROM deal WHERE valid_to IS NOT NULL) b
        ON (b.dataset, b.id, b.occurrence) = (a.dataset, a.id, a.occurrence)
       AND b.valid_to = a.valid_from
), ended AS NOT MATERIALIZED (
    SELECT dataset, series_id, period_start, edition_id, valid_to,
           ROW(series_id, period_start, edition_id, number, line, dataset, value,
               flag)::arms_internal.figure AS figure
      FROM arms_history.figure_history
), begun AS NOT MATERIALIZED (
    SELECT f.dataset, f.series_id, f.period_start, f.edition_id, f AS figure
      FROM arms_internal.figure f
    UNION ALL
    SELECT dataset, series_id, period_start, edition_id, figure FROM ended
), ending AS NOT MATERIALIZED (
    SELECT DISTINCT dataset, valid_to FROM ended
), change AS NOT MATERIALIZED (
    SELECT e.document_id, c.dataset, e.edition_at, 'transfer' AS table_name, c.id,
           c.occurrence, c.change, c.before, c.after
      FROM deal_change c
      JOIN arms.edition e ON e.dataset = c.dataset AND e.applied_at = c.at
    UNION ALL
    SELECT e.document_id, f.dataset, e.edition_at, 'observation',
           arms_internal.observation_id(s.subject, f.period_start), s.occurrence,
           'added', NULL, to_jsonb(arms_internal.observation_row(f.figure, s, e))
      FROM arms.edition e
      JOIN begun f USING (edition_id)
      JOIN arms.series s ON s.dataset = f.dataset AND s.series_id = f.series_id
      LEFT JOIN ending d ON d.dataset = e.dataset AND d.valid_to = e.applied_at
     WHERE d.valid_to IS NULL
        OR NOT EXISTS (
           SELECT FROM arms.series o
             JOIN ended b ON b.dataset = o.dataset AND b.series_id = o.series_id
             JOIN arms.edition n ON n.edition_id = b.edition_id
            WHERE o.dataset = s.dataset AND o.topic = s.topic
              AND (o.series_id = s.topic OR o.topic <> o.series_id)
              AND b.valid_to = e.applied_at
              AND coalesce(b.period_start, '-infinity')
                = coalesce(f.period_start, '-infinity'))
    UNION ALL
    SELECT n.document_id, b.dataset, n.edition_at, 'observation',
           arms_internal.observation_id(s.subject, b.period_start), s.occurrence,
           CASE WHEN a.edition_id IS NULL THEN 'vanished' ELSE 'changed' END,
           to_jsonb(arms_internal.observation_row(b.figure, s, e)),
           CASE WHEN a.edition_id IS NOT NULL
                THEN to_jsonb(arms_internal.observation_row(a.figure, a.successor, n)) END
      FROM arms.edition n
      JOIN ended b ON b.dataset = n.dataset AND b.valid_to = n.applied_at
      JOIN arms.series s ON s.dataset = b.dataset AND s.series_id = b.series_id
      JOIN arms.edition e ON e.edition_id = b.edition_id
      LEFT JOIN LATERAL (
           SELECT f.edition_id, f.figure, o AS successor
             FROM arms.series o
             JOIN begun f ON f.dataset = o.dataset AND f.series_id = o.series_id
            WHERE o.dataset = b.dataset AND o.topic = s.topic
              AND (o.series_id = s.topic OR o.topic <> o.series_id)
              AND f.dataset = b.dataset AND f.edition_id = n.edition_id
              AND coalesce(f.period_start, '-infinity')
                = coalesce(b.period_start, '-infinity')
            LIMIT 1) a ON true
)
SELECT document_id, dataset, edition_at, table_name, id, occurrence, change,
       (SELECT array_agg(k.key ORDER BY k.key)
          FROM jsonb_object_keys(after) k (key)
         WHERE before IS NOT NULL AND before -> k.key IS DISTINCT FROM after -> k.key
           AND k.key <> ALL (ARRAY['document_id', 'number', 'line',
               'matched_by', 'row_hash', 'run_id', 'valid_from'])) AS fields,
       before, after
  FROM change;

SELECT arms_internal.explain('edition_change', $$
Rows that an edition added, changed or no longer has, and which fields

document_id, dataset, edition_at: as in edition
table_name: transfer or observation
id: transfer_id or observation_id of the row
occurrence: of the row
change: added, changed or vanished
fields: the columns that changed; null if the row was added or vanished
before: the row before the edition; null if it was added
after: the row from the edition on; null if it vanished
$$);
