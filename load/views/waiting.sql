-- How long what was notified takes to be contracted, ordered and delivered, for the
-- notices whose contract, or whose deal in SIPRI's register, is likely or confirmed.
-- It follows arms.as_of().
CREATE OR REPLACE VIEW arms.waiting AS
WITH contract AS MATERIALIZED (
    SELECT l.notice_id, l.system AS family, min(a.awarded_on) AS first_contract,
           count(DISTINCT l.award_id) AS contracts,
           CASE WHEN bool_or(l.confidence = 'confirmed') THEN 'confirmed'
                ELSE 'likely' END AS confidence
      FROM arms.contract_notice l
      JOIN arms_as_of.contract_award a USING (award_id)
     WHERE l.confidence IN ('likely', 'confirmed') AND a.is_current
       AND a.awarded_on IS NOT NULL
     GROUP BY 1, 2
), deal AS MATERIALIZED (
    SELECT l.notice_id, l.family, l.ordered, l.confidence, l.notified_quantity,
           t.order_year, t.delivery_years, t.number_ordered, t.number_delivered
      FROM arms.notice_to_delivery l
      JOIN arms_as_of.transfer t
        ON t.dataset = 'sipri-deals' AND t.transfer_id = l.transfer_id
       AND t.occurrence = l.occurrence
     WHERE l.confidence IN ('likely', 'confirmed')
), step AS (
    SELECT notice_id, family, ordered, d.confidence, notified_quantity,
           order_year, delivery_years, number_ordered, number_delivered,
           first_contract, contracts, c.confidence AS contract_confidence
      FROM deal d
      LEFT JOIN contract c USING (notice_id, family)
    UNION ALL
    SELECT notice_id, family, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
           first_contract, contracts, confidence
      FROM contract c
     WHERE NOT EXISTS (SELECT FROM deal d
            WHERE (d.notice_id, d.family) = (c.notice_id, c.family))
)
SELECT s.notice_id, n.purchaser_iso3, n.notified_on, s.family, s.ordered,
       s.confidence, s.order_year, first.year AS first_delivery,
       last.year AS last_delivery,
       s.order_year - notified.year AS years_to_order,
       first.year - notified.year AS years_to_first_delivery,
       last.year - notified.year AS years_to_last_delivery,
       s.notified_quantity, s.number_ordered, s.number_delivered,
       CASE WHEN s.number_ordered IS NOT NULL THEN
           greatest(s.number_ordered - coalesce(s.number_delivered, 0), 0) END
           AS not_delivered,
       s.first_contract, s.first_contract - n.notified_on AS days_to_contract,
       s.contracts, s.contract_confidence
  FROM step s
  JOIN arms_as_of.notice n USING (notice_id)
 CROSS JOIN LATERAL (
    SELECT extract(year FROM n.notified_on)::integer) notified (year)
  LEFT JOIN LATERAL (
    SELECT min(y) FROM unnest(s.delivery_years) y) first (year) ON true
  LEFT JOIN LATERAL (
    SELECT max(y) FROM unnest(s.delivery_years) y) last (year) ON true;

SELECT arms_internal.explain('waiting', $$
From notice to contract, order and delivery, of the notices whose contract, or whose
deal in SIPRI's register, is likely or confirmed. It follows arms.as_of()

notice_id: the notice
purchaser_iso3: as in notice
notified_on: when it came to Congress
family: the system; a type where a contract is known by that; null where a
    researcher alone knows the contract
ordered: what the register calls it; null, as all that the register tells, where
    there is a contract and no deal
confidence: of notice_to_delivery: likely or confirmed
order_year: by the register
first_delivery: the first year of delivery; null: none yet
last_delivery: the last year until now; more may follow, see not_delivered
years_to_order: from the year of the notice
years_to_first_delivery: likewise
years_to_last_delivery: likewise
notified_quantity: how many the notice names, at most
number_ordered, number_delivered: by the register
not_delivered: of what was ordered; null if it is not known how many that are
first_contract: the day of the first award for the system; null: none is likely
days_to_contract: from the notice to that day
contracts: how many awards for the system are likely or confirmed
contract_confidence: of contract_notice: confirmed if one of them is, else likely
$$);
