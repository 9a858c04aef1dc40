-- How much of what was notified names a company as principal contractor, alone or
-- with others. What several share is never divided: the value of a notice with
-- three companies stands with each of the three, as shared.
CREATE OR REPLACE VIEW arms.contractor_exposure AS
WITH party AS (
    -- the company, and the company that it belonged to on that day; a name that
    -- is in no list is a company of its own
    SELECT DISTINCT n.notice_id, n.notified_on, n.added_usd,
           coalesce(p.contractor_id, own.contractor_id) AS contractor_id,
           coalesce(p.name, own.name, c.name) AS company
      FROM arms.notified n
      JOIN arms.notice_contractor c USING (notice_id)
      LEFT JOIN arms.contractor own USING (contractor_id)
      LEFT JOIN arms.contractor p ON p.contractor_id = own.parent
       AND (own.parent_since IS NULL OR n.notified_on >= own.parent_since)
), named AS (
    SELECT *, count(*) OVER (PARTITION BY notice_id) AS companies FROM party
), dated AS (
    SELECT n.*, y.calendar, y.year
      FROM named n CROSS JOIN arms_internal.years_of(n.notified_on) y
), other AS (
    SELECT a.calendar, a.year, a.company,
           array_agg(DISTINCT b.company ORDER BY b.company) AS named_with
      FROM dated a JOIN dated b USING (notice_id, calendar)
     WHERE b.company <> a.company
     GROUP BY a.calendar, a.year, a.company
)
SELECT d.calendar, d.year, d.contractor_id, d.company,
       count(*) FILTER (WHERE d.companies = 1) AS alone_notifications,
       sum(d.added_usd) FILTER (WHERE d.companies = 1)::numeric(20,2)
           AS alone_usd,
       count(*) FILTER (WHERE d.companies > 1) AS shared_notifications,
       sum(d.added_usd) FILTER (WHERE d.companies > 1)::numeric(20,2)
           AS shared_usd,
       count(*) - count(d.added_usd) AS without_value, o.named_with
  FROM dated d
  LEFT JOIN other o ON o.calendar = d.calendar AND o.company = d.company
   AND o.year IS NOT DISTINCT FROM d.year
 GROUP BY d.calendar, d.year, d.contractor_id, d.company, o.named_with
 ORDER BY d.calendar, d.year, d.company COLLATE "C";

SELECT arms_internal.explain('contractor_exposure', $$
What was notified with a company as principal contractor, by year: alone, and
with others. Shared values stand with each and must not be added up

calendar: calendar; or fiscal: 2026 began on 1 October 2025
year: of notified_on; null if that is not known
contractor_id: the company, or the one that it belonged to on the day of the
    notification; null for a name that is in no list
company: its name, of our list or else as printed
alone_notifications: that name no other company
alone_usd: the sum of what these add, in US dollars of their days
shared_notifications: that name others, too
shared_usd: the sum of what these add, whole and not divided
without_value: of how many it is not known what they add
named_with: the other companies of the shared ones; null if there are none
$$);
