-- Which row of an edition is which row of the one before, in a register that
-- gives its rows no names.

-- Designations are compared without case, blanks and punctuation.
CREATE OR REPLACE FUNCTION arms.designation_key(designation text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT regexp_replace(lower(designation), '[^[:alnum:]]', '', 'g')
$$;

-- Pairs the rows that are alone, on either side, with what the key says.
CREATE OR REPLACE FUNCTION arms.pair_by(name text, key text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'WITH n AS (SELECT min(pick) AS pick, jsonb_build_array(%1$s) AS k'
        '   FROM said WHERE NOT paired GROUP BY k HAVING count(*) = 1),'
        ' o AS (SELECT min(at) AS at, jsonb_build_array(%1$s) AS k'
        '   FROM stood WHERE NOT paired GROUP BY k HAVING count(*) = 1),'
        ' pairs AS (SELECT n.pick, o.at FROM n JOIN o USING (k)),'
        ' s AS (UPDATE said SET paired = true, at = p.at, matched_by = %2$L'
        '   FROM pairs p WHERE said.pick = p.pick)'
        ' UPDATE stood SET paired = true FROM pairs p WHERE stood.at = p.at',
        key, name);
END $$;

-- Those of the years that an edition is about.
CREATE OR REPLACE FUNCTION arms.years_of(e arms.edition, years integer[])
RETURNS integer[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT array_agg(year ORDER BY n)
      FROM unnest(years) WITH ORDINALITY u (year, n)
     WHERE (e.since IS NULL OR year >= extract(year FROM e.since))
       AND (e.until IS NULL OR year <= extract(year FROM e.until))
$$;

-- An edition of some years says of a deal only what was delivered in them. Of
-- one that reaches beyond, more is known already: that stays, and is not had
-- twice.
CREATE OR REPLACE FUNCTION arms.set_parts_aside(e arms.edition) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    WITH part AS (
        DELETE FROM pg_temp.new_transfer n
         USING pg_temp.said s JOIN pg_temp.stood o USING (at)
         WHERE n.pick = s.pick AND o.reaches_beyond
           AND n.delivery_years = arms.years_of(e, n.delivery_years)
        RETURNING o.transfer_id, o.occurrence, to_jsonb(n) - 'pick'
            || jsonb_build_object('transfer_id', o.transfer_id,
                   'occurrence', o.occurrence, 'matched_by', s.matched_by,
                   'valid_from', e.applied_at) AS says)
    INSERT INTO arms.edition_row (document_id, row_id, occurrence, part)
    SELECT e.document_id, transfer_id, occurrence, says FROM part;
END $$;

-- Gives each row of an edition the name of the row that it is. What can be
-- matched with several, or with none, gets a name of its own, and the row it
-- may have been vanishes: `matched_by` is 'ambiguous' or 'new'.
CREATE OR REPLACE FUNCTION arms.match_transfers(e arms.edition) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    m record;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_temp.new_transfer
                    WHERE document_id = e.document_id AND transfer_id IS NULL)
    THEN
        RETURN;
    END IF;
    CREATE TEMP TABLE stood AS
    SELECT row_number() OVER (ORDER BY transfer_id, occurrence) AS at,
           transfer_id, occurrence, row_hash, supplier, recipient, order_year,
           arms.designation_key(designation) AS designation, number_ordered,
           arms.years_of(e, delivery_years) AS delivery_years, comments,
           tiv_unit, status, status_on, agency, acquisition_usd,
           NOT arms.may_say(e, r) AS reaches_beyond, false AS paired
      FROM arms.transfer r
     WHERE dataset = e.dataset
       AND (e.reporters IS NULL OR e.reporters ? supplier)
       AND (e.partners IS NULL OR e.partners ? recipient)
       AND (delivery_years IS NULL
            OR arms.years_of(e, delivery_years) IS NOT NULL);
    CREATE TEMP TABLE said AS
    SELECT pick, row_hash, supplier, recipient, order_year,
           arms.designation_key(designation) AS designation, number_ordered,
           delivery_years, comments, tiv_unit, status, status_on, agency,
           acquisition_usd, false AS paired, NULL::bigint AS at,
           NULL::text AS matched_by
      FROM pg_temp.new_transfer
     WHERE document_id = e.document_id AND transfer_id IS NULL;

    -- The very same, be they several: any is any.
    WITH n AS (SELECT pick, row_hash, row_number() OVER (
                          PARTITION BY row_hash ORDER BY pick) AS k FROM said),
         o AS (SELECT at, row_hash, row_number() OVER (
                          PARTITION BY row_hash ORDER BY at) AS k FROM stood),
         pairs AS (SELECT n.pick, o.at FROM n JOIN o USING (row_hash, k)),
         s AS (UPDATE said SET paired = true, at = p.at, matched_by = 'same'
                 FROM pairs p WHERE said.pick = p.pick)
    UPDATE stood SET paired = true FROM pairs p WHERE stood.at = p.at;

    FOR m IN SELECT * FROM (VALUES
        (1, 'parties, year, designation, number, deliveries',
            'supplier, recipient, order_year, designation, number_ordered,'
            ' delivery_years, agency, status_on'),
        (2, 'parties, year, designation, number, comments',
            'supplier, recipient, order_year, designation, number_ordered,'
            ' comments, agency, acquisition_usd'),
        (3, 'parties, year, designation, number',
            'supplier, recipient, order_year, designation, number_ordered,'
            ' agency'),
        (4, 'parties, year, designation',
            'supplier, recipient, order_year, designation, agency'),
        (5, 'parties, year, number, deliveries, comments',
            'supplier, recipient, order_year, number_ordered, delivery_years,'
            ' comments, acquisition_usd'),
        (6, 'parties, designation, number, unit',
            'supplier, recipient, designation, number_ordered, tiv_unit,'
            ' agency, acquisition_usd')
       ) m (step, name, key) ORDER BY step
    LOOP
        PERFORM arms.pair_by(m.name, m.key);
    END LOOP;

    PERFORM arms.set_parts_aside(e);
    UPDATE pg_temp.new_transfer n
       SET transfer_id = o.transfer_id, occurrence = o.occurrence,
           matched_by = s.matched_by
      FROM said s JOIN stood o USING (at)
     WHERE n.pick = s.pick;
    UPDATE pg_temp.new_transfer n
       SET transfer_id =
               md5(concat_ws(' ', e.document_id, n.row_hash))::uuid,
           matched_by = CASE WHEN EXISTS (
               SELECT FROM stood o
                WHERE NOT o.paired AND o.supplier = s.supplier
                  AND o.recipient = s.recipient
                  AND (o.designation = s.designation
                       OR o.order_year = s.order_year))
               THEN 'ambiguous' ELSE 'new' END
      FROM said s
     WHERE n.pick = s.pick AND NOT s.paired;
    DROP TABLE stood, said;
END $$;
