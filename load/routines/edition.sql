-- Editions: what changed from one edition of a dataset to the next. A row of
-- transfer or figure is kept once for as long as every edition that has
-- it in its scope states the same. The result is the same in whatever order
-- editions are loaded: an edition that is earlier than others is put in its
-- place, and the later ones are applied anew.
--
-- What is of deals alone is in transfer_rows.template.sql, of figures in
-- figure.sql.

-- Whether a deal is of the parties and years that an edition is about.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.in_bounds(e arms.edition, r arms.transfer)
RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT (e.reporters IS NULL OR e.reporters ? r.supplier)
       AND (e.partners IS NULL OR e.partners ? r.recipient)
       AND (e.since IS NULL OR r.delivery_years IS NULL
            OR extract(year FROM e.since) <= ALL (r.delivery_years))
       AND (e.until IS NULL OR r.delivery_years IS NULL
            OR extract(year FROM e.until) >= ALL (r.delivery_years))
$$;

-- Whether a row is in an edition's scope: if the edition does not state it, it
-- has vanished. A register of deals with deliveries leaves out others.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.in_scope(e arms.edition, r arms.transfer)
RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT NOT e.partial AND arms_internal.in_bounds(e, r)
       AND (r.delivery_years IS NOT NULL
            OR (e.open_deals
                AND (e.since IS NULL OR r.order_year IS NULL
                     OR extract(year FROM e.since) <= r.order_year)
                AND (e.until IS NULL OR r.order_year IS NULL
                     OR extract(year FROM e.until) >= r.order_year)))
$$;

-- The identity of a row as its package gives it: null for a deal to which the
-- publisher gives no name, which is matched anew with each edition.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.packaged_id(r arms.transfer) RETURNS uuid
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN r.publisher_id IS NOT NULL THEN r.transfer_id END
$$;

-- Takes a dataset back to what it was before a point in time. Gives whether
-- there were figures that are gone by it.
-- Changes arms.transfer, arms_internal.figure, their histories,
--   arms_internal.dataset_figures, arms_internal.edition_repeat, arms_internal.edition_row.
CREATE OR REPLACE FUNCTION arms_internal.rewind_dataset(of_dataset text,
    since timestamptz) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    lost_figures boolean;
BEGIN
    PERFORM arms_internal.rewind_transfers(of_dataset, rewind_dataset.since);
    lost_figures := arms_internal.rewind_figures(of_dataset, rewind_dataset.since);
    DELETE FROM arms_internal.edition_row w USING arms.edition e
     WHERE w.document_id = e.document_id AND e.dataset = of_dataset
       AND e.edition_at >= rewind_dataset.since;
    DELETE FROM arms_internal.edition_repeat w USING arms.edition e
     WHERE w.document_id = e.document_id AND e.dataset = of_dataset
       AND e.edition_at >= rewind_dataset.since;
    RETURN lost_figures;
END $$;

-- An edition without a date of its own is dated by when it was fetched. When
-- another machine fetched it later, the database's date stays, as it does for
-- the document.
-- Reads arms.edition; changes new_edition.
CREATE OR REPLACE FUNCTION arms_internal.keep_later_edition_dates() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE pg_temp.new_edition n
       SET edition_at = o.edition_at, row_hash = o.row_hash
      FROM arms.edition o
     WHERE o.document_id = n.document_id AND NOT o.stated
       AND o.edition_at > n.edition_at
       AND to_jsonb(n) - '{edition_at,row_hash,edition_id}'::text[]
         = to_jsonb(o) - '{edition_at,row_hash,edition_id,run_id,valid_from,'
               'applied_at}'::text[];
END $$;

-- Finds which editions to apply.
-- Reads arms.edition, new_document, new_edition.
-- Fills changed_editions: editions of the package that the database lacks or
--   has otherwise, and those it has that the package does not have any more;
-- and later_editions: those of the same datasets that come behind a changed
--   one and have not changed themselves; is_staged tells whether their rows are.
CREATE OR REPLACE FUNCTION arms_internal.find_changed_editions() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO changed_editions
    SELECT o.dataset, o.document_id, o.edition_at
      FROM arms.edition o
      JOIN new_document USING (document_id)
      LEFT JOIN new_edition n USING (document_id)
     WHERE n.row_hash IS DISTINCT FROM o.row_hash
    UNION
    SELECT n.dataset, n.document_id, n.edition_at
      FROM new_edition n
      LEFT JOIN arms.edition o USING (document_id)
     WHERE n.row_hash IS DISTINCT FROM o.row_hash;
    INSERT INTO later_editions
    SELECT e.document_id,
           e.document_id IN (SELECT document_id FROM pg_temp.new_edition)
      FROM (SELECT dataset, min(edition_at) AS since FROM changed_editions
             GROUP BY dataset) m
      JOIN arms.edition e ON e.dataset = m.dataset
                         AND e.edition_at >= m.since
     WHERE e.document_id NOT IN (SELECT document_id FROM changed_editions);
END $$;

-- Finds which editions are to be applied anew and are not of the package.
-- Reads what find_changed_editions() reads; fills what that fills.
-- Changes new_edition.
CREATE OR REPLACE FUNCTION arms_internal.find_later_editions() RETURNS SETOF uuid
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arms_internal.keep_later_edition_dates();
    PERFORM arms_internal.find_changed_editions();
    RETURN QUERY SELECT document_id FROM later_editions WHERE NOT is_staged;
END $$;

-- Takes what a package states of later editions, if no other did.
-- Reads again_transfer, again_series, again_observation; changes
--   later_editions, new_transfer, new_series, new_observation.
CREATE OR REPLACE FUNCTION arms_internal.take_later_editions() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO pg_temp.new_transfer
    SELECT a.* FROM again_transfer a JOIN later_editions USING (document_id)
     WHERE NOT is_staged ORDER BY a.document_id, a.number;
    PERFORM arms_internal.take_later_figures();
    UPDATE later_editions SET is_staged = true
     WHERE document_id IN (SELECT document_id FROM again_transfer
                           UNION SELECT document_id FROM again_series);
END $$;

-- Two editions at one moment are put in an order that does not depend on which
-- was loaded first: the one that reaches further is the later.
-- Reads changed_editions; changes arms.edition.
CREATE OR REPLACE FUNCTION arms_internal.order_editions() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE arms.edition e
       SET applied_at = o.applied_at
      FROM (SELECT document_id, edition_at + (row_number() OVER (
                       PARTITION BY dataset, edition_at
                       ORDER BY until NULLS FIRST, document_id)
                   - 1) * interval '1 microsecond' AS applied_at
              FROM arms.edition
             WHERE dataset IN (SELECT dataset FROM changed_editions)) o
     WHERE e.document_id = o.document_id
       AND e.applied_at IS DISTINCT FROM o.applied_at;
END $$;

-- Merges what one edition states of deals and of figures, and gives what
-- happened to each table.
-- Reads new_edition, new_transfer, resolved_series, new_observation, gone_observation,
--   staged_difference.
-- Changes arms.transfer, arms_internal.figure, their histories, arms.series,
--   arms_internal.dataset_figures, arms_internal.edition_repeat, arms_internal.edition_row.
CREATE OR REPLACE FUNCTION arms_internal.merge_edition(e arms.edition, run bigint)
RETURNS TABLE (target text, added bigint, changed bigint, removed bigint)
LANGUAGE plpgsql AS $$
BEGIN
    target := 'transfer';
    PERFORM arms_internal.number_transfers(e);
    PERFORM arms_internal.match_transfers(e);
    SELECT r.added, r.changed, r.removed INTO added, changed, removed
      FROM arms_internal.replace_transfers(e, run) r;
    RETURN NEXT;

    target := 'observation';
    PERFORM arms_internal.count_for_planner('series');
    added := arms_internal.attach_first_figures(e);
    changed := 0;
    removed := 0;
    IF added IS NULL THEN
        PERFORM arms_internal.number_figures(e);
        SELECT r.added, r.changed, r.removed INTO added, changed, removed
          FROM arms_internal.replace_figures(e) r;
    END IF;
    RETURN NEXT;
END $$;

-- Refuses a dataset that another source states, too. A load holds its source's lock and
-- no other: what it stages of a dataset must stay true until it is merged. A source that
-- gets another name needs a migration of arms.document.
-- Reads new_document, new_edition, arms.edition, arms.document.
CREATE OR REPLACE FUNCTION arms_internal.check_datasets() RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    twice record;
BEGIN
    SELECT n.dataset, d.source, k.source AS other INTO twice
      FROM pg_temp.new_edition n
      JOIN pg_temp.new_document d USING (document_id)
      JOIN arms.edition e ON e.dataset = n.dataset
      JOIN arms.document k ON k.document_id = e.document_id
     WHERE k.source <> d.source
     LIMIT 1;
    IF FOUND THEN
        RAISE '% is of source %, and cannot be of % too', twice.dataset,
            twice.other, twice.source;
    END IF;
END $$;

-- Merges the editions of a package, and gives what happened to each table.
-- Reads new_document, new_edition, new_transfer, resolved_series, new_observation,
--   gone_observation, staged_difference, changed_editions, later_editions.
-- Changes arms.edition, arms_internal.edition_repeat, arms_internal.edition_row,
--   arms.transfer, arms_internal.figure, their histories, arms.series,
--   arms_internal.dataset_figures.
CREATE OR REPLACE FUNCTION arms_internal.merge_editions(run bigint)
RETURNS TABLE (target text, added bigint, changed bigint, removed bigint)
LANGUAGE plpgsql AS $$
DECLARE
    e arms.edition;
    m record;
    thinned text[] := '{}'::text[];
BEGIN
    PERFORM arms_internal.check_datasets();
    FOR e IN SELECT * FROM arms.edition
              WHERE document_id IN (SELECT document_id FROM later_editions
                                     WHERE NOT is_staged)
    LOOP
        PERFORM arms_internal.restage_transfers(e.document_id);
        PERFORM arms_internal.restage_figures(e);
    END LOOP;
    FOR m IN SELECT dataset, min(edition_at) AS since FROM changed_editions
              GROUP BY 1
    LOOP
        IF arms_internal.rewind_dataset(m.dataset, m.since) THEN
            thinned := thinned || m.dataset;
        END IF;
    END LOOP;
    PERFORM arms_internal.merge(
        'edition', ARRAY['document_id'], 'document_id', 'new_document', run);
    PERFORM arms_internal.order_editions();

    FOR e IN SELECT * FROM arms.edition
              WHERE document_id IN (SELECT document_id FROM changed_editions
                                    UNION
                                    SELECT document_id FROM later_editions)
              ORDER BY dataset, applied_at
    LOOP
        RETURN QUERY SELECT * FROM arms_internal.merge_edition(e, run);
    END LOOP;
    PERFORM arms_internal.drop_unused_series(d) FROM unnest(thinned) d;
END $$;
