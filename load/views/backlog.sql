-- What had been notified by a day and was not known to be wholly delivered. The
-- register tells years: so of the year of the day there may be all or nothing.
-- Reads arms.notice_to_delivery, arms_as_of.notice, arms_as_of.transfer.
CREATE OR REPLACE FUNCTION arms.backlog(day date DEFAULT current_date)
RETURNS TABLE (notice_id text, purchaser_iso3 char(3), notified_on date,
    total_usd numeric(20,2), family text, confidence text, order_year integer,
    ordered numeric, delivered_at_least numeric, delivered_at_most numeric,
    open_at_most numeric)
LANGUAGE sql STABLE AS $$
    WITH link AS MATERIALIZED (
        SELECT l.notice_id, l.family, l.confidence, t.order_year,
               t.number_ordered,
               d.years * t.number_delivered AS at_least,
               d.years_and_this * t.number_delivered AS at_most
          FROM arms.notice_to_delivery l
          JOIN arms_as_of.transfer t
            ON t.dataset = 'sipri-deals' AND t.transfer_id = l.transfer_id
           AND t.occurrence = l.occurrence
         CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE y < extract(year FROM $1))::numeric
                       / greatest(count(*), 1),
                   count(*) FILTER (WHERE y <= extract(year FROM $1))::numeric
                       / greatest(count(*), 1)
              FROM unnest(t.delivery_years) y) d (years, years_and_this)
         WHERE l.confidence IN ('likely', 'confirmed')
           AND t.order_year <= extract(year FROM $1)
    )
    SELECT n.notice_id, n.purchaser_iso3, n.notified_on, n.total_usd,
           l.family, l.confidence, l.order_year, l.number_ordered,
           floor(l.at_least), ceil(l.at_most),
           greatest(l.number_ordered - floor(coalesce(l.at_least, 0)), 0)
      FROM arms_as_of.notice n LEFT JOIN link l USING (notice_id)
     WHERE n.notified_on <= $1
       AND (l.at_least < l.number_ordered) IS NOT FALSE
     ORDER BY n.notified_on, n.notice_id COLLATE "C", l.family COLLATE "C"
$$;
COMMENT ON FUNCTION arms.backlog(date) IS
    'Notices of that day and before that are not known to be wholly delivered '
    'by then: with the deal of SIPRI''s register where one is likely or '
    'confirmed (delivered in the years before, at least; and in the year of the '
    'day, at most), else without. By what is known today, or was known at '
    'arms.as_of()';
