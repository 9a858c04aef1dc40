-- Batches: the documents that the database does not have are merged run by run,
-- as they came into the archive, so that a database that is made anew from the
-- archive alone has the history of one that was loaded day by day.

-- Reads nothing.
CREATE OR REPLACE FUNCTION arms.microseconds(at timestamptz) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
    SELECT (extract(epoch FROM at) * 1000000)::bigint
$$;

-- In which runs there came what the database does not have, of the package
-- whose captures are staged. One at least, so that what is read otherwise than
-- before is merged too.
-- Reads new_capture, arms.document.
CREATE OR REPLACE FUNCTION arms.find_batches() RETURNS SETOF bigint
LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY
    SELECT DISTINCT arms.microseconds(c.run_at)
      FROM new_capture c LEFT JOIN arms.document d USING (document_id)
     WHERE d IS NULL OR (c.fetched_at, c.warc_file, c.warc_offset)
                      > (d.fetched_at, d.warc_file, d.warc_offset)
     ORDER BY 1;
    IF NOT FOUND THEN
        RETURN QUERY SELECT coalesce(
            (SELECT arms.microseconds(max(run_at)) FROM new_capture), 0);
    END IF;
END $$;

-- A document is as new as the newest of its captures up to then.
-- Reads the table of captures; changes new_document.
CREATE OR REPLACE FUNCTION arms.date_documents(captures text, until bigint)
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'UPDATE pg_temp.new_document n'
        '   SET fetched_at = c.fetched_at, warc_file = c.warc_file,'
        '       warc_offset = c.warc_offset'
        '  FROM (SELECT DISTINCT ON (document_id) * FROM pg_temp.%I'
        '         WHERE arms.microseconds(run_at) <= $1'
        '         ORDER BY document_id, fetched_at DESC, warc_file DESC,'
        '               warc_offset DESC) c'
        ' WHERE c.document_id = n.document_id'
        '   AND (n.fetched_at, n.warc_file, n.warc_offset)'
        '    <> (c.fetched_at, c.warc_file, c.warc_offset)', captures)
    USING until;
END $$;

-- Makes a table for what a package of several batches states, to be filled by
-- COPY, and gives its name. It outlives the transactions of the batches.
-- Makes waiting_<package>_<target>.
CREATE OR REPLACE FUNCTION arms.stage_waiting(package integer, target text,
    header text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    name text := format('waiting_%s_%s', package, target);
BEGIN
    PERFORM arms.check_header(target, header);
    EXECUTE format('CREATE TEMP TABLE %I AS ', name)
        || arms.query_of_package(target, header);
    RETURN format('pg_temp.%I', name);
END $$;

-- The tables of a waiting package.
-- Reads nothing but the catalogue.
CREATE OR REPLACE FUNCTION arms.waiting_tables(package integer)
RETURNS TABLE (name text, target text)
LANGUAGE sql STABLE AS $$
    SELECT relname::text, substr(relname, length(w.prefix) + 1)
      FROM pg_class, format('waiting_%s_', package) w (prefix)
     WHERE relnamespace = pg_my_temp_schema() AND relkind = 'r'
       AND starts_with(relname::text, w.prefix)
$$;

-- The documents of a waiting package that came behind one run and up to
-- another. An edition that has to be applied anew is better taken from the
-- package, as long as it is there: the database does not know all its lines any
-- more.
-- Reads waiting_<package>_capture, waiting_<package>_edition.
-- Makes batch_documents.
CREATE OR REPLACE FUNCTION arms.find_batch_documents(package integer,
    since bigint, until bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    captures text := format('waiting_%s_capture', package);
    editions text := format('waiting_%s_edition', package);
BEGIN
    EXECUTE format(
        'CREATE TEMP TABLE batch_documents ON COMMIT DROP AS'
        ' SELECT DISTINCT document_id FROM pg_temp.%I'
        '  WHERE arms.microseconds(run_at) > $1'
        '    AND arms.microseconds(run_at) <= $2', captures)
    USING since, until;
    EXECUTE format(
        'INSERT INTO batch_documents'
        ' SELECT e.document_id FROM pg_temp.%1$I e'
        '   JOIN (SELECT dataset, min(edition_at) AS since'
        '           FROM pg_temp.%1$I JOIN batch_documents USING (document_id)'
        '          GROUP BY dataset) m'
        '     ON e.dataset = m.dataset AND e.edition_at >= m.since'
        '  WHERE e.document_id IN (SELECT document_id FROM pg_temp.%2$I'
        '                           WHERE arms.microseconds(run_at) <= $1)'
        ' EXCEPT SELECT document_id FROM batch_documents', editions, captures)
    USING until;
    ANALYZE batch_documents;
END $$;

-- Takes a batch out of a waiting package, to be merged.
-- Reads waiting_<package>_<target> of each table.
-- Fills new_<target> of each but captures; makes batch_documents and drops it.
CREATE OR REPLACE FUNCTION arms.take_batch(package integer, since bigint,
    until bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    name text;
    target text;
BEGIN
    PERFORM arms.find_batch_documents(package, since, until);
    FOR name, target IN
        SELECT w.name, w.target FROM arms.waiting_tables(package) w
         WHERE w.target <> 'capture'
    LOOP
        EXECUTE format(
            'INSERT INTO pg_temp.%I (%s) SELECT t.*'
            ' FROM pg_temp.%I t JOIN batch_documents USING (document_id)',
            'new_' || target,
            (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
               FROM pg_attribute
              WHERE attrelid = ('pg_temp.' || name)::regclass AND attnum > 0),
            name);
        EXECUTE format('ANALYZE %I', 'new_' || target);
    END LOOP;
    PERFORM arms.date_documents(format('waiting_%s_capture', package), until);
    DROP TABLE batch_documents;
END $$;

-- Drops waiting_<package>_<target> of each table.
CREATE OR REPLACE FUNCTION arms.drop_waiting(package integer) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT w.name FROM arms.waiting_tables(package) w LOOP
        EXECUTE format('DROP TABLE pg_temp.%I', name);
    END LOOP;
END $$;
