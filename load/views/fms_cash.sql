-- What is paid for Foreign Military Sales, month by month, by table 5 of the Monthly
-- Treasury Statement, beside what Congress was notified of. It follows arms.as_of():
-- a month has the amounts of the newest answer that was known then.
--
-- What is compared is cash and ceilings, and they are of different cases: what the
-- fund pays in a month is for cases that were notified years before. Buyers pay in
-- ahead of work, so that receipts are no deliveries either. Notices are those of
-- section 36(b), each with its own words: an offer with its total, a report with what
-- it says that it adds; commercial licences have nothing to do with the fund. The
-- totals announced for a fiscal year are of agreements that were signed, and stand
-- beside each of its months whole, the least and the most that was announced.
CREATE OR REPLACE VIEW arms.fms_cash AS
WITH line (line, ending) AS (
    -- the ends of names in the tree: the heads may be missing
    VALUES ('fund', 'Foreign Military Sales Trust Fund'),
           ('paid_in', 'Military Sales Program'
               ' / Proprietary Receipts from the Public'),
           ('financing', 'Foreign Military Financing Program')
), stated AS MATERIALIZED (
    SELECT DISTINCT ON (l.line, o.indicator, o.period_start)
           l.line, o.indicator, o.period_start AS month, o.value,
           o.document_id
      FROM arms_as_of.observation o
      JOIN line l ON o.item_name = l.ending
                  OR o.item_name LIKE '% / ' || l.ending
     WHERE o.dataset = 'treasury' AND o.item_scheme = 'MTS table 5'
       -- Of the seven hundred lines of a statement, which a series tells.
       AND o.item_name LIKE '%Military%'
     ORDER BY l.line, o.indicator, o.period_start, o.valid_from DESC,
              o.item_code, o.occurrence
), cash AS MATERIALIZED (
    SELECT month,
           extract(year FROM month + interval '3 months')::integer
               AS fiscal_year,
           max(value) FILTER (WHERE line = 'fund'
               AND indicator = 'gross_outlays') AS outlays,
           max(value) FILTER (WHERE line = 'fund'
               AND indicator = 'applicable_receipts') AS receipts,
           max(value) FILTER (WHERE line = 'fund'
               AND indicator = 'net_outlays') AS net,
           max(value) FILTER (WHERE line = 'fund'
               AND indicator = 'gross_outlays_year_to_date')
               AS outlays_to_date,
           max(value) FILTER (WHERE line = 'fund'
               AND indicator = 'applicable_receipts_year_to_date')
               AS receipts_to_date,
           max(value) FILTER (WHERE line = 'fund'
               AND indicator = 'net_outlays_year_to_date') AS net_to_date,
           max(value) FILTER (WHERE line = 'fund'
               AND indicator = 'net_outlays_prior_year_to_date')
               AS net_to_date_before,
           max(value) FILTER (WHERE line = 'paid_in'
               AND indicator = 'applicable_receipts') AS paid_in,
           max(value) FILTER (WHERE line = 'paid_in'
               AND indicator = 'applicable_receipts_year_to_date')
               AS paid_in_to_date,
           max(value) FILTER (WHERE line = 'financing'
               AND indicator = 'net_outlays') AS financing,
           max(value) FILTER (WHERE line = 'financing'
               AND indicator = 'net_outlays_year_to_date')
               AS financing_to_date,
           min(document_id::text) FILTER (WHERE line = 'fund'
               AND indicator = 'net_outlays')::uuid AS document_id
      FROM stated GROUP BY month
), notice AS (
    SELECT date_trunc('month', notified_on)::date AS month,
           extract(year FROM notified_on + interval '3 months') AS fiscal_year,
           count(*) AS notices, count(v.usd) AS valued, sum(v.usd) AS usd
      FROM arms_as_of.notice
     CROSS JOIN LATERAL (SELECT CASE WHEN authority = '36(b)(1)'
           THEN total_usd ELSE added_usd END) v (usd)
     WHERE authority LIKE '36(b)%' AND notified_on IS NOT NULL
       AND (kind <> 'correction' OR transmittal IS NOT NULL)
     GROUP BY 1, 2
), notified AS (
    -- of months before and after those of notices nothing is known
    SELECT c.month,
           coalesce(sum(n.notices) FILTER (WHERE n.month = c.month), 0)
               AS notices,
           coalesce(sum(n.valued) FILTER (WHERE n.month = c.month), 0)
               AS valued,
           sum(n.usd) FILTER (WHERE n.month = c.month) AS usd,
           coalesce(sum(n.notices), 0) AS notices_to_date,
           coalesce(sum(n.valued), 0) AS valued_to_date,
           sum(n.usd) AS to_date
      FROM cash c
      JOIN (SELECT min(month) AS first, max(month) AS last FROM notice) k
        ON c.month BETWEEN k.first AND k.last
      LEFT JOIN notice n ON n.fiscal_year = c.fiscal_year
                        AND n.month <= c.month
     GROUP BY c.month
), announced AS (
    SELECT extract(year FROM period_end)::integer AS fiscal_year,
           min(value * scale) AS lowest, max(value * scale) AS highest
      FROM arms_as_of.observation
      JOIN (VALUES ('USD billion', 1000000000), ('USD million', 1000000),
                   ('USD', 1)) u (unit, scale) USING (unit)
     WHERE dataset = 'fms-totals' AND indicator = 'total'
       AND total_of IS NOT NULL AND flag IS NULL
     GROUP BY 1
)
SELECT c.month, c.fiscal_year, c.outlays::numeric(20,2) AS outlays_usd,
       c.receipts::numeric(20,2) AS receipts_usd,
       c.net::numeric(20,2) AS net_usd,
       c.outlays_to_date::numeric(20,2) AS outlays_to_date_usd,
       c.receipts_to_date::numeric(20,2) AS receipts_to_date_usd,
       c.net_to_date::numeric(20,2) AS net_to_date_usd,
       c.net_to_date_before::numeric(20,2) AS net_to_date_before_usd,
       c.paid_in::numeric(20,2) AS paid_in_usd,
       c.paid_in_to_date::numeric(20,2) AS paid_in_to_date_usd,
       c.financing::numeric(20,2) AS financing_usd,
       c.financing_to_date::numeric(20,2) AS financing_to_date_usd,
       n.notices, n.notices - n.valued AS without_value,
       CASE n.notices WHEN 0 THEN 0 ELSE n.usd END::numeric(20,2) AS notified_usd,
       n.notices_to_date - n.valued_to_date AS without_value_to_date,
       CASE n.notices_to_date WHEN 0 THEN 0
           ELSE n.to_date END::numeric(20,2) AS notified_to_date_usd,
       a.lowest::numeric(20,2) AS announced_least_usd,
       a.highest::numeric(20,2) AS announced_most_usd, c.document_id
  FROM cash c
  LEFT JOIN notified n USING (month)
  LEFT JOIN announced a USING (fiscal_year)
 ORDER BY c.month;

SELECT arms_internal.explain('fms_cash', $$
What is paid for Foreign Military Sales, month by month, by the Monthly Treasury
Statement, beside what Congress was notified of: cash beside ceilings, and of
other cases, since the fund pays for what was notified years before. It follows
arms.as_of()

month: its first day
fiscal_year: of the United States: 2026 began on 1 October 2025
outlays_usd: what the Foreign Military Sales Trust Fund paid in the month, gross
receipts_usd: the fund's receipts that the statement applies against that
net_usd: as published: the outlays less these receipts
outlays_to_date_usd: of the fiscal year to the end of the month, as published; it
    may differ from the sum of its months, which are not always put right
receipts_to_date_usd, net_to_date_usd: likewise
net_to_date_before_usd: of the fiscal year before, to the same month, as this
    statement has it
paid_in_usd: what buyers paid in: proprietary receipts from the public of the
    military sales program
paid_in_to_date_usd: of the fiscal year to the end of the month
financing_usd: net outlays of the Foreign Military Financing Program, by which
    the United States pays for buyers
financing_to_date_usd: of the fiscal year to the end of the month
notices: how many notices under section 36(b) came to Congress in the month, of
    known day and section; null before the month of the first and after that of
    the last that is known, as are the next four
without_value: how many of them tell no total and, if reports, not what they add
notified_usd: the sum of the totals, and of what reports say that they add; null
    where all are without. A report that tells only what its case then comes to
    is without, for what it was before is not kept as of each day; notified has
    the difference, and may add up to more or less
without_value_to_date, notified_to_date_usd: of the fiscal year to the end of
    the month, of the notices that are known
announced_least_usd: the least of the totals that were announced for the whole
    fiscal year, of agreements signed; null if none was. Figures of the press
    are left out
announced_most_usd: the most of these
document_id: where net_usd stands
$$);
