#!/bin/sh
# What a client lists is short, and a database of the version before, where all
# lay in one schema, is brought to that: nothing is lost, partitions on other
# servers are found, and who could read can read.
set -u
. tests/lib.sh

bare_database
sql "CREATE EXTENSION postgres_fdw"
migrated_to 0019
reader=reader_$$
sql "CREATE ROLE $reader;
     GRANT USAGE ON SCHEMA arms TO $reader;
     GRANT SELECT ON ALL TABLES IN SCHEMA arms TO $reader;
     INSERT INTO arms.source (source) VALUES ('dsca');
     INSERT INTO arms.run (command, source, version, mode, status)
     VALUES ('replay', 'dsca', '0', 'replay', 'ok');
     INSERT INTO arms.document (document_id, source, url, sha256, fetched_at,
            media_type, bytes, warc_file, warc_offset, records, row_hash,
            run_id, valid_from)
     SELECT gen_random_uuid(), source, 'file:///a', 'a', now(), 'text/html', 1,
            'f', 1, 0, gen_random_uuid(), run_id, now() FROM arms.run;
     UPDATE arms.document SET bytes = 2;
     CREATE TABLE arms.figure_greenbook
         PARTITION OF arms.figure FOR VALUES IN ('greenbook');
     CREATE SERVER second FOREIGN DATA WRAPPER postgres_fdw;
     CREATE FOREIGN TABLE arms.transfer_history_eda
         PARTITION OF arms.transfer_history FOR VALUES IN ('eda')
         SERVER second OPTIONS (schema_name 'arms');
     CREATE FUNCTION arms.of_somebody() RETURNS integer
         LANGUAGE sql AS 'SELECT 1';
     CREATE VIEW arms.of_somebody AS SELECT bytes FROM arms.document"
run migrate
is "$status" 0 "a database of the version before is migrated"

place_of() { # RELATION
	sql "SELECT string_agg(relnamespace::regnamespace::text, ' ')
	       FROM pg_class WHERE relname = '$1'"
}
is "$(place_of figure_greenbook) $(place_of figure) $(place_of edition_row)" \
    "arms_internal arms_internal arms_internal" "partitions and ledgers are aside"
is "$(place_of document_history) $(place_of observation_history)" \
    "arms_history arms_history" "so are earlier versions"
is "$(place_of transfer_history_eda) $(sql "SELECT ftoptions
        FROM pg_foreign_table
       WHERE ftrelid = 'arms_history.transfer_history_eda'::regclass")" \
    "arms_history {schema_name=arms_history}" \
    "a partition on another server is sought where that server has it now"
is "$(sql "SELECT bytes FROM arms_history.document_history")" 1 \
    "what was kept is there"
sql "UPDATE arms.document SET bytes = 3"
is "$(sql "SELECT string_agg(bytes::text, ' ' ORDER BY bytes)
             FROM arms_history.document_history")" "1 2" \
    "and what changes now goes there, too"
is "$(sql "SELECT arms.of_somebody(), bytes FROM arms.of_somebody")" "1|3" \
    "what somebody made is there"
is "$(sql "SET ROLE $reader; SELECT bytes FROM arms_history.document_history
            ORDER BY 1 LIMIT 1;
           SELECT count(*) FROM arms_internal.figure")" "1
0" "who could read reads all of it"
sql "DROP OWNED BY $reader; DROP ROLE $reader; DROP VIEW arms.of_somebody"

# What client programs list is of the schema `arms`.
is "$(sql "SELECT count(*) <= 70, count(*) > 40 FROM pg_class
            WHERE relnamespace = 'arms'::regnamespace
              AND relkind IN ('r', 'p', 'v', 'm', 'f')")" "t|t" \
    "70 tables and views at most are there for analysts"
is "$(sql "SELECT count(*) FROM pg_class
            WHERE relnamespace = 'arms'::regnamespace
              AND (relispartition OR relname ~ '_history(_|$)')")" 0 \
    "no partition and no history is among them"
is "$(sql "SELECT oid::regclass::text FROM pg_class
            WHERE relnamespace::regnamespace::text IN ('arms', 'arms_history',
                      'arms_internal')
              AND relkind IN ('r', 'p', 'v', 'f')
              AND oid IS DISTINCT FROM
                  to_regclass(arms_internal.qualified(relname::text))")" "" \
    "each lies where routines look for it"

sql "DROP SCHEMA arms CASCADE" 2>"$HERE/log"
run migrate
is "$status" 73 "what is left of a schema that was dropped is not taken for ours"
like "$err" "arms_history and arms_internal are left of a schema that is gone" \
    "and the message says so"

done_testing
