-- What researchers corrected, by arms.correction: see config/reference/README.md.
-- It is applied to what the publications of a notice say together, where what was
-- read is still what the researcher saw; else that stands, and there is a fault.

-- Which values may be corrected, with their types: not those by which a row is
-- known, nor those that follow from others.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.correctable_fields(target text)
RETURNS TABLE (field name, type text, is_needed boolean)
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT attname, format_type(atttypid, atttypmod), attnotnull
      FROM pg_attribute
     WHERE target IN ('notice', 'notice_purchaser', 'notice_item',
               'notice_contractor')
       AND attrelid = ('arms.' || target)::regclass AND attnum > 0
       AND NOT attisdropped AND attgenerated = ''
       AND attname <> ALL (arms_internal.own_columns() || '{notice_id,document_id,
           position,part_of,transmittal,authority,kind,notified_on,
           notified_basis,review_ends_on,row_hash,corrected}'::text[]);
END $$;

-- Whether a value is one of those that a field may have, if it is of a list.
-- Reads the lists.
CREATE OR REPLACE FUNCTION arms_internal.is_of_list(field text, value text)
RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT CASE field
        WHEN 'iso3' THEN EXISTS (
            SELECT FROM arms.country c WHERE c.iso3::text = value)
        WHEN 'purchaser_iso3' THEN EXISTS (
            SELECT FROM arms.country c WHERE c.iso3::text = value)
        WHEN 'contractor_id' THEN EXISTS (
            SELECT FROM arms.contractor c WHERE c.contractor_id = value)
        WHEN 'category' THEN EXISTS (
            SELECT FROM arms.equipment_category c WHERE c.category = value)
        WHEN 'family' THEN EXISTS (
            SELECT FROM arms.equipment_family f WHERE f.family = value)
        WHEN 'precision' THEN
            value IN ('exact', 'estimate', 'up to', 'at least')
        ELSE value <> '' END
$$;

-- What a row of a list is called as it was read: lists are known by positions, and
-- another row may come to stand there. Null of a notice itself.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.row_name(line jsonb) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(line #>> '{corrected,designation,was}',
        line #>> '{corrected,name,was}', line ->> 'designation',
        line ->> 'name')
$$;

-- Refuses a line of the list that cannot be applied; COPY tells which it is.
-- Reads the lists, and the catalogue.
CREATE OR REPLACE FUNCTION arms_internal.check_correction() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    kind record;
BEGIN
    SELECT * INTO kind FROM arms_internal.correctable_fields(new.table_name) f
     WHERE f.field = new.field;
    IF NOT FOUND THEN
        RAISE '% of % cannot be corrected', new.field, new.table_name;
    END IF;
    IF (new.table_name = 'notice') <> (new.position IS NULL) THEN
        RAISE 'position: a row of % has %', new.table_name,
            CASE WHEN new.position IS NULL THEN 'one' ELSE 'none' END;
    END IF;
    IF (new.table_name = 'notice') <> (new.row_name IS NULL) THEN
        RAISE 'row_name: a row of % has %', new.table_name,
            CASE WHEN new.row_name IS NULL THEN 'one' ELSE 'none' END;
    END IF;
    IF kind.is_needed AND new.value IS NULL THEN
        RAISE '% of % cannot be nothing', new.field, new.table_name;
    END IF;
    IF new.value IS NOT DISTINCT FROM new.was THEN
        RAISE '%: value is what was read', new.field;
    END IF;
    IF new.source !~ '^https?://' THEN
        RAISE 'source: "%" is no address', new.source;
    END IF;
    IF new.value IS NOT NULL
       AND NOT arms_internal.is_of_list(new.field, new.value) THEN
        RAISE '% cannot be "%"', new.field, new.value;
    END IF;
    EXECUTE format('SELECT $1::%1$s, $2::%1$s', kind.type)
      USING new.was, new.value;
    RETURN new;
END $$;
CREATE OR REPLACE TRIGGER check_correction BEFORE INSERT ON arms.correction
    FOR EACH ROW EXECUTE FUNCTION arms_internal.check_correction();

-- Corrects one field of one table of the touched notices. The publication that gave
-- the value is the first that states it; of a list, the first of its document.
-- Reads arms.correction, touched_notices, ranked_publications.
-- Changes new_<target>; fills stale_corrections.
CREATE OR REPLACE FUNCTION arms_internal.correct_field(target text, field text)
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    kind record;
BEGIN
    SELECT * INTO kind FROM arms_internal.correctable_fields(target) f
     WHERE f.field = correct_field.field;
    EXECUTE format($sql$
        INSERT INTO stale_corrections
        SELECT p.document_id, p.number, c.table_name, c.position, c.field,
               t.%2$I::text
          FROM touched_notices
          JOIN arms.correction c USING (notice_id)
          JOIN pg_temp.%1$I t ON t.notice_id = c.notice_id
         CROSS JOIN LATERAL (
            SELECT r.document_id, r.number
              FROM ranked_publications r WHERE r.notice_id = t.notice_id
             ORDER BY CASE WHEN c.position IS NULL
                           THEN to_jsonb(r) ->> c.field IS NULL
                           ELSE r.document_id <> t.document_id END, r.rank
             LIMIT 1) p
         WHERE (c.table_name, c.field) = ($1, $2)
           AND c.position::text
               IS NOT DISTINCT FROM to_jsonb(t) ->> 'position'
           AND (t.%2$I IS DISTINCT FROM c.was::%3$s
                OR arms_internal.row_name(to_jsonb(t)) IS DISTINCT FROM c.row_name)
        $sql$, 'new_' || target, field, kind.type) USING target, field;
    EXECUTE format($sql$
        UPDATE pg_temp.%1$I t
           SET %2$I = c.value::%3$s,
               corrected = coalesce(t.corrected, '{}') || jsonb_build_object(
                   c.field, jsonb_build_object('was', t.%2$I::text,
                       'why', c.why, 'who', c.who, 'source', c.source,
                       'day', c.day))
          FROM arms.correction c
         WHERE (c.table_name, c.field) = ($1, $2)
           AND t.notice_id = c.notice_id
           AND c.position::text
               IS NOT DISTINCT FROM to_jsonb(t) ->> 'position'
           AND arms_internal.row_name(to_jsonb(t)) IS NOT DISTINCT FROM c.row_name
           AND t.%2$I IS NOT DISTINCT FROM c.was::%3$s
        $sql$, 'new_' || target, field, kind.type) USING target, field;
END $$;

-- A purchaser that is the only one stands in the notice and in its list: where
-- one of these was corrected the other, if it said the same and has no correction
-- of its own, follows.
-- Reads arms.correction; changes new_notice, new_notice_purchaser.
CREATE OR REPLACE FUNCTION arms_internal.correct_only_purchasers() RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    pair record;
BEGIN
    FOR pair IN SELECT *
        FROM (VALUES ('purchaser_iso3', 'iso3'), ('purchaser_name', 'name'))
            v (of_notice, of_list)
    LOOP
        EXECUTE format($sql$
            UPDATE new_notice_purchaser p
               SET %2$I = n.%1$I, corrected = coalesce(p.corrected, '{}')
                       || jsonb_build_object(%2$L, n.corrected -> %1$L)
              FROM new_notice n
             WHERE n.notice_id = p.notice_id AND n.corrected ? %1$L
               AND p.%2$I::text IS NOT DISTINCT FROM
                   n.corrected -> %1$L ->> 'was'
               AND (n.%1$I IS NOT NULL OR %2$L <> 'name')
               AND (SELECT count(*) FROM new_notice_purchaser o
                     WHERE o.notice_id = p.notice_id) = 1
               AND NOT EXISTS (
                    SELECT FROM arms.correction c
                     WHERE (c.notice_id, c.table_name, c.field)
                           = (p.notice_id, 'notice_purchaser', %2$L))
            $sql$, pair.of_notice, pair.of_list);
        EXECUTE format($sql$
            UPDATE new_notice n
               SET %1$I = p.%2$I, corrected = coalesce(n.corrected, '{}')
                       || jsonb_build_object(%1$L, p.corrected -> %2$L)
              FROM new_notice_purchaser p
             WHERE n.notice_id = p.notice_id AND p.corrected ? %2$L
               AND n.%1$I::text IS NOT DISTINCT FROM
                   p.corrected -> %2$L ->> 'was'
               AND (SELECT count(*) FROM new_notice_purchaser o
                     WHERE o.notice_id = p.notice_id) = 1
               AND NOT EXISTS (
                    SELECT FROM arms.correction c
                     WHERE (c.notice_id, c.table_name, c.field)
                           = (n.notice_id, 'notice', %1$L))
            $sql$, pair.of_notice, pair.of_list);
    END LOOP;
END $$;

-- Corrects the touched notices by what researchers say of them.
-- Reads arms.correction, touched_notices, ranked_publications.
-- Changes new_notice, new_notice_purchaser, new_notice_item,
--   new_notice_contractor; fills stale_corrections: those that do not fit, and what
--   was read in their place.
CREATE OR REPLACE FUNCTION arms_internal.correct_notices() RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    list text;
BEGIN
    PERFORM arms_internal.correct_field(table_name, field)
       FROM (SELECT DISTINCT table_name, field
               FROM arms.correction JOIN touched_notices USING (notice_id)) c;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    PERFORM arms_internal.correct_only_purchasers();
    FOREACH list IN ARRAY '{purchaser,item,contractor}'::text[] LOOP
        EXECUTE format('UPDATE pg_temp.%I t SET row_hash = md5(t::text)::uuid'
            ' WHERE corrected IS NOT NULL', 'new_notice_' || list);
    END LOOP;
END $$;

-- The numbers of faults that are of corrections: behind all others.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.is_stale_correction(fault_number integer)
RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT fault_number <= -1000000 $$;

-- The faults of the corrections that do not fit, each with the document whose
-- value it does not fit.
-- Reads stale_corrections, touched_notices, arms.notice_publication, arms.fault;
-- changes touched_documents: those that may have lost or got such a fault;
-- fills new_fault for these.
CREATE OR REPLACE FUNCTION arms_internal.find_stale_faults() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM touched_documents t
     WHERE NOT EXISTS (SELECT FROM arms.fault f
                        WHERE f.document_id = t.document_id
                          AND arms_internal.is_stale_correction(f.fault_number));
    INSERT INTO touched_documents
    SELECT document_id FROM stale_corrections
    UNION
    SELECT f.document_id
      FROM arms.fault f
      JOIN arms.notice_publication USING (document_id, number)
      JOIN touched_notices USING (notice_id)
     WHERE arms_internal.is_stale_correction(f.fault_number);

    TRUNCATE new_fault;
    INSERT INTO new_fault (document_id, fault_number, number, place, field,
           reason, value_as_published, row_hash)
    SELECT f.document_id, f.fault_number, f.number, f.place, f.field, f.reason,
           f.value_as_published, f.row_hash
      FROM arms.fault f
     WHERE f.document_id IN (SELECT document_id FROM touched_documents)
       AND (NOT arms_internal.is_stale_correction(f.fault_number)
            OR EXISTS (
                SELECT FROM arms.notice_publication n
                 WHERE (n.document_id, n.number) = (f.document_id, f.number)
                   AND n.notice_id NOT IN (
                        SELECT notice_id FROM touched_notices)))
    UNION ALL
    SELECT document_id, -1000000 - 1000 * number - row_number() OVER (
               PARTITION BY document_id, number
               ORDER BY table_name COLLATE "C", position, field COLLATE "C"),
           number, concat_ws(' ', table_name, position), field,
           'a correction does not fit: what it corrects has changed', value,
           md5(row(number, table_name, position, field, value)::text)::uuid
      FROM stale_corrections;
END $$;

-- Joins the notices anew that corrections are about, or were, when the lists have
-- changed. If that changes anything it is a run of its own, of the source of the
-- first of them. Gives how many rows changed.
-- Reads arms.correction, arms.notice and its lists, arms.notice_publication,
--   arms.fault; makes and fills the working tables; changes what join_touched()
--   does, and arms.run.
CREATE OR REPLACE FUNCTION arms_internal.join_corrected(program text, place text)
RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    own_run bigint;
    told jsonb;
    changes bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('armsetl merge'));
    PERFORM arms_internal.begin_package();
    INSERT INTO touched_notices
    SELECT notice_id FROM arms.correction JOIN arms.notice USING (notice_id)
    UNION SELECT notice_id FROM arms.notice WHERE corrected IS NOT NULL
    UNION SELECT notice_id FROM arms.notice_purchaser
           WHERE corrected IS NOT NULL
    UNION SELECT notice_id FROM arms.notice_item WHERE corrected IS NOT NULL
    UNION SELECT notice_id FROM arms.notice_contractor
           WHERE corrected IS NOT NULL
    UNION SELECT notice_id
            FROM arms.fault f
            JOIN arms.notice_publication USING (document_id, number)
           WHERE arms_internal.is_stale_correction(f.fault_number);
    IF NOT FOUND THEN
        RETURN 0::bigint;
    END IF;
    PERFORM arms_internal.make_notice_tables();
    INSERT INTO new_notice_publication (notice_id, document_id, number,
           surface, url, published_on, kind, total_usd, mde_usd,
           purchaser_iso3, delivered_on, matched_by, row_hash)
    SELECT notice_id, p.document_id, p.number, p.surface, p.url,
           p.published_on, p.kind, p.total_usd, p.mde_usd, p.purchaser_iso3,
           p.delivered_on, p.matched_by, p.row_hash
      FROM arms.notice_publication p JOIN touched_notices USING (notice_id);
    INSERT INTO arms.run (command, source, mode, version, host)
    SELECT 'lists', d.source, 'load', program, place
      FROM touched_notices JOIN arms.notice n USING (notice_id)
      JOIN arms.document d ON d.document_id = n.document_id
     ORDER BY notice_id COLLATE "C" LIMIT 1
    RETURNING run_id INTO own_run;
    SELECT jsonb_object_agg(j.target, jsonb_build_object('added', j.added,
               'changed', j.changed, 'removed', j.removed)),
           sum(j.added + j.changed + j.removed)::bigint
      INTO told, changes FROM arms_internal.join_touched(own_run) j;
    IF changes = 0 THEN
        DELETE FROM arms.run WHERE run_id = own_run;
    ELSE
        UPDATE arms.run SET status = 'ok', finished_at = clock_timestamp(),
               counts = told
         WHERE run_id = own_run;
    END IF;
    RETURN changes;
END $$;
