-- The last that is not null. Over a window it costs the same for each row, however
-- many are before it.
CREATE OR REPLACE FUNCTION arms_internal.later_stated(earlier numeric, later numeric)
RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS 'SELECT later';
CREATE OR REPLACE AGGREGATE arms_internal.last_stated(numeric) (
    SFUNC = arms_internal.later_stated, STYPE = numeric, PARALLEL = SAFE
);

-- The programme of each notice, how many steps up it lies, and what it amends. A
-- function, since nobody can tell beforehand how far the ways up lead: asked as a
-- part of the view, PostgreSQL expects a thousand times the rows that there are,
-- and compiles machine code for them, which takes seconds.
-- Reads arms.notice, arms.notice_purchaser.
CREATE OR REPLACE FUNCTION arms_internal.programmes()
RETURNS TABLE (notice_id text, programme text, depth integer,
    amends_notice_id text)
LANGUAGE sql STABLE ROWS 10000 SET jit = off AS $$
    WITH RECURSIVE amended AS MATERIALIZED (
        SELECT * FROM arms.notice_amends
    ), up (notice_id, at, path, closes) AS (
        SELECT notice_id, notice_id, ARRAY[notice_id], false FROM arms.notice
        UNION ALL
        SELECT up.notice_id, a.amends_notice_id, path || a.amends_notice_id,
               a.amends_notice_id = ANY (path)
          FROM up JOIN amended a ON a.notice_id = up.at
         WHERE NOT closes AND a.amends_notice_id IS NOT NULL
    )
    -- A programme is called after where the way up ends: a notice, the number
    -- of one that is not here, or of a circle of reports the first by name.
    SELECT up.notice_id,
           CASE WHEN closes THEN (
                SELECT min(node COLLATE "C")
                  FROM unnest(path[array_position(path, at):]) node)
                ELSE coalesce(a.amends, up.at) END,
           cardinality(path), path[2]
      FROM up LEFT JOIN amended a ON a.notice_id = up.at
     WHERE closes OR a.amends_notice_id IS NULL
$$;

-- Each programme: the first notification and the reports that amend it, or each
-- other, in the order of their days. A report states what the whole case then
-- amounts to; a value that it does not state stays as it was stated before, as
-- long as the values add up.
CREATE OR REPLACE VIEW arms.notice_chain AS
WITH stated AS (
    SELECT m.programme, m.depth, m.amends_notice_id, n.*,
           coalesce(other_usd, total_usd - mde_usd) AS rest_usd,
           n.amends IS NULL
               AND coalesce(authority NOT LIKE '36(b)(5)%', true) AS begins
      FROM arms_internal.programmes() m JOIN arms.notice n USING (notice_id)
), ordered AS (
    SELECT *, row_number() OVER in_order AS step,
           arms_internal.last_stated(total_usd) OVER until_now AS last_total,
           arms_internal.last_stated(mde_usd) OVER until_now AS last_mde,
           arms_internal.last_stated(rest_usd) OVER until_now AS last_rest
      FROM stated
    WINDOW in_order AS (PARTITION BY programme
        ORDER BY notice_id = programme DESC, notified_on NULLS LAST, depth,
                 notice_id COLLATE "C"),
        until_now AS (in_order
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), changed AS (
    SELECT *,
           coalesce(total_usd <> last_total,
               added_usd <> 0) AS total_changes,
           coalesce(mde_usd <> last_mde,
               mde_added_usd <> 0) AS mde_changes,
           coalesce(rest_usd <> last_rest,
               other_added_usd <> 0) AS rest_changes
      FROM ordered
), stepped AS (
    -- A value of which nothing is stated ends where another that it adds up
    -- with changes: then it is not known.
    SELECT *, count(total_usd) OVER in_order AS total_step,
           count(*) FILTER (WHERE mde_usd IS NOT NULL
               OR mde_added_usd IS NULL AND (total_changes OR rest_changes))
               OVER in_order AS mde_step,
           count(*) FILTER (WHERE rest_usd IS NOT NULL
               OR other_added_usd IS NULL AND (total_changes OR mde_changes))
               OVER in_order AS rest_step
      FROM changed WINDOW in_order AS (PARTITION BY programme ORDER BY step)
), running AS (
    -- Of the rows since a value was stated the first states it; what others
    -- add without stating what it comes to is added.
    SELECT *,
           max(total_usd) OVER totals + coalesce(sum(added_usd)
               FILTER (WHERE total_usd IS NULL) OVER totals, 0) AS total,
           max(mde_usd) OVER mdes + coalesce(sum(mde_added_usd)
               FILTER (WHERE mde_usd IS NULL) OVER mdes, 0) AS mde,
           max(rest_usd) OVER rests + coalesce(sum(other_added_usd)
               FILTER (WHERE rest_usd IS NULL) OVER rests, 0) AS rest
      FROM stepped
    WINDOW totals AS (PARTITION BY programme, total_step ORDER BY step),
           mdes AS (PARTITION BY programme, mde_step ORDER BY step),
           rests AS (PARTITION BY programme, rest_step ORDER BY step)
), before AS (
    SELECT *,
           CASE WHEN step > 1 THEN lag(total) OVER steps
                WHEN begins THEN 0 END AS total_before,
           CASE WHEN step > 1 THEN lag(mde) OVER steps
                WHEN begins THEN 0 END AS mde_before,
           CASE WHEN step > 1 THEN lag(rest) OVER steps
                WHEN begins THEN 0 END AS rest_before
      FROM running WINDOW steps AS (PARTITION BY programme ORDER BY step)
), added AS (
    -- What a report says that it adds holds also where one before it is not
    -- in the database; else it is the difference.
    SELECT *, coalesce(added_usd, total_usd - total_before) AS total_added,
           coalesce(mde_added_usd, mde_usd - mde_before) AS mde_added,
           coalesce(other_added_usd, added_usd - mde_added_usd,
               rest_usd - rest_before) AS rest_added
      FROM before
)
SELECT b.programme, b.step::integer AS step, b.notice_id, b.transmittal,
       b.authority, b.kind, b.purchaser_name, b.purchaser_iso3, b.notified_on,
       b.amends, b.amends_notice_id,
       b.total_added::numeric(20,2) AS added_usd,
       b.mde_added::numeric(20,2) AS mde_added_usd,
       b.rest_added::numeric(20,2) AS other_added_usd,
       b.total::numeric(20,2) AS running_usd,
       b.mde::numeric(20,2) AS mde_running_usd,
       b.rest::numeric(20,2) AS other_running_usd
  FROM added b
 ORDER BY b.programme COLLATE "C", b.step;

SELECT arms_internal.explain('notice_chain', $$
Each programme: its notifications, what each adds, and what it comes to

programme: the first notice, or the number of it when it is not in the database
step: place of the notice in the programme, from 1
notice_id, transmittal, authority, kind, purchaser_name: as in notice
purchaser_iso3, notified_on, amends: as in notice
amends_notice_id: as in notice_amends
added_usd, mde_added_usd, other_added_usd: what it adds, in US dollars, in all,
    of major defense equipment, and of the rest: by the report's own words,
    else by what was stated before; below 0 where it takes away; null when
    neither tells
running_usd, mde_running_usd, other_running_usd: what the programme then
    amounts to, in US dollars; null when it was stated before and no longer
    adds up with what is
$$);
