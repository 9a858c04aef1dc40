-- Whether a register's "AH-64D Apache" and the articles of a notice are of the same
-- version; null where one of them names none. Versions are told by what stands behind
-- letters and a number: AH-64D is no AH-64E, M1A2 is of M1A2K, F-16D of "F-16C/D".
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.same_version(designation text, articles text)
RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    WITH type AS (
        SELECT regexp_match(lower(regexp_replace(word, '[^[:alnum:]]', '', 'g')),
                            '^([a-z]+)([0-9]+)(.*)$') AS parts
          FROM regexp_split_to_table(designation, '[\s/]+')
               WITH ORDINALITY s (word, place)
         WHERE word ~ '[0-9]' AND word ~ '^[[:punct:]]?[A-Za-z]'
         ORDER BY place LIMIT 1
    )
    SELECT bool_or(position(type.parts[3] IN version) > 0)
      FROM type CROSS JOIN LATERAL (
        SELECT regexp_replace(found[1], '[^[:alnum:]]', '', 'g')
          FROM regexp_matches(lower(articles),
               format('\m%s[- ]?%s(?![0-9])((?:[a-z][a-z0-9]*)?(?:/[a-z]\M)*)',
                   type.parts[1], type.parts[2]), 'g') found
      ) named (version)
     WHERE type.parts[3] <> '' AND version <> ''
$$;
