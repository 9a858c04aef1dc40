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
 CROSS JOIN arms_internal.years_of(n.notified_on) y
 GROUP BY y.calendar, y.year, n.purchaser_iso3, 4, n.authority
 ORDER BY y.calendar, y.year, 4, n.authority;

SELECT arms_internal.explain('notified_by_year', $$
Notifications and their value by year, country and authority: the value is what
might be sold at most, and no contract and no delivery

calendar: calendar; or fiscal, that of the United States: 2026 began on 1
    October 2025
year: of notified_on; null if that is not known
purchaser_iso3: null for several purchasers, which are not divided, or an
    organisation
purchaser: the name of the country, else as in notified
authority: paragraph of section 36 of the Arms Export Control Act
notifications: how many
added_usd: their sum, in US dollars of their days
without_value: notifications of which it is not known what they add
median_usd: of those whose value is known; of an even number the lower of the
    two in the middle
added_constant_usd: their sum in dollars of base_year, each by the year of its
    own day; null if the index does not have one of these years
base_year, price_index: of price_base
$$);
