-- How long what was notified takes to be ordered and delivered, for the notices whose
-- deal in SIPRI's register is likely or confirmed. It follows arms.as_of().
CREATE OR REPLACE VIEW arms.waiting AS
SELECT l.notice_id, n.purchaser_iso3, n.notified_on, l.family, l.ordered,
       l.confidence, t.order_year, first.year AS first_delivery,
       last.year AS last_delivery,
       t.order_year - notified.year AS years_to_order,
       first.year - notified.year AS years_to_first_delivery,
       last.year - notified.year AS years_to_last_delivery,
       l.notified_quantity, t.number_ordered, t.number_delivered,
       greatest(t.number_ordered - coalesce(t.number_delivered, 0), 0)
           AS not_delivered
  FROM arms.notice_to_delivery l
  JOIN arms_as_of.notice n USING (notice_id)
  JOIN arms_as_of.transfer t
    ON t.dataset = 'sipri-deals' AND t.transfer_id = l.transfer_id
   AND t.occurrence = l.occurrence
 CROSS JOIN LATERAL (
    SELECT extract(year FROM n.notified_on)::integer) notified (year)
  LEFT JOIN LATERAL (
    SELECT min(y) FROM unnest(t.delivery_years) y) first (year) ON true
  LEFT JOIN LATERAL (
    SELECT max(y) FROM unnest(t.delivery_years) y) last (year) ON true
 WHERE l.confidence IN ('likely', 'confirmed');

SELECT arms_internal.explain('waiting', $$
From notice to order to delivery, in years, of the notices whose deal in SIPRI's
register is likely or confirmed. It follows arms.as_of()

notice_id: the notice
purchaser_iso3: as in notice
notified_on: when it came to Congress
family: the system
ordered: what the register calls it
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
$$);
