-- What was notified before and after each change of policy, beside the same days
-- of the five years before, so that nobody mistakes a season for an effect. A
-- window is counted wholly or says that it is not whole: the last notification
-- that is known ends what can be counted.
CREATE OR REPLACE FUNCTION arms.policy_window(days integer DEFAULT 365)
RETURNS TABLE (event_on date, kind text, identifier text, title text,
    years_before integer, window_on date, is_whole boolean,
    before_notifications bigint, before_usd numeric(20,2),
    before_median_usd numeric(20,2), after_notifications bigint,
    after_usd numeric(20,2), after_median_usd numeric(20,2))
LANGUAGE sql STABLE AS $$
    WITH fact AS MATERIALIZED (
        SELECT notified_on, added_usd FROM arms.notified
         WHERE notified_on IS NOT NULL
    ), known AS (
        SELECT min(notified_on) AS first, max(notified_on) AS last FROM fact
    ), place AS (
        SELECT e.occurred_on, e.kind, e.identifier, e.title, y.years,
               (e.occurred_on - make_interval(years => y.years))::date AS on_day
          FROM arms.policy_event e, generate_series(0, 5) y (years)
    )
    SELECT p.occurred_on, p.kind, p.identifier, p.title, p.years, p.on_day,
           coalesce(p.on_day - $1 >= k.first AND p.on_day + $1 - 1 <= k.last,
               false),
           b.notifications, b.usd, b.median, a.notifications, a.usd, a.median
      FROM place p CROSS JOIN known k
     CROSS JOIN LATERAL (
        SELECT count(*), sum(added_usd)::numeric(20,2),
               percentile_disc(0.5) WITHIN GROUP (ORDER BY added_usd)
          FROM fact WHERE notified_on >= p.on_day - $1
                      AND notified_on < p.on_day) b (notifications, usd, median)
     CROSS JOIN LATERAL (
        SELECT count(*), sum(added_usd)::numeric(20,2),
               percentile_disc(0.5) WITHIN GROUP (ORDER BY added_usd)
          FROM fact WHERE notified_on >= p.on_day
                      AND notified_on < p.on_day + $1
        ) a (notifications, usd, median)
     ORDER BY p.occurred_on, p.identifier, p.title, p.years
$$;
COMMENT ON FUNCTION arms.policy_window(integer) IS
    'What was notified in so many days before each event of policy_event, and '
    'from its day on in as many, in US dollars of their days; and around the '
    'same day of each of the five years before (years_before). is_whole is false '
    'where notifications are not known from the first to the last of the days. '
    'A difference shows no cause';
