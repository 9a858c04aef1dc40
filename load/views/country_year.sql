-- What a country was notified for, received and spent in a year, beside how large it
-- was. A year with none of the three is not there; what is not known of one that is
-- there is null, and never taken from another year.
CREATE OR REPLACE VIEW arms_internal.country_year AS
WITH notified AS (
    SELECT purchaser_iso3 AS iso3, year, sum(notifications)::bigint AS notifications,
           sum(added_usd) AS notified_usd,
           sum(without_value)::bigint AS without_value
      FROM arms.notified_by_year
     WHERE calendar = 'calendar' AND year IS NOT NULL
       AND purchaser_iso3 IS NOT NULL
     GROUP BY 1, 2
), received AS (
    SELECT recipient_iso3 AS iso3, year, sum(tiv_delivered) AS tiv,
           sum(tiv_spread) AS tiv_spread
      FROM arms.flow
     WHERE year IS NOT NULL AND recipient_iso3 IS NOT NULL
       AND tiv_delivered IS NOT NULL
     GROUP BY 1, 2
), untold AS (
    SELECT recipient_iso3 AS iso3, d.year, count(*) AS deals
      FROM arms_as_of.transfer t
     CROSS JOIN LATERAL unnest(t.delivery_years) d (year)
     WHERE t.dataset = 'sipri-deals' AND t.recipient_iso3 IS NOT NULL
       AND t.tiv_delivered IS NULL
     GROUP BY 1, 2
)
SELECT iso3, c.name AS country, year, n.notifications, n.notified_usd,
       n.without_value, r.tiv, r.tiv_spread,
       coalesce(u.deals, 0) AS deals_without_tiv, b.military_usd,
       b.gdp_usd, b.population
  FROM notified n
  FULL JOIN received r USING (iso3, year)
  FULL JOIN untold u USING (iso3, year)
  FULL JOIN arms_internal.bank_year b USING (iso3, year)
  LEFT JOIN arms.country c USING (iso3)
 WHERE num_nonnulls(n.notifications, r.tiv, u.deals, b.military_usd) > 0;

SELECT arms_internal.explain('country_year', $$
One row for each country and calendar year in which it was notified for something,
received something, or is known to have spent on its military

iso3, country: of the purchaser, recipient or spender; groups of countries are not
    there
year: calendar year
notifications: to Congress, with it as the only purchaser; null if there were none
notified_usd: what these add, in US dollars of their days; null if none has a value
without_value: notifications of which it is not known what they add
tiv: trend-indicator value of what was delivered, in millions: a volume, no money
tiv_spread: the part of it that is an even share of a delivery over several years
deals_without_tiv: how many deals that delivered in the year have no TIV in the
    register, and so are not in tiv
military_usd: military expenditure, in US dollars of the year
gdp_usd: gross domestic product, in US dollars of the year
population: persons
$$);
