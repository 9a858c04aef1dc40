-- The systems that awards name.

-- Finds anew which systems the paragraphs of these awards name: families, by the
-- phrases of equipment_family, and what looks like the type of an article,
-- AN/ALQ-211. Only awards by Foreign Military Sales have any.
-- Reads arms.contract_award, arms.equipment_family.
-- Fills arms_internal.award_system.
CREATE OR REPLACE FUNCTION arms_internal.find_award_systems(awards uuid[])
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM arms_internal.award_system WHERE award_id = ANY (awards);
    INSERT INTO arms_internal.award_system
    WITH text AS MATERIALIZED (
        -- the publisher has hyphens of all kinds
        SELECT award_id,
               translate(description, E'\u2010\u2011\u2013', '---') AS description
          FROM arms.contract_award
         WHERE is_fms AND award_id = ANY (awards)
    ), plain AS MATERIALIZED (
        -- signs between words are spaces, so that a phrase begins after a space
        SELECT award_id, ' ' || translate(lower(description),
                   E'/(),.;:"*\n\t', '           ') || ' ' AS words
          FROM text
    ), phrase AS MATERIALIZED (
        SELECT family, phrase, ' ' || plain AS plain,
               ' ' || regexp_replace(plain, '[^a-z0-9 -]', '.', 'g')
                   || CASE WHEN plain ~ '[0-9]$' THEN '(?![0-9])'
                           ELSE 's?(?![a-z0-9])' END AS pattern
          FROM arms.equipment_family
         CROSS JOIN LATERAL (
            SELECT phrase, translate(lower(phrase), '/(),.;:"', '        ')
              FROM regexp_split_to_table(pattern, '\s*;\s*') phrase
             WHERE phrase <> '') p (phrase, plain)
    )
    SELECT award_id, family, min(phrase)
      FROM plain CROSS JOIN phrase
     -- a pattern costs far more than to look for the phrase first
     WHERE CASE WHEN strpos(words, phrase.plain) > 0 THEN words ~ pattern END
     GROUP BY 1, 2
     UNION
    SELECT award_id, hit[1], hit[1]
      FROM text CROSS JOIN regexp_matches(description,
               '\m([A-Z]{2,4}(?:/[A-Z]{2,4})?-[0-9]{1,4})(?![0-9])', 'g') hit
    ON CONFLICT DO NOTHING;
END $$;
