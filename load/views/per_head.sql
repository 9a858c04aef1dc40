-- What arms.per_gdp has, by how many people live there. Where the World Bank has no
-- population, of Taiwan always, nothing is computed, and no other year's is taken.
CREATE OR REPLACE VIEW arms.per_head AS
SELECT iso3, country, year, population, notifications, notified_usd, without_value,
       trim_scale(round(notified_usd / nullif(population, 0), 6))
           AS notified_usd_per_head,
       trim_scale(round(tiv, 6)) AS tiv,
       trim_scale(round(tiv_spread, 6)) AS tiv_spread, deals_without_tiv,
       trim_scale(round(1e6 * tiv / nullif(population, 0), 6))
           AS tiv_per_million,
       military_usd,
       trim_scale(round(military_usd / nullif(population, 0), 6))
           AS military_usd_per_head
  FROM arms_internal.country_year;

SELECT arms_internal.explain('per_head', $$
Notified value, deliveries by TIV, and military expenditure of a country and calendar
year, over its population; null where one of the two is not known. The World Bank has
no Taiwan, so that nothing is computed for it. Population, deliveries and expenditure
follow arms.as_of(), notices are those of today

iso3, country, year, notifications, notified_usd: as in per_gdp
without_value, tiv, tiv_spread, deals_without_tiv, military_usd: as in per_gdp
population: persons, of the World Bank; null if it has none
notified_usd_per_head: notified_usd for each person, in US dollars of their days
tiv_per_million: tiv for each million persons
military_usd_per_head: military_usd for each person, in US dollars of the year
$$);
