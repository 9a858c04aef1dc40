-- By what the reader of arms.news() chooses. Filters are an object: country, group,
-- family and company are arrays of names or codes, over is an amount in US dollars as
-- text; one that is not there chooses all.

-- The codes that a name or code of a kind of filter means; null if there is none.
-- Reads arms.country, arms.country_alias, arms.country_group_name,
--   arms.equipment_family, arms.contractor, arms.contractor_alias.
CREATE OR REPLACE FUNCTION arms_internal.named_codes(kind text, names jsonb)
RETURNS TABLE (name text, code text)
LANGUAGE sql STABLE AS $$
    SELECT n.name, k.code
      FROM jsonb_array_elements_text(names) n (name)
      LEFT JOIN LATERAL (
        SELECT c.iso3::text AS code FROM arms.country c
         WHERE $1 = 'country' AND c.iso3 IS NOT NULL
           AND (c.iso3::text = upper(n.name) OR lower(c.name) = lower(n.name)
                OR EXISTS (SELECT FROM arms.country_alias a
                            WHERE a.name = c.name
                              AND lower(a.alias) = lower(n.name)))
        UNION
        SELECT g.group_id FROM arms.country_group_name g
         WHERE $1 = 'group' AND lower(n.name) IN (lower(g.group_id), lower(g.name))
        UNION
        SELECT f.family FROM arms.equipment_family f
         WHERE $1 = 'family' AND lower(f.family) = lower(n.name)
        UNION
        SELECT c.contractor_id FROM arms.contractor c
         WHERE $1 = 'company'
           AND (c.contractor_id = lower(n.name) OR lower(c.name) = lower(n.name)
                OR EXISTS (SELECT FROM arms.contractor_alias a
                            WHERE a.contractor_id = c.contractor_id
                              AND lower(a.alias) = lower(n.name)))) k ON true
$$;

-- The names that filters have and the lists do not, with what they should be of.
-- Reads what named_codes() reads.
CREATE OR REPLACE FUNCTION arms_internal.unknown_names(filters jsonb)
RETURNS TABLE (kind text, name text)
LANGUAGE sql STABLE AS $$
    SELECT f.kind, n.name
      FROM (VALUES ('country'), ('group'), ('family'), ('company')) f (kind)
     CROSS JOIN LATERAL arms_internal.named_codes(f.kind,
           coalesce(filters -> f.kind, '[]')) n
     WHERE n.code IS NULL
     ORDER BY f.kind, n.name
$$;

-- Whether an event of arms.news() is chosen: by one of each kind of filter that there
-- is. A group has the members of the day of the event. An event that is not of a
-- notice has no country, family, company or amount.
-- Reads arms.country_group, and what named_codes() reads.
CREATE OR REPLACE FUNCTION arms_internal.is_chosen(filters jsonb, on_day date,
    iso3s text[], families text[], companies text[], total_usd numeric)
RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT (NOT filters ? 'country' OR EXISTS (
               SELECT FROM arms_internal.named_codes('country',
                      filters -> 'country') c WHERE c.code = ANY (iso3s)))
       AND (NOT filters ? 'group' OR EXISTS (
               SELECT FROM arms_internal.named_codes('group', filters -> 'group') c
                 JOIN arms.country_group g ON g.group_id = c.code
                WHERE g.iso3 = ANY (iso3s) AND g.since <= on_day
                  AND (g.until IS NULL OR g.until >= on_day)))
       AND (NOT filters ? 'family' OR EXISTS (
               SELECT FROM arms_internal.named_codes('family',
                      filters -> 'family') c WHERE c.code = ANY (families)))
       AND (NOT filters ? 'company' OR EXISTS (
               SELECT FROM arms_internal.named_codes('company',
                      filters -> 'company') c WHERE c.code = ANY (companies)))
       AND (NOT filters ? 'over'
            OR coalesce(total_usd > (filters ->> 'over')::numeric, false))
$$;
