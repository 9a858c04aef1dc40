-- What Congress was notified of by what one asks for. A notification that has
-- several of one kind, as categories, counts whole under each of them: so the
-- rows of such a dimension cannot be added up, and say how many they share.
CREATE OR REPLACE VIEW arms.notified_by AS
WITH fact AS MATERIALIZED (
    SELECT * FROM arms.notified
), told AS (
    SELECT notice_id, 'authority' AS dimension, authority AS name FROM fact
    UNION ALL
    SELECT notice_id, 'purchaser', coalesce(c.name, f.purchaser)
      FROM fact f LEFT JOIN arms.country c ON c.iso3 = f.purchaser_iso3
    UNION ALL
    SELECT notice_id, 'region', c.region
      FROM fact f LEFT JOIN arms.country c ON c.iso3 = f.purchaser_iso3
    UNION ALL
    SELECT notice_id, 'subregion', c.subregion
      FROM fact f LEFT JOIN arms.country c ON c.iso3 = f.purchaser_iso3
    UNION ALL
    -- a member on the day of the notification
    SELECT DISTINCT notice_id, 'group', g.group_id
      FROM fact f
      JOIN arms.country_group g
        ON g.iso3 = f.purchaser_iso3 AND f.notified_on >= g.since
       AND (g.until IS NULL OR f.notified_on <= g.until)
    UNION ALL
    SELECT DISTINCT notice_id, 'category', i.category
      FROM fact LEFT JOIN arms.notice_item i USING (notice_id)
    UNION ALL
    SELECT DISTINCT notice_id, 'family', i.family
      FROM fact JOIN arms.notice_item i USING (notice_id)
     WHERE i.family IS NOT NULL
    UNION ALL
    SELECT notice_id, 'funding', funding_source FROM fact
), counted AS (
    SELECT *, count(*) OVER (PARTITION BY notice_id, dimension) AS names
      FROM told
)
SELECT t.dimension, t.name, y.calendar, y.year, count(*) AS notifications,
       count(*) FILTER (WHERE t.names > 1) AS shared,
       sum(f.added_usd)::numeric(20,2) AS added_usd,
       count(*) - count(f.added_usd) AS without_value,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY f.added_usd) AS median_usd,
       CASE WHEN count(f.added_usd) = count(f.added_constant_usd)
            THEN sum(f.added_constant_usd)::numeric(20,2)
       END AS added_constant_usd,
       min(f.base_year) AS base_year, min(f.price_index) AS price_index
  FROM counted t
  JOIN fact f USING (notice_id)
 CROSS JOIN LATERAL (VALUES
    ('calendar', extract(year FROM f.notified_on)::integer),
    ('fiscal', extract(year FROM f.notified_on + interval '3 months')::integer)
  ) y (calendar, year)
 GROUP BY t.dimension, t.name, y.calendar, y.year
 ORDER BY t.dimension, t.name COLLATE "C", y.calendar, y.year;

SELECT arms.explain('notified_by', $$
Notifications and their value by year and by what one asks for: region,
subregion, group, category, family, funding, purchaser, authority. Rows of one
dimension may share notifications: do not add them up

dimension: what the row is of: authority, purchaser, region, subregion (of the
    United Nations), group (a member on the day of the notification), category,
    family (of any article), funding
name: which of that; null where it is not published or not known
calendar: calendar; or fiscal: 2026 began on 1 October 2025
year: of notified_on; null if that is not known
notifications: how many
shared: how many of them count under another name of the dimension, too
added_usd: the sum of what they add, in US dollars of their days; of a shared
    one the whole
without_value: of how many it is not known what they add
median_usd: of those whose value is known; of an even number the lower of the
    two in the middle
added_constant_usd: the sum in dollars of base_year; null if the index does not
    have one of their years
base_year, price_index: of price_base
$$);
