-- The year in whose dollars views give constant amounts, and the index.
CREATE OR REPLACE VIEW arms_internal.price_base AS
SELECT index, year AS base_year
  FROM (SELECT coalesce(nullif(current_setting('arms.price_index', true), ''),
                   'outlays_defense') AS index,
               nullif(current_setting('arms.base_year', true), '')::integer
                   AS asked_year) s
  JOIN arms.price_index p USING (index)
 WHERE year = asked_year
    OR asked_year IS NULL AND year IS NOT NULL AND NOT is_estimate
 ORDER BY year DESC LIMIT 1;
SELECT arms_internal.explain('price_base', $$
In dollars of which year, and by which index, views give constant amounts: OMB's
outlays_defense and its last year that is no estimate, unless the session says
SET arms.base_year = 2020, or SET arms.price_index = 'gdp_price_index'; no row
if there is no such year: then constant amounts are null

index: of price_index
base_year: a year of that index
$$);
