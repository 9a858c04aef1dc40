-- The name of a company without what differs from list to list: capitals, signs, and
-- the words for its legal form.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.fold_company(name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT nullif(btrim(regexp_replace(regexp_replace(
        regexp_replace(lower(name), '[.'']', '', 'g'), '[^[:alnum:]]+', ' ', 'g'),
        '\m(the|inc|incorporated|corp|corporation|co|company|llc|ltd|limited|lp|llp|plc)\M',
        '', 'g')), '')
$$;
