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
), other AS (
    SELECT a.notice_id, a.company,
           array_agg(DISTINCT b.company ORDER BY b.company) AS companies
      FROM named a JOIN named b USING (notice_id)
     WHERE a.companies > 1 AND b.company <> a.company
     GROUP BY a.notice_id, a.company
)
SELECT y.calendar, y.year, n.contractor_id, n.company,
       count(*) FILTER (WHERE n.companies = 1) AS alone_notifications,
       sum(n.added_usd) FILTER (WHERE n.companies = 1)::numeric(20,2)
           AS alone_usd,
       count(*) FILTER (WHERE n.companies > 1) AS shared_notifications,
       sum(n.added_usd) FILTER (WHERE n.companies > 1)::numeric(20,2)
           AS shared_usd,
       count(*) - count(n.added_usd) AS without_value,
       (SELECT array_agg(DISTINCT o ORDER BY o)
          FROM unnest(string_to_array(string_agg(
              array_to_string(other.companies, chr(31)), chr(31)), chr(31))) o)
           AS named_with
  FROM named n
  LEFT JOIN other USING (notice_id, company)
 CROSS JOIN LATERAL (VALUES
    ('calendar', extract(year FROM n.notified_on)::integer),
    ('fiscal', extract(year FROM n.notified_on + interval '3 months')::integer)
  ) y (calendar, year)
 GROUP BY y.calendar, y.year, n.contractor_id, n.company
 ORDER BY y.calendar, y.year, n.company COLLATE "C";

SELECT arms.explain('contractor_exposure', $$
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
