-- The first value that is not null, in the order given.
CREATE OR REPLACE FUNCTION arms.keep_first(state anyelement, value anyelement)
RETURNS anyelement
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT state $$;

CREATE OR REPLACE AGGREGATE arms.first_said(anyelement) (
    SFUNC = arms.keep_first, STYPE = anyelement, PARALLEL = SAFE);
