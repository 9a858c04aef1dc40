-- What Congress was notified of, by year, country and authority. Each notification
-- counts once, and a report by what it adds to the case.
CREATE OR REPLACE VIEW arms.notified_by_year AS
SELECT y.calendar, y.year, n.purchaser_iso3,
       coalesce(c.name, CASE WHEN n.purchaser_iso3 IS NULL
           THEN n.purchaser END) AS purchaser,
       n.authority, count(*) AS notifications,
       sum(n.added_usd)::numeric(20,2) AS added_usd,
       count(*) - count(n.added_usd) AS without_value,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY n.added_usd) AS median_usd,
       CASE WHEN count(n.added_usd) = count(n.added_constant_usd)
            THEN sum(n.added_constant_usd)::numeric(20,2)
       END AS added_constant_usd,
       min(n.base_year) AS base_year, min(n.price_index) AS price_index
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
    'Notifications and their value by year, country and authority: the value is '
    'what might be sold at most, and no contract and no delivery';
COMMENT ON COLUMN arms.notified_by_year.calendar IS
    'calendar; or fiscal, that of the United States: 2026 began on 1 October '
    '2025';
COMMENT ON COLUMN arms.notified_by_year.year IS
    'of notified_on; null if that is not known';
COMMENT ON COLUMN arms.notified_by_year.purchaser_iso3 IS
    'null for several purchasers, which are not divided, or an organisation';
COMMENT ON COLUMN arms.notified_by_year.purchaser IS
    'the name of the country, else as in notified';
COMMENT ON COLUMN arms.notified_by_year.authority IS
    'paragraph of section 36 of the Arms Export Control Act';
COMMENT ON COLUMN arms.notified_by_year.notifications IS 'how many';
COMMENT ON COLUMN arms.notified_by_year.added_usd IS
    'their sum, in US dollars of their days';
COMMENT ON COLUMN arms.notified_by_year.without_value IS
    'notifications of which it is not known what they add';
COMMENT ON COLUMN arms.notified_by_year.median_usd IS
    'of those whose value is known; of an even number the lower of the two in '
    'the middle';
COMMENT ON COLUMN arms.notified_by_year.added_constant_usd IS
    'their sum in dollars of base_year, each by the year of its own day; null '
    'if the index does not have one of these years';
COMMENT ON COLUMN arms.notified_by_year.base_year IS 'of price_base';
COMMENT ON COLUMN arms.notified_by_year.price_index IS 'of price_base';
