# For tests of what the database makes of publications: documents that say what
# a test wants, on any surface, staged and merged as a load does it. Sourced
# behind tests/lib.sh and tests/http/publisher.sh.
# shellcheck shell=sh disable=SC2154

# A document; each record is a JSON object of columns of arms.publication, and
# "purchasers": a list of codes, and of names of those that have none.
document() { # FILE SURFACE URL [RECORD...]
	file=$HERE/$1.json
	head=$(printf '"name":"%s","surface":"%s","url":"%s"' "$1" "$2" "$3")
	shift 3
	(
		IFS=,
		printf '{%s,"fetched_at":"%s","records":[%s]}\n' "$head" \
		    "${FETCHED:-2026-01-01}" "$*"
	) >"$file"
}

# SQL that merges documents as one package.
package() { # FILE...
	documents=$(for file in "$@"; do
		sed "s/'/''/g; \$!b; s/\$/,/" "$HERE/$file.json"
	done)
	cat <<-SQL
	BEGIN;
	INSERT INTO arms.source (source) VALUES ('test') ON CONFLICT DO NOTHING;
	INSERT INTO arms.run (command, source, mode, version)
	VALUES ('test', 'test', 'live', 'test');
	SELECT arms_internal.begin_package();
	CREATE TEMP TABLE given ON COMMIT DROP AS
	SELECT md5(d ->> 'name')::uuid AS document_id, d, d ->> 'surface' AS surface,
	       d ->> 'url' AS url, number::integer, r
	  FROM jsonb_array_elements('[${documents%,}]') d
	  LEFT JOIN LATERAL jsonb_array_elements(d -> 'records')
	       WITH ORDINALITY e (r, number) ON true;
	INSERT INTO new_document (document_id, source, url, sha256, fetched_at,
	    bytes, warc_file, warc_offset, records, row_hash)
	SELECT DISTINCT document_id, 'test', url, md5(d::text),
	    (d ->> 'fetched_at')::timestamptz, 1, 'test.warc.gz', 0,
	    jsonb_array_length(d -> 'records'), md5(d::text)::uuid FROM given;
	INSERT INTO new_publication
	SELECT p.* FROM given CROSS JOIN LATERAL jsonb_populate_record(
	    NULL::new_publication, jsonb_build_object('kind', 'original',
	        'purchaser_iso3', CASE WHEN r #>> '{purchasers,0}' ~ '^[A-Z]{3}\$'
	            AND r #> '{purchasers,1}' IS NULL
	            THEN r #>> '{purchasers,0}' END,
	        'purchaser_name', 'Government of ' || (r #>> '{purchasers,0}')
	    ) || r || jsonb_build_object('document_id', given.document_id, 'number',
	        given.number, 'surface', given.surface, 'url', given.url, 'row_hash',
	        md5(r::text)::uuid)) p WHERE given.number IS NOT NULL;
	INSERT INTO new_publication_purchaser
	SELECT document_id, given.number, position,
	       CASE WHEN name ~ '^[A-Z]{3}\$' THEN name END, name, md5(name)::uuid
	  FROM given CROSS JOIN LATERAL jsonb_array_elements_text(
	       r -> 'purchasers') WITH ORDINALITY e (name, position);
	INSERT INTO new_fault (document_id, fault_number, number, field, reason,
	    row_hash)
	SELECT document_id, 0, 1, 'title', 'is given as a fault', md5('')::uuid
	  FROM given WHERE r ? 'fault';
	SELECT arms_internal.merge_package(max(run_id)) FROM arms.run;
	COMMIT;
	SQL
}

merge() { # FILE...: as one package
	package "$@" | psql -XqAt -v ON_ERROR_STOP=1 >"$HERE/merged"
}

# SQL for all that is known now, as one text without what differs from run to
# run.
known() {
	cat <<-'SQL'
	SELECT string_agg(t || ' ' || r, E'\n' ORDER BY t, r COLLATE "C") FROM (
	    SELECT 'notice' AS t, to_jsonb(x) AS r FROM arms.notice x
	    UNION ALL SELECT 'publication', to_jsonb(x) FROM arms.notice_publication x
	    UNION ALL SELECT 'purchaser', to_jsonb(x) FROM arms.notice_purchaser x
	    UNION ALL SELECT 'item', to_jsonb(x) FROM arms.notice_item x
	    UNION ALL SELECT 'contractor', to_jsonb(x) FROM arms.notice_contractor x
	    UNION ALL SELECT 'discrepancy', to_jsonb(x) FROM arms.discrepancy x
	    UNION ALL SELECT 'fault', to_jsonb(x) FROM arms.fault x
	) known (t, row) CROSS JOIN LATERAL (
	    SELECT (row - '{run_id,valid_from}'::text[])::text) s (r);
	SQL
}

# SQL that merges packages in every order: each way goes on from what it shares
# with the one before. Prints a digest of what each comes to.
walk() { # WAY PACKAGE...: documents of a package are joined by +
	way=$1
	shift
	if [ $# = 0 ]; then
		known | sed "1s/SELECT/SELECT '$way', md5(/" |
		    sed '1s/"C")/"C"))/'
		return
	fi
	left=$#
	while [ "$left" -gt 0 ]; do
		first=$1
		shift
		echo "SAVEPOINT at_$#;"
		# shellcheck disable=SC2046 # a list of words
		package $(echo "$first" | tr + ' ') | sed '/^BEGIN;$/d; /^COMMIT;$/d'
		echo "DROP TABLE given;"
		(walk "$way $first" "$@")
		echo "ROLLBACK TO SAVEPOINT at_$#;"
		set -- "$@" "$first"
		left=$((left - 1))
	done
}

factorial() {
	[ "$1" -le 1 ] && echo 1 || echo $(($1 * $(factorial $(($1 - 1)))))
}

# Whether packages come to the same in every order, and all at once; these are
# left in the database.
in_every_order() { # NAME PACKAGE...
	what=$1
	shift
	{
		# The working tables are made once, as in a rehearsal.
		echo "BEGIN; SELECT arms_internal.begin_package();"
		walk "" "$@"
		echo "ROLLBACK;"
	} | psql -XqAt -v ON_ERROR_STOP=1 2>"$HERE/errors" |
	    grep '^ .*|' >"$HERE/ways"
	is "$(cat "$HERE/errors")" "" "$what: everything is merged"
	is "$(sort -u "$HERE/ways" | wc -l)" "$(factorial $#)" "$what: in every order"
	# shellcheck disable=SC2046 # a list of words
	merge $(echo "$*" | tr + ' ')
	known | sed '1s/SELECT/SELECT md5(/; 1s/"C")/"C"))/' | psql -XqAt >"$HERE/once"
	is "$(sed 's/.*|//' "$HERE/ways" | sort -u)" "$(cat "$HERE/once")" \
	    "$what: which comes to the same as all at once"
}
