-- What Congress was notified of, month by month: all months between the first and
-- the last, also those without any.
CREATE OR REPLACE VIEW arms.notified_by_month AS
WITH fact AS MATERIALIZED (
    SELECT *, date_trunc('month', notified_on)::date AS month
      FROM arms.notified WHERE notified_on IS NOT NULL
), month AS (
    SELECT m::date AS month
      FROM (SELECT min(month) AS first, max(month) AS last FROM fact) f,
           generate_series(f.first, f.last, interval '1 month') m
)
SELECT m.month, count(f.notice_id) AS notifications,
       coalesce(sum(f.added_usd), 0)::numeric(20,2) AS added_usd,
       count(f.notice_id) - count(f.added_usd) AS without_value,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY f.added_usd) AS median_usd,
       CASE WHEN count(f.added_usd) = count(f.added_constant_usd)
            THEN sum(f.added_constant_usd)::numeric(20,2)
       END AS added_constant_usd,
       min(f.base_year) AS base_year, min(f.price_index) AS price_index
  FROM month m LEFT JOIN fact f USING (month)
 GROUP BY m.month ORDER BY m.month;

SELECT arms_internal.explain('notified_by_month', $$
Notifications and their value by month, also months without any

month: its first day; of notified_on. Notifications whose day is not known are
    in no month
notifications: how many
added_usd: the sum of what they add, in US dollars of their days
without_value: of how many it is not known what they add
median_usd: of those whose value is known; of an even number the lower of the
    two in the middle
added_constant_usd: the sum in dollars of base_year; null if the index does not
    have one of their years
base_year, price_index: of price_base
$$);
