-- Whether a country belonged to a group on a day; null of a group that is not in
-- the list, and of a country or a day that is not known.
CREATE OR REPLACE FUNCTION arms.in_group(of_iso3 text, of_group text,
    on_day date)
RETURNS boolean
LANGUAGE sql STABLE STRICT AS $$
    SELECT CASE WHEN EXISTS (SELECT FROM arms.country_group_name n
                              WHERE n.group_id = of_group)
           THEN EXISTS (SELECT FROM arms.country_group g
                         WHERE g.group_id = of_group AND g.iso3 = of_iso3
                           AND g.since <= on_day
                           AND (g.until IS NULL OR g.until >= on_day)) END
$$;

COMMENT ON FUNCTION arms.in_group(text, text, date) IS
    'Whether a country, by its iso3, belonged to a group of country_group on a'
    ' day; null of a group that is not in the list, or of nothing';
