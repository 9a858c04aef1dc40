-- One country: what it was notified for, what it received and supplied.
CREATE OR REPLACE VIEW arms.country_profile AS
WITH notified AS (
    SELECT purchaser_iso3 AS iso3, count(*) AS notices,
           sum(added_usd) AS usd,
           min(notified_on) AS first_on, max(notified_on) AS last_on
      FROM arms.notified WHERE purchaser_iso3 IS NOT NULL GROUP BY 1
), received AS (
    SELECT recipient_iso3 AS iso3, count(*) AS deals,
           sum(tiv_delivered) AS tiv
      FROM arms.transfer
     WHERE dataset = 'sipri-deals' AND recipient_iso3 IS NOT NULL GROUP BY 1
), supplied AS (
    SELECT supplier_iso3 AS iso3, count(*) AS deals, sum(tiv_delivered) AS tiv
      FROM arms.transfer
     WHERE dataset = 'sipri-deals' AND supplier_iso3 IS NOT NULL GROUP BY 1
), by_supplier AS (
    SELECT recipient_iso3 AS iso3, supplier, sum(tiv_delivered) AS tiv,
           row_number() OVER (PARTITION BY recipient_iso3
               ORDER BY sum(tiv_delivered) DESC NULLS LAST, supplier) AS place
      FROM arms.transfer
     WHERE dataset = 'sipri-deals' AND recipient_iso3 IS NOT NULL
     GROUP BY 1, 2
), main_suppliers AS (
    SELECT iso3, array_agg(supplier ORDER BY place) AS suppliers
      FROM by_supplier WHERE place <= 5 GROUP BY 1
), excess AS (
    SELECT recipient_iso3 AS iso3, count(*) AS requests,
           sum(acquisition_usd) AS acquisition_usd,
           sum(current_usd) AS current_usd
      FROM arms.transfer
     WHERE dataset = 'eda' AND recipient_iso3 IS NOT NULL GROUP BY 1
)
SELECT c.iso3, c.name,
       coalesce(n.notices, 0) AS notices, n.usd AS notified_usd,
       n.first_on AS first_notified_on, n.last_on AS last_notified_on,
       coalesce(r.deals, 0) AS deals_received, r.tiv AS tiv_received,
       m.suppliers AS main_suppliers,
       coalesce(s.deals, 0) AS deals_supplied, s.tiv AS tiv_supplied,
       coalesce(e.requests, 0) AS excess_requests,
       e.acquisition_usd AS excess_acquisition_usd,
       e.current_usd AS excess_current_usd
  FROM arms.country c
  LEFT JOIN notified n USING (iso3)
  LEFT JOIN received r USING (iso3)
  LEFT JOIN supplied s USING (iso3)
  LEFT JOIN main_suppliers m USING (iso3)
  LEFT JOIN excess e USING (iso3)
 WHERE c.iso3 IS NOT NULL
   AND num_nonnulls(n.iso3, r.iso3, s.iso3, e.iso3) > 0;

SELECT arms_internal.explain('country_profile', $$
One row for each country of which anything was notified, received or supplied

iso3, name: as in country
notices: how many notifications to Congress it is the only purchaser of
notified_usd: the sum of what each of these adds, in US dollars: see notified
first_notified_on, last_notified_on: the days of the first and the last of
    these
deals_received, deals_supplied: deals in SIPRI's register, as recipient and as
    supplier
tiv_received, tiv_supplied: what was delivered of these: SIPRI trend-indicator
    value in millions, a volume and never money
main_suppliers: up to five, by the trend-indicator value of what they delivered
excess_requests: requests for Excess Defense Articles of the United States
excess_acquisition_usd: what these articles cost when new, in US dollars
excess_current_usd: what these articles are worth, in US dollars
$$);
