-- The system that an article or a deal belongs to, the category of a deal by
-- our rules, and the category of the US Munitions List that a letter states.

CREATE TABLE arms.equipment_family (
    family  text PRIMARY KEY,
    pattern text NOT NULL,
    note    text
);
COMMENT ON TABLE arms.equipment_family IS
    'Systems that articles and deals belong to: F-35, Patriot, Javelin';
COMMENT ON COLUMN arms.equipment_family.pattern IS
    'phrases, parted by semicolons, by which a name is known to be of it';

ALTER TABLE arms.equipment DROP CONSTRAINT equipment_anywhere_check;
ALTER TABLE arms.equipment ADD CONSTRAINT equipment_anywhere_check
    CHECK (anywhere IN ('yes', 'else'));
COMMENT ON COLUMN arms.equipment.anywhere IS
    'yes: wins wherever the words stand, not only where they stand last; '
    'else: holds only where no other rule does';

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['publication_item', 'notice_item']
    LOOP
        EXECUTE format('ALTER TABLE arms.%I ADD COLUMN family text', name);
        EXECUTE format('ALTER TABLE arms.%I ADD COLUMN family text',
            name || '_history');
        EXECUTE format('COMMENT ON COLUMN arms.%I.family IS %L', name,
            'of equipment_family: the system that the article is, is made for '
            'or serves; null where none is named');
    END LOOP;
    FOREACH name IN ARRAY ARRAY['publication', 'notice']
    LOOP
        EXECUTE format('ALTER TABLE arms.%I ADD COLUMN usml_categories %s',
            name, CASE name WHEN 'notice' THEN 'text[]' ELSE 'jsonb' END);
        EXECUTE format('ALTER TABLE arms.%I ADD COLUMN usml_categories %s',
            name || '_history',
            CASE name WHEN 'notice' THEN 'text[]' ELSE 'jsonb' END);
        EXECUTE format('COMMENT ON COLUMN arms.%I.usml_categories IS %L', name,
            'of the United States Munitions List (22 CFR 121.1), as a letter '
            'under section 36(c) or (d) states them: {I}');
    END LOOP;
    FOREACH name IN ARRAY ARRAY['transfer', 'transfer_history']
    LOOP
        EXECUTE format('ALTER TABLE arms.%I ADD COLUMN equipment_category text,
            ADD COLUMN family text', name);
    END LOOP;
END $$;

COMMENT ON COLUMN arms.transfer.category IS 'as the publisher groups it';
COMMENT ON COLUMN arms.transfer.equipment_category IS
    'of equipment_category, by the description and the designation; null '
    'where no rule knows them';
COMMENT ON COLUMN arms.transfer.family IS
    'of equipment_family: the system that is transferred, or that it is '
    'made for; null where none is named';
COMMENT ON COLUMN arms.notice_contractor.region IS
    'a state or province by its whole name, or a country as arms.country has it';
COMMENT ON COLUMN arms.publication_contractor.region IS
    'a state or province by its whole name, or a country as arms.country has it';
