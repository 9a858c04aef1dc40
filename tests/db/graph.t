#!/bin/sh
# armsetl export --format edges and graphml: who sold to whom, the same in both.
set -u
. tests/lib.sh

database
run migrate
for source in dsca state sipri-register; do
	# shellcheck disable=SC2046 # a list of files
	run import $source $(find "tests/golden/$source" -type f ! -name '*.expected' \
	    ! -name 'broken-*' ! -name 'unreadable-*' ! -name 'drift-*' | LC_ALL=C sort)
done
run -q replay
sql "UPDATE arms.notice_purchaser SET iso3 = NULL,
            name = E'<b>\"A & B\"</b> \\u202e\\uFFFF' || repeat('x', 1000000)
      WHERE notice_id = (SELECT min(notice_id) FROM (SELECT notice_id
                FROM arms.notice_purchaser GROUP BY 1 HAVING count(*) = 1) n);
     UPDATE arms.notice SET purchaser_iso3 = NULL WHERE notice_id IN (
            SELECT notice_id FROM arms.notice_purchaser WHERE length(name) > 1000000)"
unnamed=$(sql "SELECT notice_id FROM arms.notified WHERE added_usd > 0 AND purchaser_iso3 IS NOT NULL
               ORDER BY notice_id DESC LIMIT 1")
sql "DELETE FROM arms.notice_purchaser WHERE notice_id = '$unnamed';
     UPDATE arms.notice SET purchaser_iso3 = NULL, purchaser_name = NULL
      WHERE notice_id = '$unnamed'"

edges=$HERE/edges
graph=$HERE/arms.graphml
run export --out "$edges" --format edges
is "$status" 0 "edges are written"
is "$(cd "$edges" && ls)" "datapackage.json
edges.csv" "in a Data Package"
is "$(sqlite3 -batch :memory: ".import --csv $edges/edges.csv e" \
    "SELECT DISTINCT kind FROM e")" notified \
    "of what Congress was notified of, alone"
like "$err" "left out .*: edges" "what is left out is said"
run export --out "$graph" --format graphml
is "$status" 0 "a graph is written"
count() { # ELEMENT
	grep -c "<$1 " "$graph"
}
is "$(count edge)" "$(sql "SELECT count(*) FROM arms_internal.flow_edge
    WHERE NOT is_restricted")" "with as many edges"
is "$(grep -c '<b>' "$graph")" 0 "and names are text"
is "$(LC_ALL=C grep -c "$(printf '\342\200\256\\|\357\277\277')" "$graph")" 0 \
    "without what XML cannot have, or turns the direction"

rm -r "$edges"
run export --out "$edges" --format edges --include-restricted
run export --out "$graph" --format graphml --include-restricted
is "$status" 0 "with the register"
is "$(sql "SELECT string_agg(DISTINCT kind, ' ' ORDER BY kind)
      FROM arms_internal.flow_edge")" "delivered notified ordered" "there are three kinds"
is "$(sqlite3 -batch :memory: ".import --csv $edges/edges.csv e" \
    "SELECT kind, count(*), round(sum(weight), 4) FROM e GROUP BY 1 ORDER BY 1")" \
    "$(sql "SELECT kind, count(*), CASE WHEN kind = 'notified'
        THEN sum(weight)::numeric(20,1)::text
        ELSE trim_scale(round(sum(weight), 4))::text END
      FROM arms_internal.flow_edge GROUP BY 1 ORDER BY 1")" "weights add up to the same"
is "$(sql "SELECT sum(weight) FROM arms_internal.flow_edge WHERE kind = 'notified'")" \
    "$(sql "SELECT sum(added_usd) FROM arms.notified")" "which is that of the notices"
is "$(sql "SELECT weight FROM arms_internal.flow_edge WHERE target = 'not stated'")" \
    "$(sql "SELECT added_usd FROM arms.notified WHERE notice_id = '$unnamed'")" \
    "also of those that name no purchaser"
is "$(sql "SELECT sum(weight) FROM arms_internal.flow_edge WHERE kind = 'delivered'")" \
    "$(sql "SELECT sum(tiv_delivered) FROM arms.flow")" "and of the register"

"$BUILD/tests/tools/graph" "$graph" | LC_ALL=C sort >"$HERE/got"
sql "SELECT substr(source, 1, 20), source_iso3, substr(translate(target, E'\\u202e\\uFFFF',
                E' \\uFFFD'), 1, 20), target_iso3, kind, weight, first_year, parts
       FROM arms_internal.flow_edge" | LC_ALL=C sort >"$HERE/wanted"
same_file "$HERE/got" "$HERE/wanted" "each edge has its ends, weight and years"
is "$(count node)" "$(sql "SELECT count(DISTINCT (name, iso3)) FROM (
        SELECT source, source_iso3 FROM arms_internal.flow_edge UNION ALL
        SELECT target, target_iso3 FROM arms_internal.flow_edge) n (name, iso3)")" \
    "each party is one node"
is "$(grep -o '<\(node\|edge\) id="[^"]*"' "$graph" | sort | uniq -d)" "" \
    "each has an id of its own"
is "$(cut -d '|' -f 3 "$HERE/got" | grep -c '^b a b b ')" 1 "a name of a megabyte is one, too"
like "$(cat "$graph")" "sha256: $(jq -r .about.sha256 "$edges/datapackage.json")" \
    "the graph tells what it is, with the same digest"
like "$(cat "$graph")" "licence: sipri-register: .*copyright SIPRI" "and licences"
run export --out "$HERE/past" --format edges --include-restricted --as-of 2001-01-01
is "$(jq -r '.about["of today all the same"]' "$HERE/past/datapackage.json")" \
    "edges of the kind notified" "as of a time, it tells what of it is of today"
run export --out "$HERE/a%20b.graphml" --format graphml --include-restricted
is "$status" 0 "a place is a path, not an address"
is "$(grep -c '<edge ' "$HERE/a%20b.graphml")" "$(count edge)" "and all is there"
status=0
(trap '' XFSZ; ulimit -f 2; exec "$ARMSETL" --config "$HERE/conf" export \
    --out "$HERE/full.graphml" --format graphml) >"$HERE/log" 2>&1 || status=$?
is "$status" 73 "a disk that is full is told"
is "$(find "$HERE" -name 'full*')" "" "and nothing is left"
run export --out "$graph" --format graphml notice
is "$status" 64 "a graph has no tables"

done_testing
