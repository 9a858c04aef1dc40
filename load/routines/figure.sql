-- Figures: what is staged of them, and what they are from edition to edition.
-- What a figure is about is its series; a series of a package is found in
-- arms.series by all that it says. Statements about many figures are planned
-- anew, since one dataset has ten thousand times the rows of another.

-- Whether a figure is in an edition's scope: if the edition does not state it,
-- it has vanished.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.is_about(e arms.edition, reporter text,
    partner text, indicator text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT NOT e.partial
       AND (e.reporters IS NULL OR e.reporters ? coalesce(reporter, ''))
       AND (e.partners IS NULL OR e.partners ? coalesce(partner, ''))
       AND (e.indicators IS NULL OR e.indicators ? indicator)
$$;

CREATE OR REPLACE FUNCTION arms_internal.is_within(e arms.edition, period_start date,
    duration interval) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (e.since IS NULL OR period_start >= e.since)
       AND (e.until IS NULL OR period_start + duration <= e.until + 1)
$$;

-- A figure's place among those of a dataset, as one number: documents mostly give one
-- period after the other, and what is nearly in order is sorted quickly. A merge of
-- two million takes two thirds of the time that a hash join by two columns takes.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.figure_key(series_id integer,
    period_start date) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
    SELECT (coalesce(period_start - DATE '2000-01-01', -2147483648)::bigint << 32)
           + series_id
$$;

-- The key of the figures in a partition: a key of the whole would forbid
-- partitions in other databases.
CREATE OR REPLACE FUNCTION arms_internal.give_figures_key(name text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s'
        ' ADD UNIQUE NULLS NOT DISTINCT (series_id, period_start)',
        arms_internal.qualified(name));
END $$;

-- Series ----------------------------------------------------------------------

-- The datasets that documents are about: those of the package, and those of the
-- database that it applies anew.
-- Reads new_edition, arms.edition.
CREATE OR REPLACE FUNCTION arms_internal.datasets_of_documents()
RETURNS TABLE (document_id uuid, dataset text)
LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN
    RETURN QUERY
    SELECT n.document_id, n.dataset FROM pg_temp.new_edition n
    UNION ALL
    SELECT e.document_id, e.dataset FROM arms.edition e
     WHERE NOT EXISTS (SELECT FROM pg_temp.new_edition n
                        WHERE n.document_id = e.document_id);
END $$;

-- Finds those of the staged series that are not resolved yet in arms.series, by
-- what they say, column by column: to compare is several times as fast as to make
-- the two hashes of a series. Whichever it does not find, describe_series() does.
-- A duration is compared as text, since a month equals 30 days. Other joins than by
-- hash are ruled out: one would sort texts by a language's rules, which takes longer
-- than all the rest, and one reads all for each row.
-- Reads what datasets_of_documents() reads, new_series, arms.series.
-- Gives whether it has found all. Fills resolved_series.
CREATE OR REPLACE FUNCTION arms_internal.find_known_series() RETURNS boolean
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan
SET enable_mergejoin = off SET enable_nestloop = off AS $$
DECLARE
    taken integer := (SELECT coalesce(max(series_id), 0)
                        FROM resolved_series);
    found_series bigint;
BEGIN
    INSERT INTO resolved_series
    SELECT n.series_id, n.document_id, s.dataset, s.series_id, s.topic,
           s.duration
      FROM pg_temp.new_series n
      JOIN arms_internal.datasets_of_documents() d USING (document_id)
      JOIN arms.series s
        ON s.dataset = d.dataset
       AND s.indicator = n.indicator
       AND coalesce(s.partner, '') = coalesce(n.partner, '')
       AND coalesce(s.item_code, '') = coalesce(n.item_code, '')
       AND coalesce(s.item_name, '') = coalesce(n.item_name, '')
       AND coalesce(s.reporter, '') = coalesce(n.reporter, '')
       AND (s.occurrence, s.reporter, s.reporter_iso3, s.reporter_name,
            s.partner, s.partner_iso3, s.partner_name, s.item_scheme,
            s.item_code, s.item_name, s.unit, s.total_of, s.duration::text)
           IS NOT DISTINCT FROM
           (n.occurrence, n.reporter, n.reporter_iso3, n.reporter_name,
            n.partner, n.partner_iso3, n.partner_name, n.item_scheme,
            n.item_code, n.item_name, n.unit, n.total_of, n.duration::text)
     WHERE n.series_id > taken;
    GET DIAGNOSTICS found_series = ROW_COUNT;
    ANALYZE resolved_series;
    RETURN found_series = (SELECT count(*) FROM pg_temp.new_series
                            WHERE series_id > taken);
END $$;

-- What a series of a package is about, as a hash. What is said of it otherwise, such
-- as names as printed, is in that of its wording.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.series_subject(dataset text, indicator text,
    reporter text, partner text, item_scheme text, item_code text, unit text,
    total_of text, duration interval) RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT md5(ROW(dataset, indicator, reporter, partner, item_scheme, item_code,
               unit, total_of,
               (date_part('year', duration) * 12
                   + date_part('month', duration))::integer,
               date_part('day', duration)::integer)::text)::uuid
$$;

-- All that a series of a package says, as a hash.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.series_wording(subject uuid,
    occurrence smallint, reporter_iso3 character, reporter_name text,
    partner_iso3 character, partner_name text, item_name text) RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT md5(ROW(subject, occurrence, reporter_iso3, reporter_name, partner_iso3,
               partner_name, item_name)::text)::uuid
$$;

-- What the staged series are that are not resolved yet, by the hashes by which
-- arms.series knows them. New ones have greater numbers than those before.
-- Reads what datasets_of_documents() reads, new_series, resolved_series.
-- Fills described_series.
CREATE OR REPLACE FUNCTION arms_internal.describe_series() RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    TRUNCATE described_series;
    WITH new AS MATERIALIZED ( -- so that no hash is made twice
        SELECT n.*, dataset, arms_internal.series_subject(dataset, indicator,
                   reporter, partner, item_scheme, item_code, unit, total_of,
                   duration) AS subject
          FROM pg_temp.new_series n
          JOIN arms_internal.datasets_of_documents() USING (document_id)
         WHERE NOT EXISTS (SELECT FROM resolved_series r
                            WHERE r.series_id = n.series_id)
    )
    INSERT INTO described_series
    SELECT series_id, document_id, dataset, occurrence, subject,
           arms_internal.series_wording(subject, occurrence, reporter_iso3,
               reporter_name, partner_iso3, partner_name, item_name)
      FROM new;
    ANALYZE described_series;
END $$;

-- Which of them are not in arms.series yet, and what numbers they get there, in their
-- order.
-- Reads described_series, arms.series. Fills added_series.
CREATE OR REPLACE FUNCTION arms_internal.number_series() RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    TRUNCATE added_series;
    WITH missing AS MATERIALIZED (
        SELECT DISTINCT ON (wording) series_id, dataset, subject, wording,
               occurrence
          FROM described_series d
         WHERE NOT EXISTS (SELECT FROM arms.series s
                            WHERE s.dataset = d.dataset
                              AND s.wording = d.wording)
         ORDER BY wording, series_id
    ), numbered AS (
        SELECT m.*, coalesce(k.last, 0) + row_number() OVER (
                   PARTITION BY m.dataset COLLATE "C" ORDER BY m.series_id)
                   AS own_id
          FROM missing m
          LEFT JOIN (SELECT dataset, max(series_id) AS last
                       FROM arms.series
                      WHERE dataset IN (SELECT dataset FROM missing)
                      GROUP BY dataset) k USING (dataset)
    ), known AS (
        SELECT subject, occurrence, min(topic) AS topic
          FROM arms.series
         WHERE subject IN (SELECT subject FROM missing)
         GROUP BY 1, 2
    )
    INSERT INTO added_series
    SELECT series_id, dataset, own_id, subject, wording, coalesce(k.topic,
               min(own_id) OVER (PARTITION BY subject, occurrence))
      FROM numbered LEFT JOIN known k USING (subject, occurrence);
    ANALYZE added_series;
END $$;

-- Adds them to arms.series. The staged ones are read in their order, and so one of its
-- keys grows at its end.
-- Reads added_series, new_series; changes arms.series.
CREATE OR REPLACE FUNCTION arms_internal.add_series() RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan
SET enable_mergejoin = off AS $$
BEGIN
    INSERT INTO arms.series (dataset, series_id, subject, wording, topic,
           occurrence, indicator, reporter, reporter_iso3, reporter_name,
           partner, partner_iso3, partner_name, item_scheme, item_code,
           item_name, unit, total_of, duration)
    SELECT a.dataset, a.own_id, a.subject, a.wording, a.topic, n.occurrence,
           n.indicator, n.reporter, n.reporter_iso3, n.reporter_name,
           n.partner, n.partner_iso3, n.partner_name, n.item_scheme,
           n.item_code, n.item_name, n.unit, n.total_of, n.duration
      FROM pg_temp.new_series n JOIN added_series a USING (series_id);
END $$;

-- Adds the series of a dataset that has none yet, where one document states all: each
-- keeps its number, and nothing is looked for. Gives whether it was so; it was not
-- where two have one number, or say the same.
-- Reads new_edition, new_series; fills resolved_series; changes arms.series.
CREATE OR REPLACE FUNCTION arms_internal.add_first_series() RETURNS boolean
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    e arms.edition;
BEGIN
    SELECT n.document_id, n.dataset INTO e.document_id, e.dataset
      FROM pg_temp.new_edition n
     WHERE NOT EXISTS (SELECT FROM pg_temp.new_edition o
                        WHERE o.document_id <> n.document_id)
       AND NOT EXISTS (SELECT FROM pg_temp.new_series s
                        WHERE s.document_id <> n.document_id)
       AND NOT EXISTS (SELECT FROM arms.series s WHERE s.dataset = n.dataset);
    IF NOT FOUND OR EXISTS (SELECT FROM resolved_series) THEN
        RETURN false;
    END IF;
    INSERT INTO arms.series (dataset, series_id, subject, wording, topic,
           occurrence, indicator, reporter, reporter_iso3, reporter_name,
           partner, partner_iso3, partner_name, item_scheme, item_code,
           item_name, unit, total_of, duration)
    SELECT e.dataset, series_id, subject,
           arms_internal.series_wording(subject, occurrence, reporter_iso3,
               reporter_name, partner_iso3, partner_name, item_name), series_id,
           occurrence, indicator, reporter, reporter_iso3, reporter_name,
           partner, partner_iso3, partner_name, item_scheme, item_code,
           item_name, unit, total_of, duration
      FROM (SELECT *, arms_internal.series_subject(e.dataset, indicator, reporter,
                       partner, item_scheme, item_code, unit, total_of, duration)
                       AS subject
              FROM pg_temp.new_series OFFSET 0) n; -- so that no hash is made twice
    UPDATE arms.series s SET topic = shared.topic
      FROM (SELECT subject, occurrence, min(series_id) AS topic
              FROM arms.series WHERE dataset = e.dataset
             GROUP BY 1, 2 HAVING count(*) > 1) shared
     WHERE s.dataset = e.dataset AND s.subject = shared.subject
       AND s.occurrence = shared.occurrence AND s.topic <> shared.topic;
    INSERT INTO resolved_series
    SELECT series_id, e.document_id, dataset, series_id, topic, duration
      FROM arms.series WHERE dataset = e.dataset;
    ANALYZE resolved_series;
    RETURN true;
EXCEPTION WHEN unique_violation THEN
    RETURN false;
END $$;

-- Finds which of arms.series the staged ones are, and adds those that are not
-- there yet.
-- Reads what add_first_series(), find_known_series() and describe_series() read; fills
--   resolved_series, described_series, added_series; changes arms.series.
CREATE OR REPLACE FUNCTION arms_internal.resolve_series() RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    IF NOT arms_internal.add_first_series()
       AND NOT arms_internal.find_known_series() THEN
        PERFORM arms_internal.describe_series();
        PERFORM arms_internal.number_series();
        PERFORM arms_internal.add_series();
        INSERT INTO resolved_series
        SELECT d.series_id, d.document_id, d.dataset, s.series_id, s.topic,
               s.duration
          FROM described_series d JOIN arms.series s USING (dataset, wording);
        ANALYZE resolved_series;
    END IF;
END $$;

-- Drops the series of which a dataset has no figure any more.
-- Reads arms_internal.figure, arms_history.figure_history; changes arms.series.
CREATE OR REPLACE FUNCTION arms_internal.drop_unused_series(of_dataset text)
RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    WITH used AS (
        SELECT series_id FROM arms_internal.figure WHERE dataset = of_dataset
        UNION
        SELECT series_id FROM arms_history.figure_history WHERE dataset = of_dataset
    )
    DELETE FROM arms.series s
     WHERE s.dataset = of_dataset
       AND NOT EXISTS (SELECT FROM used u WHERE u.series_id = s.series_id);
END $$;

-- The first edition of a dataset ----------------------------------------------

-- The figures of a dataset's first edition are copied to where they belong, if
-- its series have the numbers in arms.series that they have in the package, and
-- none has two names. Gives the table's name, else null. It has no index yet,
-- and becomes a partition when it is filled, by attach_first_figures().
-- Reads new_edition, resolved_series, arms.edition.
-- Makes arms_internal.figure_<dataset>.
CREATE OR REPLACE FUNCTION arms_internal.stage_first_figures() RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    e record;
    place text;
BEGIN
    SELECT min(dataset) AS dataset, min(edition_id) AS edition_id INTO e
      FROM pg_temp.new_edition HAVING count(*) = 1;
    place := arms_internal.qualified(
        arms_internal.partition_name('figure', e.dataset));
    IF place IS NULL OR to_regclass(place) IS NOT NULL
       OR EXISTS (SELECT FROM arms.edition o WHERE o.dataset = e.dataset)
       OR NOT EXISTS (SELECT FROM resolved_series)
       OR EXISTS (SELECT FROM resolved_series
                   WHERE kept_id <> series_id OR topic <> series_id) THEN
        RETURN NULL;
    END IF;
    EXECUTE format('CREATE TABLE %s (LIKE arms_internal.figure INCLUDING ALL,'
        ' CHECK (dataset = %L))', place, e.dataset);
    EXECUTE format('ALTER TABLE %s ALTER dataset SET DEFAULT %L,'
        ' ALTER edition_id SET DEFAULT %s', place, e.dataset, e.edition_id);
    RETURN place;
END $$;

-- The figures of a dataset's first edition, where they belong, as long as they
-- are no partition there: see stage_first_figures(). Null of all others.
-- Reads new_edition.
CREATE OR REPLACE FUNCTION arms_internal.first_figures() RETURNS regclass
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT c.oid::regclass
              FROM pg_temp.new_edition n
              JOIN pg_class c ON c.oid = to_regclass(arms_internal.qualified(
                       arms_internal.partition_name('figure', n.dataset)))
             WHERE NOT c.relispartition);
END $$;

-- Makes them the dataset's partition. Gives how many they are; null where there
-- are none to attach, or the document states a figure twice: then they are staged
-- as those of any edition.
-- Reads new_edition; changes arms_internal.figure, arms_history.figure_history,
--   arms_internal.dataset_figures, new_observation.
CREATE OR REPLACE FUNCTION arms_internal.attach_first_figures(e arms.edition)
RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    first regclass := arms_internal.first_figures();
    name text := arms_internal.partition_name('figure', e.dataset);
BEGIN
    IF first IS NULL OR NOT EXISTS (SELECT FROM pg_temp.new_edition
                                     WHERE document_id = e.document_id) THEN
        RETURN NULL;
    END IF;
    BEGIN
        PERFORM arms_internal.give_figures_key(name);
    EXCEPTION WHEN unique_violation THEN
        EXECUTE format('INSERT INTO pg_temp.new_observation (series_id,'
            ' period_start, number, line, value, flag)'
            ' SELECT series_id, period_start, number, line, value, flag'
            ' FROM %s ORDER BY number', first);
        EXECUTE format('DROP TABLE %s', first);
        RETURN NULL;
    END;
    EXECUTE format('ALTER TABLE %s ALTER dataset DROP DEFAULT,'
        ' ALTER edition_id DROP DEFAULT', first);
    PERFORM arms_internal.attach_partition('figure', e.dataset);
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', first,
        name || '_dataset_check');
    PERFORM arms_internal.make_partition('figure_history', e.dataset);
    RETURN arms_internal.note_figures(e.dataset, NULL);
END $$;

-- From edition to edition -----------------------------------------------------

-- What one edition states of figures: out of what is kept those that were valid
-- when it was the newest, and are in its scope or were stated by it.
-- Reads arms.edition, arms_internal.edition_repeat, arms_internal.edition_row, arms.series,
--   arms_internal.figure, arms_history.figure_history.
CREATE OR REPLACE FUNCTION arms_internal.figures_in(e arms.edition)
RETURNS SETOF arms_internal.figure
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    RETURN QUERY
    WITH earlier AS (
        SELECT edition_id, document_id IN (
                   SELECT repeats FROM arms_internal.edition_repeat
                    WHERE document_id = e.document_id) AS is_repeated
          FROM arms.edition
         WHERE dataset = e.dataset AND applied_at <= e.applied_at
    ), valid AS (
        SELECT f.*, is_repeated
          FROM arms_internal.figure f JOIN earlier USING (edition_id)
         WHERE f.dataset = e.dataset
        UNION ALL
        SELECT f.series_id, f.period_start, f.edition_id, f.number, f.line,
               f.dataset, f.value, f.flag, is_repeated
          FROM arms_history.figure_history f JOIN earlier USING (edition_id)
         WHERE f.dataset = e.dataset AND f.valid_to > e.applied_at
    )
    SELECT v.series_id, v.period_start, v.edition_id, v.number, v.line,
           v.dataset, v.value, v.flag
      FROM valid v
      JOIN arms.series s USING (dataset, series_id)
      LEFT JOIN arms_internal.edition_row w
        ON w.document_id = e.document_id AND w.occurrence = s.occurrence
       AND w.row_id = arms_internal.observation_id(s.subject, v.period_start)
     CROSS JOIN LATERAL (SELECT coalesce(arms_internal.is_within(e, v.period_start,
               s.duration), false) AS is_within) years
     WHERE v.edition_id = e.edition_id
        OR (v.is_repeated AND is_within) <> (w.row_id IS NOT NULL)
        OR (is_within
            AND arms_internal.is_about(e, s.reporter, s.partner, s.indicator));
END $$;

-- The same with what each figure is about.
-- Reads what figures_in() reads.
CREATE OR REPLACE FUNCTION arms.observation_in(document uuid)
RETURNS SETOF arms.observation
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    e arms.edition;
BEGIN
    SELECT * INTO e FROM arms.edition WHERE document_id = document;
    RETURN QUERY
    WITH repeated AS (
        SELECT repeats FROM arms_internal.edition_repeat
         WHERE document_id = e.document_id
    ), valid AS (
        SELECT o.*, NULL::timestamptz AS valid_to FROM arms.observation o
         WHERE o.dataset = e.dataset AND o.valid_from <= e.applied_at
        UNION ALL
        SELECT h.* FROM arms_history.observation_history h
         WHERE h.dataset = e.dataset AND h.valid_from <= e.applied_at
           AND h.valid_to > e.applied_at
    )
    SELECT v.dataset, v.observation_id, v.occurrence, v.indicator, v.reporter,
           v.reporter_iso3, v.reporter_name, v.partner, v.partner_iso3,
           v.partner_name, v.item_scheme, v.item_code, v.item_name,
           v.period_start, v.period_end, v.value, v.unit, v.flag, v.total_of,
           v.document_id, v.number, v.line, v.row_hash, v.run_id, v.valid_from
      FROM valid v
      LEFT JOIN arms_internal.edition_row w
        ON w.document_id = e.document_id AND w.row_id = v.observation_id
       AND w.occurrence = v.occurrence
     CROSS JOIN LATERAL (SELECT coalesce(arms_internal.is_within(e, v.period_start,
               (v.period_end + 1 - v.period_start) * interval '1 day'), false)
               AS is_within) years
     WHERE v.document_id = e.document_id
        OR (v.document_id IN (SELECT repeats FROM repeated) AND is_within)
           <> (w.row_id IS NOT NULL)
        OR (is_within
            AND arms_internal.is_about(e, v.reporter, v.partner, v.indicator));
END $$;
COMMENT ON FUNCTION arms.observation_in(uuid) IS
    'What one edition states of figures, whole and nothing else';

-- Stages what an edition states, as the database has it, to apply it anew.
-- Where a figure is in the document is known only of the first document to state
-- it.
-- Reads what figures_in() reads; changes resolved_series, new_observation.
CREATE OR REPLACE FUNCTION arms_internal.restage_figures(e arms.edition) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    taken integer := (SELECT coalesce(max(series_id), 0)
                        FROM resolved_series);
BEGIN
    INSERT INTO pg_temp.new_observation
           (series_id, period_start, number, line, value, flag)
    SELECT taken + f.series_id, f.period_start,
           CASE WHEN f.edition_id = e.edition_id THEN f.number END,
           CASE WHEN f.edition_id = e.edition_id THEN f.line END, f.value,
           f.flag
      FROM arms_internal.figures_in(e) f
     ORDER BY f.number;
    INSERT INTO resolved_series
    SELECT taken + s.series_id, e.document_id, s.dataset, s.series_id, s.topic,
           s.duration
      FROM arms.series s
     WHERE s.dataset = e.dataset AND taken + s.series_id IN (
           SELECT n.series_id FROM pg_temp.new_observation n
            WHERE n.series_id > taken);
END $$;

-- Takes what a package that is loaded already states of later editions, if no
-- other did.
-- Reads again_series, again_observation, later_editions; changes new_series,
--   resolved_series, new_observation, arms.series.
CREATE OR REPLACE FUNCTION arms_internal.take_later_figures() RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    taken integer := (SELECT coalesce(max(series_id), 0)
                        FROM resolved_series);
BEGIN
    INSERT INTO pg_temp.new_series (series_id, document_id, indicator,
           reporter, reporter_iso3, reporter_name, partner, partner_iso3,
           partner_name, item_scheme, item_code, item_name, unit, total_of,
           duration)
    SELECT taken + a.series_id, a.document_id, a.indicator, a.reporter,
           a.reporter_iso3, a.reporter_name, a.partner, a.partner_iso3,
           a.partner_name, a.item_scheme, a.item_code, a.item_name, a.unit,
           a.total_of, a.duration
      FROM pg_temp.again_series a JOIN later_editions USING (document_id)
     WHERE NOT is_staged;
    INSERT INTO pg_temp.new_observation
           (series_id, period_start, number, line, value, flag)
    SELECT n.series_id, a.period_start, a.number, a.line, a.value, a.flag
      FROM pg_temp.again_observation a
      JOIN pg_temp.new_series n ON n.series_id = taken + a.series_id
     ORDER BY a.series_id, a.number;
    PERFORM arms_internal.resolve_series();
END $$;

-- Takes the figures of a dataset back to what they were before a point in time.
-- Gives whether some are gone by it: all but those of earlier editions, also those
-- of an edition that nobody knows, which another server has committed and this one
-- has not.
-- Reads arms.edition; changes arms_internal.figure, arms_history.figure_history,
--   arms_internal.dataset_figures.
CREATE OR REPLACE FUNCTION arms_internal.rewind_figures(of_dataset text,
    since timestamptz) RETURNS boolean
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    earlier integer[] := ARRAY(SELECT edition_id FROM arms.edition
        WHERE dataset = of_dataset AND applied_at < rewind_figures.since);
    lost boolean;
    gone bigint;
    back bigint;
BEGIN
    DELETE FROM arms_internal.figure
     WHERE dataset = of_dataset AND edition_id <> ALL (earlier);
    GET DIAGNOSTICS gone = ROW_COUNT;
    lost := gone > 0;
    DELETE FROM arms_history.figure_history
     WHERE dataset = of_dataset AND edition_id <> ALL (earlier);
    lost := lost OR FOUND;
    WITH revived AS (
        DELETE FROM arms_history.figure_history
         WHERE dataset = of_dataset AND valid_to >= rewind_figures.since
        RETURNING *)
    INSERT INTO arms_internal.figure (series_id, period_start, edition_id, number, line,
           dataset, value, flag)
    SELECT series_id, period_start, edition_id, number, line, dataset, value,
           flag
      FROM revived;
    GET DIAGNOSTICS back = ROW_COUNT;
    -- What is taken back to its beginning is counted anew.
    PERFORM arms_internal.note_figures(of_dataset,
        CASE WHEN earlier <> '{}' THEN back - gone END);
    RETURN lost;
END $$;

-- Whether a document may state two figures about the same: of two series, or of
-- one. Sorting numbers, and nothing else, is many times as fast as finding them. A
-- package numbers the series of a document one after the other.
-- Reads resolved_series, new_observation.
CREATE OR REPLACE FUNCTION arms_internal.may_repeat_itself(document uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    first integer;
    last integer;
BEGIN
    SELECT min(series_id), max(series_id) INTO first, last
      FROM resolved_series WHERE document_id = document;
    RETURN EXISTS (SELECT FROM resolved_series WHERE document_id = document
                    GROUP BY topic HAVING count(*) > 1)
        OR (SELECT count(*) > count(DISTINCT
                       arms_internal.figure_key(series_id, period_start))
              FROM pg_temp.new_observation
             WHERE series_id BETWEEN first AND last);
END $$;

-- Makes the partitions that the staged figures of an edition need. Of figures
-- about the same, the second and further are given a series of their own.
-- Fills repeated_figures; changes new_series, resolved_series, new_observation,
--   arms.series; makes partitions of arms_internal.figure, arms_history.figure_history.
CREATE OR REPLACE FUNCTION arms_internal.number_figures(e arms.edition) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    taken integer := (SELECT max(series_id) FROM resolved_series);
BEGIN
    IF NOT EXISTS (SELECT FROM resolved_series
                    WHERE document_id = e.document_id) THEN
        RETURN;
    END IF;
    PERFORM arms_internal.make_partition('figure', e.dataset);
    PERFORM arms_internal.make_partition('figure_history', e.dataset);

    IF NOT arms_internal.may_repeat_itself(e.document_id) THEN
        RETURN;
    END IF;
    TRUNCATE repeated_figures;
    WITH stated AS (
        SELECT n.ctid AS at, n.series_id, s.topic,
               coalesce(n.period_start, '-infinity') AS period
          FROM pg_temp.new_observation n
          JOIN resolved_series s USING (series_id)
         WHERE s.document_id = e.document_id
    ), repeated AS (
        SELECT topic, period FROM stated GROUP BY 1, 2 HAVING count(*) > 1
    ), numbered AS (
        SELECT at, series_id, row_number() OVER (
                   PARTITION BY topic, period ORDER BY at) AS k
          FROM stated JOIN repeated USING (topic, period)
    )
    INSERT INTO repeated_figures
    SELECT at, series_id, k, taken + dense_rank() OVER (
               ORDER BY series_id, k)
      FROM numbered WHERE k > 1;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    INSERT INTO pg_temp.new_series (series_id, document_id, occurrence,
           indicator, reporter, reporter_iso3, reporter_name, partner,
           partner_iso3, partner_name, item_scheme, item_code, item_name, unit,
           total_of, duration)
    SELECT DISTINCT r.own_series_id, e.document_id, r.occurrence, s.indicator,
           s.reporter, s.reporter_iso3, s.reporter_name, s.partner,
           s.partner_iso3, s.partner_name, s.item_scheme, s.item_code,
           s.item_name, s.unit, s.total_of, s.duration
      FROM repeated_figures r JOIN pg_temp.new_series s USING (series_id);
    UPDATE pg_temp.new_observation n SET series_id = r.own_series_id
      FROM repeated_figures r WHERE n.ctid = r.at;
    PERFORM arms_internal.resolve_series();
END $$;

-- Compares the figures of an edition's years, and those that it states beside, with
-- what it states, by series and period. One join of both, since either side may have
-- millions of rows; what comes after it is about the few that differ. Of an edition that
-- is staged by its difference, those are compared in which the packages differ.
-- Reads resolved_series, new_observation, gone_observation, staged_difference,
--   arms.series, arms_internal.figure.
-- Fills differing_figures: all but those that the edition states within its years
--   just as they are. series_id, period_start and edition_id are of the figure, the
--   rest is what the edition states; each side is null where it has no other.
CREATE OR REPLACE FUNCTION arms_internal.compare_figures(e arms.edition) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    is_difference boolean := EXISTS (SELECT FROM staged_difference
                                      WHERE document_id = e.document_id);
BEGIN
    TRUNCATE differing_figures;
    WITH stated AS NOT MATERIALIZED (
        SELECT s.kept_id, s.topic, s.duration, o.period_start, o.number, o.line,
               o.value, o.flag
          FROM pg_temp.new_observation o
          JOIN resolved_series s USING (series_id)
         WHERE s.document_id = e.document_id
    ), touchable AS (
        SELECT f.series_id, f.period_start, f.edition_id, f.value, f.flag
          FROM arms_internal.figure f
         WHERE f.dataset = e.dataset AND NOT is_difference
           AND (e.since IS NULL OR f.period_start >= e.since)
           AND (e.until IS NULL OR f.period_start <= e.until)
        UNION ALL
        SELECT f.series_id, f.period_start, f.edition_id, f.value, f.flag
          FROM gone_observation g
          JOIN resolved_series s USING (series_id)
          JOIN arms_internal.figure f
            ON f.dataset = e.dataset AND f.series_id = s.kept_id
           AND f.period_start = g.period_start
         WHERE is_difference
        UNION ALL
        SELECT f.series_id, f.period_start, f.edition_id, f.value, f.flag
          FROM stated n
          JOIN arms.series s ON s.dataset = e.dataset AND s.topic = n.topic
          JOIN arms_internal.figure f
            ON f.dataset = e.dataset AND f.series_id = s.series_id
           AND (f.period_start = n.period_start
                OR coalesce(f.period_start, n.period_start) IS NULL)
         WHERE NOT is_difference
           AND (n.period_start >= coalesce(e.since, n.period_start)
                AND n.period_start <= coalesce(e.until, n.period_start)
                OR coalesce(e.since, e.until) IS NULL) IS NOT TRUE
    )
    INSERT INTO differing_figures
    SELECT r.series_id, r.period_start, r.edition_id, n.kept_id, n.topic,
           n.period_start, n.number, n.line, n.value, n.flag,
           is_same AND r.series_id IS NOT NULL AND n.kept_id IS NOT NULL
      FROM (SELECT *, arms_internal.figure_key(series_id, period_start) AS key
              FROM touchable) r
      FULL JOIN (SELECT *, arms_internal.figure_key(kept_id, period_start) AS key,
                        coalesce(arms_internal.is_within(e, period_start, duration),
                            false) AS is_within
                   FROM stated) n
     USING (key)
     -- 1.0 is not 1.00: it is kept as published.
     CROSS JOIN LATERAL (SELECT n.value IS NOT DISTINCT FROM r.value
               AND scale(n.value) IS NOT DISTINCT FROM scale(r.value)
               AND n.flag IS NOT DISTINCT FROM r.flag AS is_same) same
     WHERE r.series_id IS NULL OR n.kept_id IS NULL OR NOT is_same
        OR NOT is_within;
    ANALYZE differing_figures;
END $$;

-- Tells what an edition makes of the figures that differ: added; changed; removed;
-- an exception, which it states beyond its years as it is; left out, which it does
-- not state within its years, and its scope does not tell whether it would.
-- Reads arms.series, differing_figures.
-- Fills figure_fates, where kept_id is the series that the edition states, and
--   is_weighed whether the figure is among those that weigh_figures() weighs.
CREATE OR REPLACE FUNCTION arms_internal.judge_figures(e arms.edition) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    TRUNCATE figure_fates;
    INSERT INTO figure_fates
    SELECT what, r.series_id, coalesce(n.stated_start, r.period_start), n.kept_id,
           n.number, n.line, n.value, n.flag, r.edition_id,
           coalesce(r.is_within AND NOT r.is_about, false)
      FROM (SELECT f.series_id, f.period_start, f.edition_id, f.is_same, s.topic,
                   arms_internal.is_about(e, s.reporter, s.partner, s.indicator)
                       AS is_about,
                   coalesce(arms_internal.is_within(e, f.period_start, s.duration),
                       false) AS is_within,
                   coalesce(f.period_start, '-infinity') AS period
              FROM differing_figures f
              JOIN arms.series s ON s.dataset = e.dataset
                                AND s.series_id = f.series_id) r
      FULL JOIN (SELECT *, coalesce(stated_start, '-infinity') AS period
                   FROM differing_figures WHERE kept_id IS NOT NULL) n
     USING (topic, period)
     CROSS JOIN LATERAL (SELECT CASE
           WHEN r.series_id IS NULL THEN 'added'
           WHEN n.kept_id IS NULL THEN
               CASE WHEN NOT r.is_within THEN NULL
                    WHEN r.is_about THEN 'removed'
                    ELSE 'left out' END
           WHEN r.is_same THEN 'exception'
           ELSE 'changed' END AS what) fate
     WHERE what IS NOT NULL;
    ANALYZE figure_fates;
END $$;

-- Makes exceptions of the figures that an edition repeats of those other editions,
-- where its scope does not tell whether it would state them.
-- Reads arms.series, arms_internal.figure, differing_figures; changes figure_fates.
CREATE OR REPLACE FUNCTION arms_internal.except_repeated_figures(e arms.edition,
    of_editions integer[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    INSERT INTO figure_fates (what, series_id, period_start)
    SELECT 'exception', f.series_id, f.period_start
      FROM arms_internal.figure f
      JOIN arms.series s ON s.dataset = e.dataset AND s.series_id = f.series_id
     WHERE f.dataset = e.dataset AND f.edition_id = ANY (of_editions)
       AND (e.until IS NULL OR f.period_start <= e.until)
       AND arms_internal.is_within(e, f.period_start, s.duration)
       AND NOT arms_internal.is_about(e, s.reporter, s.partner, s.indicator)
       AND NOT EXISTS (SELECT FROM differing_figures d
                        WHERE d.series_id = f.series_id
                          AND coalesce(d.period_start, '-infinity')
                            = coalesce(f.period_start, '-infinity'));
END $$;

-- Of each edition, how many figures there are of which a later one that does not state
-- them may have left them out: of its years, but its scope does not tell. Where all
-- series are alike in that, figures need not be joined with them.
-- Reads arms.series, arms_internal.figure.
CREATE OR REPLACE FUNCTION arms_internal.count_weighable(e arms.edition)
RETURNS TABLE (edition_id integer, figures bigint)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    durations interval[];
    scopes boolean[];
BEGIN
    SELECT array_agg(duration), array_agg(DISTINCT is_about)
      INTO durations, scopes
      FROM (SELECT s.duration, arms_internal.is_about(e, s.reporter, s.partner,
                       s.indicator) AS is_about
              FROM arms.series s WHERE s.dataset = e.dataset
             GROUP BY s.duration, s.duration::text, 2) alike;
    IF scopes = '{true}' THEN
        RETURN;
    ELSIF scopes = '{false}' AND cardinality(durations) = 1 THEN
        RETURN QUERY
        SELECT f.edition_id, count(*) FROM arms_internal.figure f
         WHERE f.dataset = e.dataset
           AND (e.until IS NULL OR f.period_start <= e.until)
           AND arms_internal.is_within(e, f.period_start, durations[1])
         GROUP BY 1;
    ELSE
        RETURN QUERY
        SELECT f.edition_id, count(*)
          FROM arms_internal.figure f
          JOIN arms.series s ON s.dataset = e.dataset
                            AND s.series_id = f.series_id
         WHERE f.dataset = e.dataset
           AND (e.until IS NULL OR f.period_start <= e.until)
           AND arms_internal.is_within(e, f.period_start, s.duration)
           AND NOT arms_internal.is_about(e, s.reporter, s.partner, s.indicator)
         GROUP BY 1;
    END IF;
END $$;

-- Tells whose figures an edition repeats, where its scope does not tell which it
-- would state: of an earlier edition, more than it leaves out. Those that it leaves
-- out of an edition that it repeats, and those that it repeats of another, are
-- exceptions. How many it repeats follows from how many there are.
-- Reads what count_weighable() and except_repeated_figures() read, arms.edition;
--   changes figure_fates, arms_internal.edition_repeat.
CREATE OR REPLACE FUNCTION arms_internal.weigh_figures(e arms.edition) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    repeated_editions integer[];
    other_editions integer[];
BEGIN
    WITH differing AS (
        SELECT edition_id, count(*) AS figures,
               count(*) FILTER (WHERE what = 'left out') AS left_out
          FROM figure_fates WHERE is_weighed GROUP BY edition_id
    ), weighed AS (
        SELECT edition_id, coalesce(d.left_out, 0) AS left_out,
               p.figures - coalesce(d.figures, 0) AS repeated
          FROM arms_internal.count_weighable(e) p
          LEFT JOIN differing d USING (edition_id)
    )
    SELECT array_agg(edition_id) FILTER (WHERE repeated > left_out),
           array_agg(edition_id) FILTER (WHERE repeated BETWEEN 1 AND left_out)
      INTO repeated_editions, other_editions
      FROM weighed;
    INSERT INTO arms_internal.edition_repeat (document_id, repeats)
    SELECT e.document_id, document_id FROM arms.edition
     WHERE edition_id = ANY (repeated_editions);
    DELETE FROM figure_fates
     WHERE what = 'left out' AND (edition_id = ANY (repeated_editions)) IS NOT TRUE;
    UPDATE figure_fates SET what = 'exception' WHERE what = 'left out';
    IF other_editions IS NOT NULL THEN
        PERFORM arms_internal.except_repeated_figures(e, other_editions);
    END IF;
END $$;

-- Counts a table's rows anew for the planner, if it has grown by a tenth since
-- that was done: within a transaction nobody else does. Its lock is kept to the
-- end, so only who has that of merge_package() may call it. As exactly as the
-- server is set to, and not as working tables are.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.count_for_planner(name text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    of_session text := current_setting('default_statistics_target');
BEGIN
    IF EXISTS (SELECT FROM pg_class
                WHERE oid = to_regclass(arms_internal.qualified(name))
                  AND relkind = 'r' AND pg_relation_size(oid) > 1.1
                      * relpages * current_setting('block_size')::integer)
    THEN
        SET LOCAL default_statistics_target TO DEFAULT;
        EXECUTE format('ANALYZE %s', arms_internal.qualified(name));
        PERFORM set_config('default_statistics_target', of_session, true);
    END IF;
END $$;

-- Brings the figures of a dataset to what an edition states: those that it states
-- otherwise, or does not state any more, go into the history; the same are not
-- touched.
-- Reads what compare_figures() reads, arms.edition; fills differing_figures,
--   figure_fates; changes arms_internal.figure, arms_history.figure_history,
--   arms_internal.dataset_figures, arms_internal.edition_repeat,
--   arms_internal.edition_row.
CREATE OR REPLACE FUNCTION arms_internal.replace_figures(e arms.edition,
    OUT added bigint, OUT changed bigint, OUT removed bigint)
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    PERFORM arms_internal.compare_figures(e);
    PERFORM arms_internal.judge_figures(e);
    PERFORM arms_internal.weigh_figures(e);
    INSERT INTO arms_internal.edition_row (document_id, row_id, occurrence)
    SELECT e.document_id, arms_internal.observation_id(s.subject, f.period_start),
           s.occurrence
      FROM figure_fates f
      JOIN arms.series s ON s.dataset = e.dataset
                        AND s.series_id = f.series_id
     WHERE f.what = 'exception';
    WITH dated AS ( -- apart from the undated, for the sake of the figures' key
        DELETE FROM arms_internal.figure r USING figure_fates f
         WHERE r.dataset = e.dataset AND f.what IN ('changed', 'removed')
           AND r.series_id = f.series_id AND r.period_start = f.period_start
        RETURNING r.*
    ), undated AS (
        DELETE FROM arms_internal.figure r USING figure_fates f
         WHERE r.dataset = e.dataset AND f.what IN ('changed', 'removed')
           AND r.series_id = f.series_id
           AND r.period_start IS NULL AND f.period_start IS NULL
        RETURNING r.*
    )
    INSERT INTO arms_history.figure_history (series_id, period_start, edition_id,
           number, line, dataset, value, flag, valid_to)
    SELECT ended.*, e.applied_at
      FROM (SELECT * FROM dated UNION ALL SELECT * FROM undated) ended;
    INSERT INTO arms_internal.figure (series_id, period_start, edition_id, number, line,
           dataset, value, flag)
    SELECT kept_id, period_start, e.edition_id, number, line, e.dataset, value,
           flag
      FROM figure_fates WHERE what IN ('added', 'changed')
     ORDER BY number;
    SELECT count(*) FILTER (WHERE what = 'added'),
           count(*) FILTER (WHERE what = 'changed'),
           count(*) FILTER (WHERE what = 'removed')
      INTO added, changed, removed
      FROM figure_fates;
    PERFORM arms_internal.note_figures(e.dataset, added - removed);
    PERFORM arms_internal.count_for_planner(arms_internal.partition_name('figure', e.dataset));
END $$;
