-- Published totals beside the sums of the parts that were published with them.
-- A part has the same dataset, indicator and unit as its total, and in all but
-- the dimension that is summed over it is about the same. Groups of countries
-- are no parts of a sum over countries: their members are. Like is compared with
-- like: the total of an edition that speaks only of some parties, as a list of
-- the largest does, is that of all and not of those; and one part is no sum,
-- unless it is one year, since years without anything are not published.
-- Series are paired, and then their figures, of which there are many times as many.
-- Joins that read all of one side for each row of the other are ruled out: the planner
-- thinks that there is one total. Who may read the view need not be allowed to read
-- the tables of figures: the function reads as its owner, as a view does.
-- Reads arms.series, arms_internal.figure, arms.edition, arms.country, arms.transfer.
CREATE OR REPLACE FUNCTION arms_internal.reconciled_totals()
RETURNS TABLE (dataset text, indicator text, total_of text, reporter text,
    partner text, item_scheme text, item_code text, item_name text,
    period_start date, period_end date, unit text, published numeric,
    parts_sum numeric, parts bigint, document_id uuid, line integer)
LANGUAGE plpgsql STABLE ROWS 10000 SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET enable_nestloop = off SET jit = off AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH total AS MATERIALIZED (
        SELECT row_number() OVER () AS total, f.dataset, f.series_id, f.period_start,
               (f.period_start + s.duration - interval '1 day')::date AS period_end,
               f.value, f.line, e.document_id, s.indicator, s.total_of, s.reporter,
               s.partner, s.item_scheme, s.item_code, s.item_name, s.unit
          FROM arms.series s
          JOIN arms_internal.figure f USING (dataset, series_id)
          JOIN arms.edition e USING (edition_id)
         WHERE s.total_of IS NOT NULL AND f.value IS NOT NULL
           AND (s.total_of <> 'reporter'
                OR coalesce(e.reporters - '', '[]') = '[]')
           AND (s.total_of <> 'partner' OR coalesce(e.partners - '', '[]') = '[]')
           -- Of a group of countries, whose members are not published.
           AND (s.total_of <> 'partner' OR s.partner IS NULL)
           AND (s.total_of <> 'reporter' OR s.reporter IS NULL)
           -- Of a branch of a tree, where nobody tells which items it has.
           AND (s.total_of <> 'item' OR f.dataset <> 'treasury')
    ), whole AS (
        SELECT DISTINCT dataset, series_id, total_of AS over, indicator, unit,
               reporter, partner, item_scheme, item_code
          FROM total
    ), part AS (
        SELECT w.over, s.*
          FROM arms.series s
          JOIN (SELECT DISTINCT dataset, over FROM whole) w USING (dataset)
         WHERE s.total_of IS DISTINCT FROM w.over
           AND CASE w.over WHEN 'reporter' THEN s.reporter IS NOT NULL
                           WHEN 'partner' THEN s.partner IS NOT NULL
                           WHEN 'item' THEN s.item_code IS NOT NULL
                           WHEN 'period' THEN s.total_of IS NULL END
    ), pair AS MATERIALIZED (
        SELECT w.dataset, w.series_id, p.series_id AS part_id, p.duration
          FROM whole w
          JOIN part p ON p.dataset = w.dataset AND p.over = w.over
           AND p.indicator = w.indicator
           AND coalesce(p.unit, chr(30)) = coalesce(w.unit, chr(30))
           AND CASE p.over WHEN 'reporter' THEN ''
                    ELSE coalesce(p.reporter, chr(30)) END
             = CASE w.over WHEN 'reporter' THEN ''
                    ELSE coalesce(w.reporter, chr(30)) END
           AND CASE p.over WHEN 'partner' THEN ''
                    ELSE coalesce(p.partner, chr(30)) END
             = CASE w.over WHEN 'partner' THEN ''
                    ELSE coalesce(w.partner, chr(30)) END
           AND CASE p.over WHEN 'item' THEN ''
                    ELSE concat(p.item_scheme, chr(30), p.item_code) END
             = CASE w.over WHEN 'item' THEN ''
                    ELSE concat(w.item_scheme, chr(30), w.item_code) END
         WHERE NOT EXISTS (SELECT FROM arms.country c
                            WHERE c.kind = 'region' AND c.name = p.reporter)
           AND NOT EXISTS (SELECT FROM arms.country c
                            WHERE c.kind = 'region' AND c.name = p.partner)
    ), paired AS MATERIALIZED (
        SELECT t.total, t.total_of, t.dataset, p.part_id, p.duration,
               t.period_start, t.period_end
          FROM total t JOIN pair p USING (dataset, series_id)
    ), summed AS (
        SELECT p.total, count(*) AS parts, sum(f.value) AS parts_sum
          FROM paired p
          JOIN arms_internal.figure f
            ON f.dataset = p.dataset AND f.series_id = p.part_id
           AND coalesce(f.period_start, '-infinity')
             = coalesce(p.period_start, '-infinity')
          JOIN arms.edition e USING (edition_id)
         WHERE p.total_of <> 'period' AND f.value IS NOT NULL
           AND (f.period_start + p.duration - interval '1 day')::date
               IS NOT DISTINCT FROM p.period_end
         GROUP BY p.total
        HAVING count(*) > 1
        UNION ALL
        SELECT p.total, count(*), sum(f.value)
          FROM paired p
          JOIN arms_internal.figure f
            ON f.dataset = p.dataset AND f.series_id = p.part_id
          JOIN arms.edition e USING (edition_id)
         WHERE p.total_of = 'period' AND f.value IS NOT NULL
           AND f.period_start >= p.period_start
           AND f.period_start + p.duration - interval '1 day' <= p.period_end
         GROUP BY p.total
        UNION ALL
        SELECT t.total, count(*),
               sum(CASE t.indicator
                   WHEN 'number_ordered' THEN r.number_ordered
                   WHEN 'number_delivered' THEN r.number_delivered
                   WHEN 'tiv_ordered' THEN r.tiv_ordered
                   WHEN 'tiv_delivered' THEN r.tiv_delivered END)
          FROM total t
          JOIN arms.transfer r ON r.dataset = t.dataset
         WHERE t.total_of = 'transfer'
         GROUP BY 1
    )
    SELECT t.dataset, t.indicator, t.total_of, t.reporter, t.partner,
           t.item_scheme, t.item_code, t.item_name, t.period_start, t.period_end,
           t.unit, t.value, s.parts_sum, s.parts, t.document_id, t.line
      FROM total t
      JOIN summed s USING (total);
END $$;

CREATE OR REPLACE VIEW arms.reconciliation AS
SELECT dataset, indicator, total_of, reporter, partner, item_scheme, item_code,
       item_name, period_start, period_end, unit, published, parts_sum, parts,
       published - parts_sum AS difference, document_id, line
  FROM arms_internal.reconciled_totals();

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
