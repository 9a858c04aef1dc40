-- The name of a company without what differs from list to list: capitals, signs, and
-- the words for its legal form, wherever they stand. Names that company_key() of
-- transform/normalise/normalise.h holds for one are one here, too, but for accents.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.fold_company(name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT nullif(btrim(regexp_replace(regexp_replace(regexp_replace(
        regexp_replace(replace(lower(name), '&', ' and '), '[.'']', '', 'g'),
        '[^[:alnum:]]+', ' ', 'g'),
        '\m(the|inc|incorporated|corp|corporation|co|company|llc|ltd|limited|lp|llp|plc)\M',
        '', 'g'), ' +', ' ', 'g')), '')
$$;
