-- An article that is a part of another in the same list.

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['publication_item', 'notice_item']
    LOOP
        EXECUTE format('ALTER TABLE arms.%I ADD COLUMN part_of integer', name);
        EXECUTE format('ALTER TABLE arms.%I ADD COLUMN part_of integer',
            name || '_history');
        EXECUTE format('COMMENT ON COLUMN arms.%I.part_of IS %L', name,
            'the position of the item that this is a part of; null for a whole:'
            ' the sum of quantities is over these');
    END LOOP;
END $$;
