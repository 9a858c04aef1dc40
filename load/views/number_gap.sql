-- The transmittal numbers that no surface shows: those between two of a series that
-- are known, and those before the first of a year, which begins with 1.
CREATE OR REPLACE VIEW arms.number_gap AS
WITH numbered AS (
    -- numbers with a letter, 26-1C, are a series of their own and have no order
    SELECT CASE WHEN transmittal LIKE 'DDTC %' THEN 'DDTC' ELSE '36(b)(1)' END
               AS series,
           transmittal_year AS year, transmittal_serial AS serial,
           min(transmittal) AS transmittal, min(notified_on) AS notified_on
      FROM arms.notice
     WHERE transmittal_serial IS NOT NULL
     GROUP BY 1, 2, 3
), neighbour AS (
    SELECT *, lag(serial, 1, 0) OVER w AS serial_before,
           lag(transmittal) OVER w AS transmittal_before,
           lag(notified_on) OVER w AS notified_before
      FROM numbered WINDOW w AS (PARTITION BY series, year ORDER BY serial)
)
SELECT series, year, serial_before + 1 AS first_missing,
       serial - 1 AS last_missing, serial - serial_before - 1 AS missing,
       transmittal_before AS after_transmittal, notified_before AS after_on,
       transmittal AS before_transmittal, notified_on AS before_on
  FROM neighbour WHERE serial > serial_before + 1
 ORDER BY series, year, serial;

SELECT arms_internal.explain('number_gap', $$
Transmittal numbers that no surface shows. A number may be missing because it
was never sent, is classified, or was not fetched yet: what comes after the last
of a year is not known at all

series: 36(b)(1), the numbers of DSCA; or DDTC, those of licences
year: the year in the number
first_missing: the first number that is missing
last_missing: the last one before the next that is there
missing: how many
after_transmittal: the number before them; null at the beginning of a year
after_on: when that was notified
before_transmittal: the number after them
before_on: when that was notified: numbers are not always sent in their order
$$);
