-- What a report adds to a case by its own words, and both ends of a quantity.

DO $$
DECLARE
    name text;
    field text;
BEGIN
    FOREACH name IN ARRAY ARRAY['publication', 'notice']
    LOOP
        FOREACH field IN ARRAY ARRAY['added_usd', 'mde_added_usd',
            'other_added_usd']
        LOOP
            EXECUTE format('ALTER TABLE arms.%I ADD COLUMN %I numeric(20,2)',
                name, field);
            EXECUTE format('ALTER TABLE arms.%I ADD COLUMN %I numeric(20,2)',
                name || '_history', field);
            EXECUTE format('COMMENT ON COLUMN arms.%I.%I IS %L', name, field,
                'of a report under section 36(b)(5): what it adds to the case,'
                ' below 0 where it takes away; null if it does not tell');
        END LOOP;
    END LOOP;
    FOREACH name IN ARRAY ARRAY['publication_item', 'notice_item']
    LOOP
        EXECUTE format('ALTER TABLE arms.%I ADD COLUMN quantity_from bigint',
            name);
        EXECUTE format('ALTER TABLE arms.%I ADD COLUMN quantity_from bigint',
            name || '_history');
        EXECUTE format('COMMENT ON COLUMN arms.%I.quantity_from IS %L', name,
            'the lower end of "between 100 and 103", of which quantity is the'
            ' upper; null for a quantity with one end');
    END LOOP;
END $$;
