-- By what an amount of each year is multiplied to be in dollars of the base.
CREATE OR REPLACE VIEW arms.price_factor AS
SELECT p.first_day, p.last_day, base.value / p.value AS factor, b.index,
       b.base_year
  FROM arms.price_base b
  JOIN arms.price_index base ON (base.index, base.year) = (b.index, b.base_year)
  JOIN arms.price_index p ON p.index = b.index;
COMMENT ON VIEW arms.price_factor IS
    'For the years of an index: what makes of their dollars those of the base'
    ' year';
COMMENT ON COLUMN arms.price_factor.first_day IS 'the first day of the year';
COMMENT ON COLUMN arms.price_factor.last_day IS 'the last day of the year';
COMMENT ON COLUMN arms.price_factor.factor IS
    'dollars of the base year for one of this year';
COMMENT ON COLUMN arms.price_factor.index IS 'of price_base';
COMMENT ON COLUMN arms.price_factor.base_year IS 'of price_base';
