-- How many rows each edition of a register or a table said first, changed, and no
-- longer had, without comparing what they say: a version that ends where another of
-- the same row begins was changed.
CREATE OR REPLACE VIEW arms_internal.edition_count AS
WITH begun AS (
    SELECT t.dataset, t.transfer_id AS id, NULL::date AS period, t.occurrence,
           t.valid_from AS at
      FROM arms.transfer t
    UNION ALL
    SELECT h.dataset, h.transfer_id, NULL, h.occurrence, h.valid_from
      FROM arms_history.transfer_history h
), ended AS (
    SELECT dataset, transfer_id AS id, occurrence, valid_to AS at
      FROM arms_history.transfer_history
), deal AS (
    SELECT b.dataset, b.at, count(*) AS begun,
           count(e.at) AS changed
      FROM begun b
      LEFT JOIN ended e ON (e.dataset, e.id, e.occurrence, e.at)
                         = (b.dataset, b.id, b.occurrence, b.at)
     GROUP BY 1, 2
), figure_begun AS (
    SELECT dataset, series_id, period_start, edition_id FROM arms_internal.figure
    UNION ALL
    SELECT dataset, series_id, period_start, edition_id
      FROM arms_history.figure_history
), figure_ended AS MATERIALIZED (
    SELECT h.dataset, s.topic, h.period_start, h.valid_to AS at
      FROM arms_history.figure_history h
      JOIN arms.series s USING (dataset, series_id)
), figure_changed AS (
    -- the few that ended lead to those that began in their place
    SELECT e.dataset, e.at, count(*) AS changed
      FROM figure_ended e
      JOIN arms.edition n ON n.dataset = e.dataset AND n.applied_at = e.at
      JOIN arms.series s ON s.dataset = e.dataset AND s.topic = e.topic
      JOIN figure_begun b ON b.dataset = s.dataset AND b.series_id = s.series_id
       AND b.period_start IS NOT DISTINCT FROM e.period_start
       AND b.edition_id = n.edition_id
     GROUP BY 1, 2
), begun_by AS (
    SELECT dataset, edition_id, count(*) AS begun FROM figure_begun GROUP BY 1, 2
), gone AS (
    SELECT dataset, at, count(*) AS ended FROM ended GROUP BY 1, 2
    UNION ALL
    SELECT dataset, at, count(*) FROM figure_ended GROUP BY 1, 2
), ended_by AS (
    SELECT dataset, at, sum(ended)::bigint AS ended FROM gone GROUP BY 1, 2
)
SELECT e.dataset, e.document_id, e.edition_at, e.stated, e.rows,
       coalesce(d.begun, 0) + coalesce(b.begun, 0) - c.changed AS new,
       c.changed, greatest(coalesce(x.ended, 0) - c.changed, 0) AS gone
  FROM arms.edition e
  LEFT JOIN deal d ON (d.dataset, d.at) = (e.dataset, e.applied_at)
  LEFT JOIN begun_by b ON (b.dataset, b.edition_id) = (e.dataset, e.edition_id)
  LEFT JOIN figure_changed f ON (f.dataset, f.at) = (e.dataset, e.applied_at)
  LEFT JOIN ended_by x ON (x.dataset, x.at) = (e.dataset, e.applied_at)
 CROSS JOIN LATERAL (
    SELECT coalesce(d.changed, 0) + coalesce(f.changed, 0)) c (changed);

SELECT arms_internal.explain('edition_count', $$
How many rows each edition said first, changed, and no longer had

dataset, document_id, edition_at, stated, rows: as in edition
new: rows that stand from this edition on and did not before
changed: rows of which another version stood before
gone: rows that stood before and are not in it any more
$$);
