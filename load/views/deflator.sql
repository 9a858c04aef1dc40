-- Price indices as they were published, to compare amounts of several years.
CREATE OR REPLACE VIEW arms.deflator AS
SELECT dataset, indicator, item_code AS series, item_name AS series_name,
       period_start, period_end, value, unit, flag, document_id
  FROM arms.observation
 WHERE dataset LIKE 'deflators-%' AND value IS NOT NULL;

SELECT arms_internal.explain('deflator', $$
Price indices by period: OMB Historical Table 10.1, BEA, CPI

dataset, indicator: as in observation
series: code of the index
series_name: what it is called, as printed
period_start, period_end, value, unit, flag, document_id: as in observation
$$);
