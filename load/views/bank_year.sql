-- What the World Bank publishes of a country and a year, side by side. Groups of
-- countries are left out: they are totals, and the World Bank's own list of countries,
-- where it was loaded, tells of them, too.
CREATE OR REPLACE VIEW arms_internal.bank_year AS
SELECT reporter_iso3 AS iso3, extract(year FROM period_start)::integer AS year,
       max(value) FILTER (WHERE indicator = 'gdp' AND unit = 'USD') AS gdp_usd,
       max(value) FILTER (WHERE indicator = 'population'
                            AND unit = 'persons') AS population,
       max(value) FILTER (WHERE indicator = 'military_expenditure'
                            AND unit = 'USD') AS military_usd,
       max(value) FILTER (WHERE indicator = 'military_expenditure_share_of_gdp'
                            AND unit = 'percent') AS military_percent
  FROM arms_as_of.observation o
 WHERE dataset = 'world-bank' AND total_of IS NULL AND value IS NOT NULL
   AND reporter_iso3 IS NOT NULL
   AND NOT EXISTS (SELECT FROM arms.code c
                    WHERE c.scheme = 'World Bank aggregate'
                      AND c.code = o.reporter_iso3)
 GROUP BY 1, 2;

SELECT arms_internal.explain('bank_year', $$
One row for each country and calendar year of which the World Bank has a figure. It
follows arms.as_of()

iso3: of the country; groups of countries are not there, nor is Taiwan
year: calendar year, or the fiscal year that the country reports
gdp_usd: gross domestic product, in US dollars of the year
population: persons
military_usd: military expenditure, in US dollars of the year
military_percent: the same as a share of GDP, as published
$$);
