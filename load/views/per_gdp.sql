-- What countries were notified for, received and spent, by the size of their
-- economies. Where the World Bank has no GDP, of Taiwan always and of the newest years
-- until it is published, nothing is computed, and no other year's is taken. A TIV stays
-- one: it is set over GDP as a volume, and is never made dollars.
CREATE OR REPLACE VIEW arms.per_gdp AS
SELECT iso3, country, year, gdp_usd, notifications, notified_usd, without_value,
       trim_scale(round(100 * notified_usd / nullif(gdp_usd, 0), 6))
           AS notified_percent,
       trim_scale(round(tiv, 6)) AS tiv,
       trim_scale(round(tiv_spread, 6)) AS tiv_spread, deals_without_tiv,
       trim_scale(round(1e9 * tiv / nullif(gdp_usd, 0), 6)) AS tiv_per_billion,
       military_usd,
       trim_scale(round(100 * military_usd / nullif(gdp_usd, 0), 6))
           AS military_percent
  FROM arms_internal.country_year;

SELECT arms_internal.explain('per_gdp', $$
Notified value, deliveries by TIV, and military expenditure of a country and calendar
year, over its gross domestic product; null where one of the two is not known. The
World Bank has no Taiwan, so that nothing is computed for it; the newest years are not
published yet. GDP, deliveries and expenditure follow arms.as_of(), notices are those
of today

iso3, country: of the only purchaser, recipient or spender; groups of countries, which
    the World Bank has beside them, are not there
year: calendar year
gdp_usd: gross domestic product, in US dollars of the year, of the World Bank; null if
    it has none
notifications: to Congress, with it as the only purchaser; null if there were none
notified_usd: what these add, in US dollars of their days: what might be sold at most;
    null if none has a value
without_value: notifications of which it is not known what they add
notified_percent: notified_usd in percent of gdp_usd
tiv: trend-indicator value of what was delivered, in millions, by SIPRI's register: a
    volume and no money
tiv_spread: the part of tiv that is an even share of a delivery over several years: an
    estimate of ours
deals_without_tiv: how many deals that delivered in the year have no TIV in the
    register, and so are not in tiv; deliveries of which it does not tell the year are
    in neither
tiv_per_billion: tiv for each billion US dollars of gdp_usd: no share, since TIV is no
    money
military_usd: military expenditure, in US dollars of the year, of the World Bank
military_percent: military_usd in percent of gdp_usd
$$);
