-- Published totals beside the sums of the parts that were published with them.
-- A part has the same dataset, indicator and unit as its total, and in all but
-- the dimension that is summed over it is about the same. Groups of countries
-- are no parts of a sum over countries: their members are. Like is compared with
-- like: the total of an edition that speaks only of some parties, as a list of
-- the largest does, is that of all and not of those; and one part is no sum,
-- unless it is one year, since years without anything are not published.
CREATE OR REPLACE VIEW arms.reconciliation AS
WITH total AS MATERIALIZED (
    SELECT o.*, concat_ws(chr(31), o.indicator, o.unit,
               CASE WHEN total_of <> 'reporter' THEN 'r' || o.reporter END,
               CASE WHEN total_of <> 'partner' THEN 'p' || o.partner END,
               CASE WHEN total_of <> 'item'
                    THEN concat('i', o.item_scheme, chr(30), o.item_code) END,
               CASE WHEN total_of <> 'period'
                    THEN concat(o.period_start, o.period_end) END) AS key
      FROM arms.observation o
      LEFT JOIN arms.edition e USING (document_id, dataset)
     WHERE o.total_of IS NOT NULL AND o.value IS NOT NULL
       AND (o.total_of <> 'reporter' OR coalesce(e.reporters - '', '[]') = '[]')
       AND (o.total_of <> 'partner' OR coalesce(e.partners - '', '[]') = '[]')
       -- Of a group of countries, whose members are not published.
       AND (o.total_of <> 'partner' OR o.partner IS NULL)
       AND (o.total_of <> 'reporter' OR o.reporter IS NULL)
       -- Of a branch of a tree, where nobody tells which items it has.
       AND (o.total_of <> 'item' OR o.dataset <> 'treasury')
), sums AS (
    SELECT DISTINCT dataset, total_of AS over FROM total
), part AS MATERIALIZED (
    SELECT s.over, o.dataset, o.value, o.period_start, o.period_end,
           concat_ws(chr(31), o.indicator, o.unit,
               CASE WHEN over <> 'reporter' THEN 'r' || o.reporter END,
               CASE WHEN over <> 'partner' THEN 'p' || o.partner END,
               CASE WHEN over <> 'item'
                    THEN concat('i', o.item_scheme, chr(30), o.item_code) END,
               CASE WHEN over <> 'period'
                    THEN concat(o.period_start, o.period_end) END) AS key
      FROM arms.observation o
      JOIN sums s USING (dataset)
      LEFT JOIN arms.country r ON r.name = o.reporter AND r.kind = 'region'
      LEFT JOIN arms.country p ON p.name = o.partner AND p.kind = 'region'
     WHERE o.value IS NOT NULL AND r.name IS NULL AND p.name IS NULL
       AND o.total_of IS DISTINCT FROM s.over
       AND CASE s.over WHEN 'reporter' THEN o.reporter IS NOT NULL
                       WHEN 'partner' THEN o.partner IS NOT NULL
                       WHEN 'item' THEN o.item_code IS NOT NULL
                       WHEN 'period' THEN o.total_of IS NULL END
), summed AS (
    SELECT t.dataset, t.observation_id, t.occurrence, count(*) AS parts,
           sum(p.value) AS parts_sum
      FROM total t
      JOIN part p ON p.dataset = t.dataset AND p.over = t.total_of
                 AND p.key = t.key
                 AND (t.total_of <> 'period'
                      OR (p.period_start >= t.period_start
                          AND p.period_end <= t.period_end))
     GROUP BY t.dataset, t.observation_id, t.occurrence, t.total_of
    HAVING count(*) > 1 OR t.total_of = 'period'
    UNION ALL
    SELECT t.dataset, t.observation_id, t.occurrence, count(*),
           sum(CASE t.indicator
               WHEN 'number_ordered' THEN r.number_ordered
               WHEN 'number_delivered' THEN r.number_delivered
               WHEN 'tiv_ordered' THEN r.tiv_ordered
               WHEN 'tiv_delivered' THEN r.tiv_delivered END)
      FROM total t
      JOIN arms.transfer r ON r.dataset = t.dataset
     WHERE t.total_of = 'transfer'
     GROUP BY 1, 2, 3
)
SELECT t.dataset, t.indicator, t.total_of, t.reporter, t.partner,
       t.item_scheme, t.item_code, t.item_name, t.period_start, t.period_end,
       t.unit, t.value AS published, s.parts_sum, s.parts,
       t.value - s.parts_sum AS difference, t.document_id, t.line
  FROM total t
  JOIN summed s USING (dataset, observation_id, occurrence);

SELECT arms_internal.explain('reconciliation', $$
Published totals, the sums of their published parts, and the difference, which
is the publisher's: rounding, or more

dataset, indicator, reporter, partner, item_scheme, item_code: as in
    observation
item_name, period_start, period_end, unit, document_id, line: as in observation
total_of: what the total is the sum of: partner, reporter, item, period, or
    transfer for the rows of a register
published: the total as published
parts_sum: the sum of its parts
parts: how many parts there are
difference: published less parts_sum
$$);
