-- What a publication is about, by itself.

-- The key of a notice without a number: where it was published.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.notice_key(
    authority text, transmittal text, url text, number integer) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN transmittal IS NULL
        THEN coalesce(authority, '36') || ' ' || url || '#' || number
        ELSE coalesce(authority, '36') || ' ' || transmittal END
$$;

-- Which publication is believed first: a correction over what it corrects,
-- the Federal Register over a page, a page over the Congressional Record, and
-- that over the library, whose names give no more than number and country.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.surface_rank(kind text, surface text)
RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN kind = 'correction' THEN 0
        ELSE CASE surface WHEN 'federal_register' THEN 1 WHEN 'dsca' THEN 2
        WHEN 'state' THEN 2 WHEN 'congressional_record' THEN 3
        WHEN 'dsca_pdf' THEN 4 WHEN 'dsca_library' THEN 5 ELSE 6 END END
$$;

-- Whether a surface prints the section of the law under which it is notified.
-- Of others it is derived from the form of the number.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.prints_authority(surface text)
RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT surface IN ('federal_register', 'congressional_record')
$$;

-- The first value that is not null, in the order given.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.keep_first(state anyelement, value anyelement)
RETURNS anyelement
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT state $$;

CREATE OR REPLACE AGGREGATE arms_internal.first_known(anyelement) (
    SFUNC = arms_internal.keep_first, STYPE = anyelement, PARALLEL = SAFE);

-- "the NATO Support and Procurement Agency (NSPA) as Lead Nation" without what
-- differs from print to print.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.fold_name(name text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT nullif(btrim(regexp_replace(regexp_replace(lower(
            regexp_replace(name, '\s(\(|as\s).*$', '')),
        '[^[:alnum:]]+', ' ', 'g'),
        '^ ?(the )?(government of )?(the )?', '')), '')
$$;

-- Keeps what our lists call organisations, by each of their names, folded.
-- Reads arms.country, arms.country_alias; changes arms_internal.organisation_name.
CREATE OR REPLACE FUNCTION arms_internal.fold_organisations() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM arms_internal.organisation_name;
    INSERT INTO arms_internal.organisation_name (key, name)
    SELECT arms_internal.fold_name(n.name), min(c.name COLLATE "C")
      FROM arms.country c LEFT JOIN arms.country_alias a USING (name)
     CROSS JOIN LATERAL (VALUES (c.name), (a.alias)) n (name)
     WHERE c.kind = 'organisation'
       AND arms_internal.fold_name(n.name) IS NOT NULL
     GROUP BY 1;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER fold_organisations
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON arms.country
    FOR EACH STATEMENT EXECUTE FUNCTION arms_internal.fold_organisations();
CREATE OR REPLACE TRIGGER fold_organisations
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON arms.country_alias
    FOR EACH STATEMENT EXECUTE FUNCTION arms_internal.fold_organisations();
-- As this version folds them.
UPDATE arms.country SET name = name WHERE false;

-- A purchaser without a code: what our lists call it, by whatever name.
-- Reads arms_internal.organisation_name.
CREATE OR REPLACE FUNCTION arms_internal.name_key(name text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT o.name FROM arms_internal.organisation_name o
                      WHERE o.key = arms_internal.fold_name($1)),
                    arms_internal.fold_name($1))
$$;

-- All purchasers that a publication names, by code or else by name; null if it
-- names none. In the form that PostgreSQL plans as a part of the caller.
-- Reads arms.publication_purchaser, arms_internal.organisation_name.
CREATE OR REPLACE FUNCTION arms_internal.purchasers_of(
    of_document uuid, of_number integer, iso3 char(3), name text)
RETURNS TABLE (purchasers text[], are_listed boolean)
LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(DISTINCT key) FILTER (WHERE key IS NOT NULL),
               nullif(ARRAY[coalesce($3::text, arms_internal.name_key($4))],
                   ARRAY[NULL::text])),
           count(*) > 0
      FROM (SELECT coalesce(p.iso3::text, arms_internal.name_key(p.name)) COLLATE "C"
                       AS key
              FROM arms.publication_purchaser p
             WHERE p.document_id = $1 AND p.number = $2) keys
$$;

-- jsonb ["a", "b"] as text[]
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.text_array(list jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT array_agg(value ORDER BY position)
      FROM jsonb_array_elements_text(list) WITH ORDINALITY e (value, position)
$$;
