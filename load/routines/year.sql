-- The years of a day, by both calendars: the fiscal year of the United States begins
-- in October of the year before. Of no day there is a row for each, without a year.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.years_of(day date)
RETURNS TABLE (calendar text, year integer)
LANGUAGE sql IMMUTABLE ROWS 2 AS $$
    VALUES ('calendar', extract(year FROM day)::integer),
           ('fiscal', extract(year FROM day + interval '3 months')::integer)
$$;
