-- Every statement of a year's sales, beside who made it and by what
-- definition: there is no one number.
CREATE OR REPLACE VIEW arms.fms_totals AS
SELECT extract(year FROM period_end)::integer AS fiscal_year,
       indicator AS measure, value, unit,
       value * CASE unit WHEN 'USD billion' THEN 1000000000
                         WHEN 'USD million' THEN 1000000
                         WHEN 'USD' THEN 1 END AS usd,
       CASE WHEN total_of IS NOT NULL THEN 'announced'
            ELSE item_scheme END AS statement,
       item_code AS part_or_publisher, item_name AS definition, flag,
       document_id, line
  FROM arms.observation
 WHERE dataset = 'fms-totals';

SELECT arms_internal.explain('fms_totals', $$
All statements of a fiscal year's sales: announced totals, their parts,
averages and figures of the press, each with its definition

fiscal_year: of the United States: 2026 begins on 1 October 2025
measure: what is counted
value, unit, flag, document_id, line: as in observation
usd: value in US dollars; null if it is no money
statement: announced for a total, or what else it is: component, ...
part_or_publisher: which part it is, or who published it
definition: what it counts, in the words of who stated it
$$);
