-- Which of our schemas has what: arms what analysts ask, arms_history earlier
-- versions, arms_internal partitions and what only a load needs.

-- The name of a table, view or partition of ours with its schema, quoted.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.qualified(target text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT format('%I.%I', CASE
        WHEN target ~ '_history(_|$)' THEN 'arms_history'
        WHEN target ~ '^(figure|transfer_|announced_)' OR target IN ('edition_repeat',
            'edition_row', 'dataset_figures', 'organisation_name', 'package', 'publication_places',
            'reference', 'price_base', 'price_factor', 'notice_evidence',
            'edition_count', 'flow_edge', 'award_system', 'bank_year',
            'country_year') THEN 'arms_internal'
        ELSE 'arms' END, target)
$$;
