-- Each programme: the first notification and the reports that amend it, or each
-- other, in the order of their days. A report states what the whole case then
-- amounts to; a value that it does not state stays as it was stated before.
CREATE OR REPLACE VIEW arms.notice_chain AS
WITH RECURSIVE amended AS MATERIALIZED (
    SELECT * FROM arms.notice_amends
), up (notice_id, at, path, closes) AS (
    SELECT notice_id, notice_id, ARRAY[notice_id], false FROM arms.notice
    UNION ALL
    SELECT up.notice_id, a.amends_notice_id, path || a.amends_notice_id,
           a.amends_notice_id = ANY (path)
      FROM up JOIN amended a ON a.notice_id = up.at
     WHERE NOT closes AND a.amends_notice_id IS NOT NULL
), member AS (
    -- A programme is called after where the way up ends: a notice, the number
    -- of one that is not here, or of a circle of reports the first by name.
    SELECT up.notice_id, cardinality(path) AS depth,
           CASE WHEN closes THEN (
                SELECT min(node COLLATE "C")
                  FROM unnest(path[array_position(path, at):]) node)
                ELSE coalesce(a.amends, up.at) END AS programme
      FROM up LEFT JOIN amended a ON a.notice_id = up.at
     WHERE closes OR a.amends_notice_id IS NULL
), stated AS (
    SELECT m.programme, m.depth, n.*,
           coalesce(other_usd, total_usd - mde_usd) AS rest_usd,
           n.amends IS NULL
               AND coalesce(authority NOT LIKE '36(b)(5)%', true) AS begins
      FROM member m JOIN arms.notice n USING (notice_id)
), stepped AS (
    SELECT *, row_number() OVER in_order AS step,
           count(total_usd) OVER in_order AS totals,
           count(mde_usd) OVER in_order AS mdes,
           count(rest_usd) OVER in_order AS rests
      FROM stated
    WINDOW in_order AS (PARTITION BY programme
        ORDER BY notice_id = programme DESC, notified_on NULLS LAST, depth,
                 notice_id COLLATE "C")
), running AS (
    -- of the rows since a value was stated, the first states it
    SELECT *, max(total_usd) OVER (PARTITION BY programme, totals) AS total,
           max(mde_usd) OVER (PARTITION BY programme, mdes) AS mde,
           max(rest_usd) OVER (PARTITION BY programme, rests) AS rest
      FROM stepped
), before AS (
    SELECT *,
           CASE WHEN step > 1 THEN lag(total) OVER steps
                WHEN begins THEN 0 END AS total_before,
           CASE WHEN step > 1 THEN lag(mde) OVER steps
                WHEN begins THEN 0 END AS mde_before,
           CASE WHEN step > 1 THEN lag(rest) OVER steps
                WHEN begins THEN 0 END AS rest_before
      FROM running WINDOW steps AS (PARTITION BY programme ORDER BY step)
)
SELECT b.programme, b.step::integer AS step, b.notice_id, b.transmittal,
       b.authority, b.kind, b.purchaser_name, b.purchaser_iso3, b.notified_on,
       b.amends, a.amends_notice_id,
       (b.total_usd - total_before)::numeric(20,2) AS added_usd,
       (b.mde_usd - mde_before)::numeric(20,2) AS mde_added_usd,
       (b.rest_usd - rest_before)::numeric(20,2) AS other_added_usd,
       b.total::numeric(20,2) AS running_usd,
       b.mde::numeric(20,2) AS mde_running_usd,
       b.rest::numeric(20,2) AS other_running_usd
  FROM before b LEFT JOIN amended a USING (notice_id)
 ORDER BY b.programme COLLATE "C", b.step;

COMMENT ON VIEW arms.notice_chain IS
    'Each programme: its notifications, what each adds, and what it comes to';
COMMENT ON COLUMN arms.notice_chain.programme IS
    'the first notice, or the number of it when it is not in the database';
COMMENT ON COLUMN arms.notice_chain.added_usd IS
    'null when it, or the value before it, is not stated';
