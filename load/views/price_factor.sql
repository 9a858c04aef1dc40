-- By what an amount of each year is multiplied to be in dollars of the base.
CREATE OR REPLACE VIEW arms_internal.price_factor AS
SELECT p.first_day, p.last_day, base.value / p.value AS factor, b.index,
       b.base_year
  FROM arms_internal.price_base b
  JOIN arms.price_index base ON (base.index, base.year) = (b.index, b.base_year)
  JOIN arms.price_index p ON p.index = b.index;
SELECT arms_internal.explain('price_factor', $$
For the years of an index: what makes of their dollars those of the base year

first_day: the first day of the year
last_day: the last day of the year
factor: dollars of the base year for one of this year
index, base_year: of price_base
$$);
