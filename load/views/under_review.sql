-- The notices whose time for review by Congress runs on a day: from the day of
-- delivery, or the estimate of it, to the last day, on which none is left.
CREATE OR REPLACE FUNCTION arms.under_review(on_day date DEFAULT current_date)
RETURNS TABLE (notice_id text, transmittal text, authority text,
    purchaser_name text, purchaser_iso3 char(3), title text,
    total_usd numeric(20,2), notified_on date, notified_basis text,
    review_days integer, review_ends_on date, days_left integer)
LANGUAGE sql STABLE AS $$
    SELECT n.notice_id, n.transmittal, n.authority, n.purchaser_name,
           n.purchaser_iso3, n.title, n.total_usd, n.notified_on,
           n.notified_basis, n.review_days, n.review_ends_on,
           n.review_ends_on - on_day
      FROM arms.notice n
     WHERE n.review_ends_on >= on_day AND n.notified_on <= on_day
     ORDER BY n.review_ends_on, n.notice_id COLLATE "C"
$$;

COMMENT ON FUNCTION arms.under_review(date) IS
    'The notices that Congress may still review on a day, soonest end first; as '
    'sure as notified_basis: an announcement or a letter is mostly of the day '
    'of delivery or the next, what is only known by its publication may be over';
