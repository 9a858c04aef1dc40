-- Which row of an edition is which row of the one before, in a register that
-- gives its rows no names.

-- Designations are compared without case, blanks and punctuation.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.designation_key(designation text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT regexp_replace(lower(designation), '[^[:alnum:]]', '', 'g')
$$;

-- Those of the years that an edition is about.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.years_of(e arms.edition, years integer[])
RETURNS integer[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT array_agg(year ORDER BY n)
      FROM unnest(years) WITH ORDINALITY u (year, n)
     WHERE (e.since IS NULL OR year >= extract(year FROM e.since))
       AND (e.until IS NULL OR year <= extract(year FROM e.until))
$$;

-- By what two deals are found to be one, the surest first; and which of these
-- columns must be known. The names are the values of transfer.matched_by.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.matching_rules()
RETURNS TABLE (step integer, name text, columns text[], known text[])
LANGUAGE sql IMMUTABLE AS $$
    VALUES
        (1, 'parties, year, designation, number, deliveries',
            '{supplier,recipient,order_year,designation,number_ordered,'
            'delivery_years,agency,status_on}'::text[], '{}'::text[]),
        (2, 'parties, year, designation, number, comments',
            '{supplier,recipient,order_year,designation,number_ordered,'
            'comments,agency,acquisition_usd}', '{}'),
        (3, 'parties, year, designation, number',
            '{supplier,recipient,order_year,designation,number_ordered,'
            'agency}', '{}'),
        (4, 'parties, year, designation',
            '{supplier,recipient,order_year,designation,agency}', '{}'),
        (5, 'parties, year, number, deliveries, comments',
            '{supplier,recipient,order_year,number_ordered,delivery_years,'
            'comments,acquisition_usd}', '{}'),
        (6, 'parties, designation, number, unit',
            '{supplier,recipient,designation,number_ordered,tiv_unit,'
            'agency,acquisition_usd}', '{}'),
        (7, 'parties, designation, number, deliveries',
            '{supplier,recipient,designation,number_ordered,delivery_years,'
            'agency,status_on}', '{number_ordered,delivery_years}')
$$;

-- The values of these columns of a deal, to compare it by.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.deal_key(deal jsonb, columns text[])
RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_agg(deal -> name ORDER BY n)
      FROM unnest(columns) WITH ORDINALITY c (name, n)
$$;

-- Gathers the two sides that are matched.
-- Reads arms.transfer, new_transfer.
-- Fills earlier_deals: the dataset's rows in the edition's reach, as the
--   editions before left them;
-- and edition_deals: the edition's rows without a name. In both, paired is
--   true of a row whose other is found; edition_deals.at points to that.
CREATE OR REPLACE FUNCTION arms_internal.collect_deals(e arms.edition) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO earlier_deals
    SELECT row_number() OVER (ORDER BY transfer_id, occurrence) AS at,
           transfer_id, occurrence, row_hash, supplier, recipient, order_year,
           arms_internal.designation_key(designation) AS designation, number_ordered,
           arms_internal.years_of(e, delivery_years) AS delivery_years, comments,
           tiv_unit, status, status_on, agency, acquisition_usd,
           NOT arms_internal.in_bounds(e, r) AS reaches_beyond, false AS paired
      FROM arms.transfer r
     WHERE dataset = e.dataset
       AND (e.reporters IS NULL OR e.reporters ? supplier)
       AND (e.partners IS NULL OR e.partners ? recipient)
       AND (delivery_years IS NULL
            OR arms_internal.years_of(e, delivery_years) IS NOT NULL);
    INSERT INTO edition_deals
    SELECT staged_row, row_hash, supplier, recipient, order_year,
           arms_internal.designation_key(designation) AS designation, number_ordered,
           delivery_years, comments, tiv_unit, status, status_on, agency,
           acquisition_usd, false AS paired, NULL::bigint AS at,
           NULL::text AS matched_by
      FROM pg_temp.new_transfer
     WHERE document_id = e.document_id AND transfer_id IS NULL;
    ANALYZE earlier_deals, edition_deals;
END $$;

-- Pairs the very same rows; of several that are equal any is any.
-- Changes earlier_deals, edition_deals.
CREATE OR REPLACE FUNCTION arms_internal.pair_same_deals() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    WITH new AS (
        SELECT staged_row, row_hash, row_number() OVER (
                   PARTITION BY row_hash ORDER BY staged_row) AS k
          FROM edition_deals
    ), old AS (
        SELECT at, row_hash, row_number() OVER (
                   PARTITION BY row_hash ORDER BY at) AS k
          FROM earlier_deals
    ), pairs AS (
        SELECT new.staged_row, old.at FROM new JOIN old USING (row_hash, k)
    ), marked AS (
        UPDATE edition_deals d
           SET paired = true, at = p.at, matched_by = 'same'
          FROM pairs p WHERE d.staged_row = p.staged_row
    )
    UPDATE earlier_deals d SET paired = true
      FROM pairs p WHERE d.at = p.at;
END $$;

-- Whether all of these columns of a deal are known.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.deal_knows(deal jsonb, columns text[])
RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(bool_and(deal ->> name IS NOT NULL), true)
      FROM unnest(columns) name
$$;

-- Pairs the rows without another yet that are alone, on either side, with the
-- values of these columns.
-- Changes earlier_deals, edition_deals.
CREATE OR REPLACE FUNCTION arms_internal.pair_deals(
    rule text, columns text[], known text[])
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    WITH new AS (
        SELECT min(d.staged_row) AS staged_row,
               arms_internal.deal_key(to_jsonb(d), columns) AS key
          FROM edition_deals d
         WHERE NOT d.paired AND arms_internal.deal_knows(to_jsonb(d), known)
         GROUP BY key HAVING count(*) = 1
    ), old AS (
        SELECT min(d.at) AS at, arms_internal.deal_key(to_jsonb(d), columns) AS key
          FROM earlier_deals d
         WHERE NOT d.paired AND arms_internal.deal_knows(to_jsonb(d), known)
         GROUP BY key HAVING count(*) = 1
    ), pairs AS (
        SELECT new.staged_row, old.at FROM new JOIN old USING (key)
    ), marked AS (
        UPDATE edition_deals d
           SET paired = true, at = p.at, matched_by = rule
          FROM pairs p WHERE d.staged_row = p.staged_row
    )
    UPDATE earlier_deals d SET paired = true
      FROM pairs p WHERE d.at = p.at;
END $$;

-- An edition of some years states of a deal only what was delivered in them. Of
-- a deal that reaches beyond, more is known already: that stays, and the
-- edition's part of it is kept with the edition.
-- Reads earlier_deals, edition_deals; changes new_transfer, arms_internal.edition_row.
CREATE OR REPLACE FUNCTION arms_internal.set_parts_aside(e arms.edition) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    WITH part AS (
        DELETE FROM pg_temp.new_transfer n
         USING edition_deals d JOIN earlier_deals o USING (at)
         WHERE n.staged_row = d.staged_row AND o.reaches_beyond
           AND n.delivery_years = arms_internal.years_of(e, n.delivery_years)
        RETURNING o.transfer_id, o.occurrence, to_jsonb(n) - 'staged_row'
            || jsonb_build_object('transfer_id', o.transfer_id,
                   'occurrence', o.occurrence, 'matched_by', d.matched_by,
                   'valid_from', e.applied_at) AS stated)
    INSERT INTO arms_internal.edition_row (document_id, row_id, occurrence, part)
    SELECT e.document_id, part.transfer_id, part.occurrence, part.stated
      FROM part;
END $$;

-- Gives each row of an edition the name of the row that it is. What can be
-- matched with several, or with none, gets a name of its own, and the row it
-- may have been vanishes: matched_by is 'ambiguous' or 'new'.
-- Fills earlier_deals and edition_deals, and empties them; changes new_transfer
--   and, for parts, arms_internal.edition_row.
CREATE OR REPLACE FUNCTION arms_internal.match_transfers(e arms.edition) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    rule record;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_temp.new_transfer
                    WHERE document_id = e.document_id AND transfer_id IS NULL)
    THEN
        RETURN;
    END IF;
    PERFORM arms_internal.collect_deals(e);
    PERFORM arms_internal.pair_same_deals();
    FOR rule IN SELECT * FROM arms_internal.matching_rules() ORDER BY step LOOP
        PERFORM arms_internal.pair_deals(rule.name, rule.columns, rule.known);
    END LOOP;
    PERFORM arms_internal.set_parts_aside(e);

    UPDATE pg_temp.new_transfer n
       SET transfer_id = o.transfer_id, occurrence = o.occurrence,
           matched_by = d.matched_by
      FROM edition_deals d JOIN earlier_deals o USING (at)
     WHERE n.staged_row = d.staged_row;
    UPDATE pg_temp.new_transfer n
       SET transfer_id =
               md5(concat_ws(' ', e.document_id, n.row_hash))::uuid,
           matched_by = CASE WHEN EXISTS (
               SELECT FROM earlier_deals o
                WHERE NOT o.paired AND o.supplier = d.supplier
                  AND o.recipient = d.recipient
                  AND (o.designation = d.designation
                       OR o.order_year = d.order_year))
               THEN 'ambiguous' ELSE 'new' END
      FROM edition_deals d
     WHERE n.staged_row = d.staged_row AND NOT d.paired;
    TRUNCATE earlier_deals, edition_deals;
END $$;
