-- What Congress was notified of, by year, country and authority. Each notification
-- counts once, and a report by what it adds to the case.
CREATE OR REPLACE VIEW arms.notified_by_year AS
SELECT y.calendar, y.year, n.purchaser_iso3,
       coalesce(c.name, CASE WHEN n.purchaser_iso3 IS NULL
           THEN n.purchaser END) AS purchaser,
       n.authority, count(*) AS notifications,
       sum(n.added_usd)::numeric(20,2) AS added_usd,
       count(*) - count(n.added_usd) AS without_value
  FROM arms.notified n
  LEFT JOIN arms.country c ON c.iso3 = n.purchaser_iso3
 CROSS JOIN LATERAL (VALUES
    ('calendar', extract(year FROM n.notified_on)::integer),
    -- the fiscal year begins in October of the year before
    ('fiscal', extract(year FROM n.notified_on + interval '3 months')::integer)
  ) y (calendar, year)
 GROUP BY y.calendar, y.year, n.purchaser_iso3, 4, n.authority
 ORDER BY y.calendar, y.year, 4, n.authority;

COMMENT ON VIEW arms.notified_by_year IS
    'Notifications and their value by year, country and authority';
COMMENT ON COLUMN arms.notified_by_year.year IS
    'of notified_on; null if that is not known';
COMMENT ON COLUMN arms.notified_by_year.without_value IS
    'notifications of which it is not known what they add';
