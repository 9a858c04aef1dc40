#!/bin/sh
# A database whose figures are wide is brought to thin ones: every version of
# every figure is there as it was, who may read may read, and where that cannot
# be, nothing is done.
set -u
. tests/lib.sh
. tests/db/rows.sh
bare_database

migrated_to 0014

# Two editions; the second has another value, another name, and lacks a figure.
rows=${ROWS:-200}
psql -Xq -v ON_ERROR_STOP=1 -v rows="$rows" <<'SQL'
INSERT INTO arms.run (command, source, version, mode, status)
VALUES ('replay', 'census-trade', '0', 'replay', 'ok');
INSERT INTO arms.document (document_id, source, url, sha256, fetched_at,
       media_type, bytes, warc_file, warc_offset, records, row_hash, run_id,
       valid_from)
SELECT ('00000000-0000-0000-0000-00000000000' || n)::uuid, 'census-trade',
       'file:///' || n, n, now(), 'text/csv', 1, 'f', n, 1,
       gen_random_uuid(), 1, now()
  FROM generate_series(1, 2) n;
INSERT INTO arms.edition (document_id, dataset, edition_at, stated, open_deals,
       partial, rows, content, row_hash, run_id, valid_from, applied_at)
SELECT document_id, 'census-trade', date '2020-01-01' + warc_offset::integer,
       true, false, false, 1, gen_random_uuid(), gen_random_uuid(), 1, now(),
       date '2020-01-01' + warc_offset::integer
  FROM arms.document;
CREATE TABLE arms.observation_census_trade PARTITION OF arms.observation
    FOR VALUES IN ('census-trade');
CREATE TABLE arms.observation_history_census_trade
    PARTITION OF arms.observation_history FOR VALUES IN ('census-trade');
CREATE VIEW wide AS
SELECT 'census-trade'::text AS dataset, md5(n::text)::uuid AS observation_id,
       (1 + n % 2)::smallint AS occurrence, 'exports'::text AS indicator,
       'United States'::text AS reporter, 'USA'::char(3) AS reporter_iso3,
       'UNITED STATES'::text AS reporter_name,
       CASE WHEN n % 7 > 0 THEN 'Canada' END AS partner,
       CASE WHEN n % 7 > 0 THEN 'CAN'::char(3) END AS partner_iso3,
       CASE WHEN n % 7 > 0 THEN 'Canada' END AS partner_name,
       'HS10'::text AS item_scheme, (n / 20)::text AS item_code,
       'PISTOLS, "NEW"'::text AS item_name, p.period_start, p.period_end,
       n / 10.0 AS value, 'USD'::text AS unit, NULL::text AS flag,
       CASE WHEN n % 7 = 0 THEN 'partner' END AS total_of,
       d.document_id, n AS number, n + 1 AS line,
       md5('row' || n)::uuid AS row_hash, 1::bigint AS run_id,
       e.applied_at AS valid_from
  FROM generate_series(1, :rows) n
  JOIN arms.document d ON d.warc_offset = 1
  JOIN arms.edition e USING (document_id)
 CROSS JOIN LATERAL (SELECT CASE n % 20
        WHEN 19 THEN NULL WHEN 18 THEN date '1976-07-01'
        WHEN 17 THEN date '2020-02-10'
        ELSE (date '2019-01-01' + (n % 20) * interval '1 month')::date END) s
        (period_start)
 CROSS JOIN LATERAL (SELECT period_start, CASE n % 20
        WHEN 18 THEN date '1976-09-30' WHEN 17 THEN date '2020-03-08'
        ELSE (period_start + interval '1 month' - interval '1 day')::date END
        AS period_end) p;
INSERT INTO arms.observation SELECT * FROM wide WHERE number % 5 > 0;
INSERT INTO arms.observation
SELECT w.dataset, observation_id, occurrence, indicator, reporter,
       reporter_iso3, reporter_name, partner, partner_iso3, partner_name,
       item_scheme, item_code, CASE number % 3 WHEN 0 THEN 'PISTOLS'
           ELSE item_name END, period_start, period_end, value + number % 2,
       unit, 'revised', total_of, e.document_id, number, line,
       gen_random_uuid(), 1, e.applied_at
  FROM wide w JOIN arms.edition e ON e.edition_at > w.valid_from
 WHERE number % 10 = 5;
INSERT INTO arms.observation_history
SELECT w.*, e.applied_at
  FROM wide w JOIN arms.edition e ON e.edition_at > w.valid_from
 WHERE number % 5 = 0;
INSERT INTO arms.edition_row
SELECT e.document_id, observation_id, occurrence
  FROM arms.observation o JOIN arms.edition e ON e.edition_at > o.valid_from
 WHERE number % 50 = 1;
SQL
history=arms
internal=arms
versions() {
	for table in arms.observation $history.observation_history; do
		sql "SELECT to_jsonb(o) - '{observation_id,row_hash}'::text[]
		       FROM $table o ORDER BY valid_from, number"
	done
	sql "SELECT w.document_id, o.number FROM $internal.edition_row w
	       JOIN arms.observation o ON o.observation_id = w.row_id
	                              AND o.occurrence = w.occurrence
	      ORDER BY 2"
}
versions >"$HERE/before"
ok "$([ "$(wc -l <"$HERE/before")" -gt "$rows" ]; echo $?)" \
    "there are figures, and some in history"

sql "CREATE VIEW public.of_somebody AS SELECT value FROM arms.observation"
run migrate
is "$status" 73 "a view of somebody else would be lost: nothing is migrated"
like "$err" "of_somebody|other objects depend" "and the message says why"
versions >"$HERE/after"
same_file "$HERE/after" "$HERE/before" "every figure is where it was"
sql "DROP VIEW public.of_somebody, wide"

reader=reader_$$
sql "CREATE ROLE $reader; GRANT SELECT ON arms.observation TO $reader"
run migrate
is "$status" 0 "without it the figures become thin"
history=arms_history
internal=arms_internal
versions >"$HERE/after"
same_file "$HERE/after" "$HERE/before" "each version of each is as it was"
is "$(misnoted)" "" "as many figures are noted as there are"
is "$(sql "SELECT has_table_privilege('$reader', 'arms.observation', 'SELECT'),
              has_table_privilege('$reader', 'arms_internal.figure', 'SELECT')")" "t|f" \
    "who could read the table can read the view"
is "$(sql "SELECT count(*) FROM (
             SELECT dataset, observation_id, occurrence FROM arms.observation
              GROUP BY 1, 2, 3 HAVING count(*) > 1) twice")" 0 \
    "each figure has an identity of its own"
is "$(sql "SELECT count(*) > 0 FROM arms.observation o
             JOIN arms_history.observation_history h
            USING (observation_id, occurrence)
            WHERE o.item_name <> h.item_name")" t \
    "which it keeps under another name"
run migrate --dry-run
is "$out" "the routines and views are current" "and nothing is left to do"
sql "DROP OWNED BY $reader; DROP ROLE $reader"

done_testing
