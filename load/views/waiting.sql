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

COMMENT ON VIEW arms.waiting IS
    'From notice to order to delivery, in years, of the notices whose deal in '
    'SIPRI''s register is likely or confirmed. It follows arms.as_of()';
COMMENT ON COLUMN arms.waiting.notice_id IS 'the notice';
COMMENT ON COLUMN arms.waiting.purchaser_iso3 IS 'as in notice';
COMMENT ON COLUMN arms.waiting.notified_on IS 'when it came to Congress';
COMMENT ON COLUMN arms.waiting.family IS 'the system';
COMMENT ON COLUMN arms.waiting.ordered IS 'what the register calls it';
COMMENT ON COLUMN arms.waiting.confidence IS
    'of notice_to_delivery: likely or confirmed';
COMMENT ON COLUMN arms.waiting.order_year IS 'by the register';
COMMENT ON COLUMN arms.waiting.first_delivery IS
    'the first year of delivery; null: none yet';
COMMENT ON COLUMN arms.waiting.last_delivery IS
    'the last year until now; more may follow, see not_delivered';
COMMENT ON COLUMN arms.waiting.years_to_order IS
    'from the year of the notice';
COMMENT ON COLUMN arms.waiting.years_to_first_delivery IS 'likewise';
COMMENT ON COLUMN arms.waiting.years_to_last_delivery IS 'likewise';
COMMENT ON COLUMN arms.waiting.notified_quantity IS
    'how many the notice names, at most';
COMMENT ON COLUMN arms.waiting.number_ordered IS 'by the register';
COMMENT ON COLUMN arms.waiting.number_delivered IS 'by the register';
COMMENT ON COLUMN arms.waiting.not_delivered IS
    'of what was ordered; null if it is not known how many that are';
