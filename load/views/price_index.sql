-- What prices were in each year: an index over whole years, fiscal or calendar.
CREATE OR REPLACE VIEW arms.price_index AS
WITH published AS (
    SELECT dataset, indicator, period_start, period_end, value,
           flag IS NOT DISTINCT FROM 'estimate' AS is_estimate, document_id
      FROM arms.deflator
     WHERE dataset = 'deflators-omb' AND unit = 'index'
        OR dataset = 'deflators-gdp' AND indicator IN ('gdp', 'gdp_chained')
        OR dataset = 'deflators-cpi' AND indicator = 'consumer_prices'
), yearly AS (
    -- before 1977 a fiscal year began in July; the quarter between the two
    -- kinds, TQ, is of no year
    SELECT indicator AS index, 'fiscal' AS calendar,
           CASE WHEN period_end - period_start > 300
                THEN extract(year FROM period_end)::integer END AS year,
           period_start AS first_day, period_end AS last_day, value,
           is_estimate, document_id
      FROM published WHERE dataset = 'deflators-omb'
    UNION ALL
    -- money of the year, by money of one and the same year
    SELECT 'gdp_price', 'calendar', extract(year FROM n.period_end)::integer,
           n.period_start, n.period_end, n.value / nullif(c.value, 0),
           n.is_estimate OR c.is_estimate, n.document_id
      FROM published n
      JOIN published c USING (dataset, period_start, period_end)
     WHERE n.indicator = 'gdp' AND c.indicator = 'gdp_chained'
    UNION ALL
    -- a year of which a month is missing has no mean
    SELECT indicator, 'calendar', extract(year FROM period_end)::integer,
           min(period_start), max(period_end), avg(value),
           bool_or(is_estimate),
           (array_agg(document_id ORDER BY period_end DESC))[1]
      FROM published WHERE dataset = 'deflators-cpi'
     GROUP BY indicator, 3 HAVING count(*) = 12
)
SELECT index, calendar, year, first_day, last_day, value, is_estimate,
       document_id
  FROM yearly WHERE value > 0;

SELECT arms_internal.explain('price_index', $$
What prices were in a year, by each index: those of OMB's Historical Table 10.1
by fiscal years, BEA's gdp_price and consumer_prices by calendar years; only the
ratio of two years of one index has a meaning

index: of OMB gdp_price_index, outlays_defense, outlays and others; gdp_price:
    the GDP by the GDP in chained dollars; consumer_prices: the mean of twelve
    months
calendar: fiscal: the year begins on 1 October of the year before, until 1976
    on 1 July; or calendar
year: of that calendar; null for the quarter between fiscal years that began in
    July and those that begin in October, of 1976
first_day: the first day of the year
last_day: the last day of the year
value: as published, or as computed; each index has its own base
is_estimate: whether its publisher calls it an estimate
document_id: where it stands
$$);

-- An amount of one day in dollars of another year.
CREATE OR REPLACE FUNCTION arms.real_usd(amount numeric, day date,
    base_year integer, index text DEFAULT 'outlays_defense') RETURNS numeric
LANGUAGE sql STABLE AS $$
    SELECT round(amount * base.value / of_day.value, 2)
      FROM arms.price_index of_day
      JOIN arms.price_index base USING (index)
     WHERE of_day.index = real_usd.index AND base.year = real_usd.base_year
       AND real_usd.day BETWEEN of_day.first_day AND of_day.last_day
$$;
COMMENT ON FUNCTION arms.real_usd(numeric, date, integer, text) IS
    'An amount of a day in dollars of a base year, by an index of price_index:'
    ' fiscal years with an index of fiscal years, calendar years with one of'
    ' those. Null where the index does not have the day or the base year:'
    ' nothing is carried on beyond what was published';
