-- What Congress was notified of by what one asks for. A notification that has
-- several of one kind, as categories, counts whole under each of them: so the
-- rows of such a dimension cannot be added up, and say how many they share.
-- A function, since what is joined here cannot be counted beforehand: as a part of
-- the view PostgreSQL expects a hundred times the rows, and compiles machine code
-- for them, which takes seconds.
-- Reads arms.notified, arms.country, arms.country_group, arms.notice_item.
CREATE OR REPLACE FUNCTION arms_internal.notifications_by()
RETURNS TABLE (dimension text, name text, calendar text, year integer,
    notifications bigint, shared bigint, added_usd numeric(20,2),
    without_value bigint, median_usd numeric(20,2),
    added_constant_usd numeric(20,2), base_year integer, price_index text)
LANGUAGE sql STABLE ROWS 1000 SET jit = off AS $$
    WITH fact AS MATERIALIZED (
        SELECT n.notice_id, n.notified_on, n.added_usd, n.added_constant_usd,
               n.base_year, n.price_index, n.authority, n.funding_source,
               n.purchaser_iso3, coalesce(c.name, n.purchaser) AS purchaser,
               c.region, c.subregion
          FROM arms.notified n
          LEFT JOIN arms.country c ON c.iso3 = n.purchaser_iso3
    ), told AS (
        SELECT f.*, d.dimension, d.name
          FROM fact f
         CROSS JOIN LATERAL (VALUES ('authority', authority),
            ('purchaser', purchaser), ('region', region),
            ('subregion', subregion), ('funding', funding_source)
          ) d (dimension, name)
        UNION ALL
        -- a member on the day of the notification
        SELECT f.*, 'group', g.group_id
          FROM fact f
          JOIN arms.country_group g
            ON g.iso3 = f.purchaser_iso3 AND f.notified_on >= g.since
           AND (g.until IS NULL OR f.notified_on <= g.until)
        UNION ALL
        SELECT f.*, 'category', i.category
          FROM fact f
          LEFT JOIN (SELECT DISTINCT notice_id, category
                       FROM arms.notice_item) i USING (notice_id)
        UNION ALL
        SELECT f.*, 'family', i.family
          FROM fact f
          JOIN (SELECT DISTINCT notice_id, family FROM arms.notice_item
                 WHERE family IS NOT NULL) i USING (notice_id)
    ), counted AS (
        SELECT *, count(*) OVER (PARTITION BY notice_id, dimension) AS names
          FROM told
    )
    SELECT t.dimension, t.name, y.calendar, y.year, count(*) AS notifications,
           count(*) FILTER (WHERE t.names > 1) AS shared,
           sum(t.added_usd)::numeric(20,2) AS added_usd,
           count(*) - count(t.added_usd) AS without_value,
           percentile_disc(0.5) WITHIN GROUP (ORDER BY t.added_usd)
               AS median_usd,
           CASE WHEN count(t.added_usd) = count(t.added_constant_usd)
                THEN sum(t.added_constant_usd)::numeric(20,2)
           END AS added_constant_usd,
           min(t.base_year) AS base_year, min(t.price_index) AS price_index
      FROM counted t
     CROSS JOIN arms_internal.years_of(t.notified_on) y
     GROUP BY t.dimension, t.name, y.calendar, y.year
$$;

CREATE OR REPLACE VIEW arms.notified_by AS
SELECT * FROM arms_internal.notifications_by()
 ORDER BY dimension, name COLLATE "C", calendar, year;

SELECT arms_internal.explain('notified_by', $$
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
