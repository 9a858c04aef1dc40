-- Military expenditure as a share of GDP: computed of two published figures, and as
-- published. They differ where the publisher's source has another GDP, or counts a
-- fiscal year. Taiwan is not there: the World Bank has no figures of it.
CREATE OR REPLACE VIEW arms.burden AS
SELECT b.iso3, c.name AS country, b.year, b.military_usd, b.gdp_usd,
       trim_scale(round(100 * b.military_usd / nullif(b.gdp_usd, 0), 6))
           AS computed_percent,
       b.military_percent AS published_percent,
       trim_scale(round(100 * b.military_usd / nullif(b.gdp_usd, 0)
           - b.military_percent, 6)) AS difference_points
  FROM arms_internal.bank_year b
  LEFT JOIN arms.country c USING (iso3)
 WHERE num_nonnulls(b.military_usd, b.military_percent) > 0;

SELECT arms_internal.explain('burden', $$
Military expenditure of a country and year as a share of its gross domestic product,
computed, beside the World Bank's own share, and their difference. Taiwan is not there:
the World Bank has no figures of it. It follows arms.as_of()

iso3, country: groups of countries are not there
year: calendar year, or the fiscal year that the country reports
military_usd: military expenditure, in US dollars of the year; null if not published
gdp_usd: gross domestic product, in US dollars of the year; null if not published
computed_percent: military_usd in percent of gdp_usd; null if one of them is
published_percent: the share that is published; null if it is not
difference_points: computed_percent less published_percent, in percentage points
$$);
