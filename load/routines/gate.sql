-- Gates of completeness: what a load must look like to be believed. A page
-- whose layout has changed is read without an error and without its values.
--
-- This is the place to say how often a value must be there. Of the documents
-- of the sample, odd as they were chosen, the emptiest of ten records and more
-- has the share in brackets; see tests/db/gates.t.

-- `group_by`, `counts` and `is_there` are expressions over a table's rows: the
-- group that is judged as one, whether a row counts, whether it has the value.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.fill_floors()
RETURNS TABLE (of_table text, what text, group_by text, counts text,
    is_there text, floor numeric)
LANGUAGE sql IMMUTABLE AS $$
    VALUES
    -- A correction names only what it corrects.
    ('publication', 'an authority or a number', 'surface',
        'kind <> ''correction''',
        'coalesce(authority, transmittal) IS NOT NULL', 0.8), -- [1.00]
    ('publication', 'a purchaser', 'surface',
        'kind <> ''correction''',
        'purchaser_name IS NOT NULL', 0.6), -- [0.90]
    -- The name of a file gives no value.
    ('publication', 'a total or a threshold', 'surface',
        'kind <> ''correction'' AND surface <> ''dsca_library''',
        'coalesce(total_usd, threshold_usd) IS NOT NULL', 0.5), -- [0.80]
    -- What announces a correction has no sum.
    ('announced_award', 'a number of a contract', 'concat(''dod-contracts'')',
        'kind <> ''correction''',
        'contract_numbers IS NOT NULL', 0.6), -- [0.90]
    ('announced_award', 'a sum', 'concat(''dod-contracts'')',
        'kind <> ''correction''',
        'amount_usd IS NOT NULL', 0.6), -- [0.90]
    ('transfer', 'a supplier that is known', 'dataset', 'true',
        'supplier_iso3 IS NOT NULL', 0.6), -- [1.00]
    -- Armed groups and organisations have no code.
    ('transfer', 'a recipient that is known', 'dataset', 'true',
        'recipient_iso3 IS NOT NULL', 0.6), -- [0.92]
    -- For early years publishers often state that there is no figure.
    ('observation', 'a figure', 'dataset', 'true',
        'value IS NOT NULL', 0.3) -- [0.79]
$$;

-- What was staged, as an item of FROM: each row counts as many as its weight. Figures
-- that are all of one edition need not be joined with their series to tell which.
-- Reads new_edition, resolved_series, staged_difference.
CREATE OR REPLACE FUNCTION arms_internal.staged(target text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    first regclass := arms_internal.first_figures();
    e record;
BEGIN
    IF target <> 'observation' THEN
        RETURN format('(SELECT *, 1 AS weight FROM pg_temp.%I) f',
            'new_' || target);
    END IF;
    IF EXISTS (SELECT FROM staged_difference) THEN
        RETURN '(SELECT document_id, dataset, v.value, v.weight'
            ' FROM staged_difference, LATERAL (VALUES (1, given),'
            ' (NULL, figures - given)) v (value, weight)) f';
    END IF;
    SELECT document_id, dataset INTO e FROM pg_temp.new_edition
     WHERE NOT EXISTS (SELECT FROM pg_temp.new_edition o
                        WHERE o.document_id <> new_edition.document_id)
       AND NOT EXISTS (SELECT FROM resolved_series s
                        WHERE s.document_id <> new_edition.document_id);
    IF FOUND THEN
        RETURN format('(SELECT %L::uuid AS document_id, %L AS dataset, value,'
            ' 1 AS weight FROM %s) f', e.document_id, e.dataset,
            coalesce(first, 'pg_temp.new_observation'));
    END IF;
    RETURN '(SELECT document_id, dataset, value, 1 AS weight'
        ' FROM pg_temp.new_observation JOIN resolved_series USING (series_id)) f';
END $$;

-- Of what was staged, the shares of values that are below their floors. Only
-- documents that the database does not have are judged.
-- Reads new_document, arms.document, and the staged tables.
-- Fills judged_documents.
CREATE OR REPLACE FUNCTION arms_internal.judge_fill()
RETURNS TABLE (gate text, what text, measured bigint, wanted bigint)
LANGUAGE plpgsql AS $$
DECLARE
    f record;
BEGIN
    INSERT INTO judged_documents
    SELECT document_id FROM pg_temp.new_document
    EXCEPT
    SELECT document_id FROM arms.document;
    ANALYZE judged_documents;
    IF EXISTS (SELECT FROM judged_documents) THEN
        FOR f IN SELECT *, arms_internal.staged(of_table) AS staged
                   FROM arms_internal.fill_floors()
        LOOP
            RETURN QUERY EXECUTE format(
                'SELECT ''fill'', format(''%%s: %%s records with %%s'','
                '   group_by, rows, %2$L), found, ceil(rows * %4$s)::bigint'
                ' FROM (SELECT %1$s AS group_by, sum(weight)::bigint AS rows,'
                '   coalesce(sum(weight) FILTER (WHERE %3$s), 0)::bigint'
                '   AS found'
                '  FROM %5$s JOIN judged_documents USING (document_id)'
                '  WHERE %6$s GROUP BY 1) g'
                ' WHERE rows >= 10 AND found < rows * %4$s',
                f.group_by, f.what, f.is_there, f.floor, f.staged, f.counts);
        END LOOP;
    END IF;
END $$;

-- Editions that have lost more than a fifth of the rows of the one before that
-- had the same scope, or a narrower one.
-- Reads new_edition, arms.edition.
CREATE OR REPLACE FUNCTION arms_internal.judge_editions()
RETURNS TABLE (gate text, what text, measured bigint, wanted bigint)
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    WITH known AS (
        SELECT e.dataset, e.edition_at, e.reporters, e.partners, e.indicators,
               e.since, e.until, e.open_deals, e.partial, e.rows
          FROM arms.edition e
         WHERE e.dataset IN (SELECT n.dataset FROM pg_temp.new_edition n)
        UNION ALL
        SELECT n.dataset, n.edition_at, n.reporters, n.partners, n.indicators,
               n.since, n.until, n.open_deals, n.partial, n.rows
          FROM pg_temp.new_edition n
    )
    SELECT 'edition', format('%s: rows of the edition of %s', n.dataset,
               n.edition_at::date),
           n.rows::bigint, ceil(b.rows * 0.8)::bigint
      FROM pg_temp.new_edition n
     CROSS JOIN LATERAL (
        SELECT k.rows
          FROM known k
         WHERE k.dataset = n.dataset AND k.edition_at < n.edition_at
           AND (k.reporters, k.partners, k.indicators, k.open_deals, k.partial)
               IS NOT DISTINCT FROM
               (n.reporters, n.partners, n.indicators, n.open_deals, n.partial)
           AND coalesce(k.since >= n.since, n.since IS NULL)
           AND coalesce(k.until <= n.until, n.until IS NULL)
         ORDER BY k.edition_at DESC LIMIT 1) b
     WHERE NOT n.partial AND b.rows >= 10 AND n.rows < b.rows * 0.8
       AND NOT EXISTS (SELECT FROM arms.edition e
                        WHERE e.document_id = n.document_id);
END $$;

-- Before what was staged is merged.
-- Reads what judge_fill() and judge_editions() read.
CREATE OR REPLACE FUNCTION arms_internal.judge_staged()
RETURNS TABLE (gate text, what text, measured bigint, wanted bigint)
LANGUAGE sql AS $$
    SELECT * FROM arms_internal.judge_fill()
    UNION ALL SELECT * FROM arms_internal.judge_editions()
$$;

-- After it was merged, when so many records fewer are there than before. Where
-- documents were taken back, somebody wants it so.
-- Reads newly_taken_back, and what count_source() reads.
CREATE OR REPLACE FUNCTION arms_internal.judge_total(of_source text, fewer bigint)
RETURNS TABLE (gate text, what text, measured bigint, wanted bigint)
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF EXISTS (SELECT FROM pg_temp.newly_taken_back) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT 'total', format('records, of which %s were there', records + fewer),
           records, ceil((records + fewer) * 0.8)::bigint
      FROM arms_internal.count_source(of_source)
     WHERE records + fewer >= 50 AND records < (records + fewer) * 0.8;
END $$;
