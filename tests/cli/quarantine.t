#!/bin/sh
# Documents are read in processes of their own: however many, the packages are
# the same; one that takes more than its limits, or dies, costs the others
# nothing, and is read again when the limits are others.
set -u
. tests/lib.sh
database

notice() { # NUMBER
	cat <<-HTML
	<html><head><title>x</title></head><body><div class="body">
	<h1>Sweden – Example Launchers</h1><p>Transmittal No: 26-$1</p>
	<p>WASHINGTON, January 8, 2026 - The State Department has made a
	determination approving a possible Foreign Military Sale to the Government
	of Sweden of launchers for an estimated cost of \$$1 million.</p>
	<p>The Government of Sweden has requested to buy $1 launchers$2.</p>
	<p>This notice of a potential sale is required by law.</p>
	</div></body></html>
	HTML
}

mkdir "$HERE/in"
for n in 11 12 13 14 15 16 17 18 19; do
	notice $n "" >"$HERE/in/$n.html"
done
run import dsca "$HERE"/in/*.html
is "$status" 0 "documents are imported"

# However many

for jobs in 1 4; do
	rm -rf "$ARMSETL_DATA_DIR/packages"
	run transform --jobs $jobs dsca
	is "$status $err" \
	    "0 armsetl: dsca: read 9 documents: 9 records, 0 faults" \
	    "transform in $jobs processes"
	cp -r "$ARMSETL_DATA_DIR/packages" "$HERE/packages$jobs"
done
is "$(diff -r "$HERE/packages1" "$HERE/packages4")" "" \
    "packages of one process and of four are the same"
for wrong in 0 -1 x 65; do
	run transform --jobs=$wrong
	is "$status" 64 "--jobs $wrong: exit status 64"
done

# Beyond a limit

notice 20 "$(yes ', 2 Example Rockets' | head -n 400 | tr -d '\n')" \
    >"$HERE/long.html"
run import dsca "$HERE/long.html"
configure "[dsca]" "read_output = 9000"
run replay --jobs 2 dsca
is "$status" 65 "a document that gives too much: exit status 65"
why="in quarantine: gave more than 9000 bytes (limit read_output)"
like "$err" "long.html: in quarantine: gave more than 9000 bytes" \
    "the message names the document and the limit"
is "$(sql "SELECT url ~ 'long.html', field, reason, p.count
    FROM arms.fault JOIN arms.document USING (document_id)
    LEFT JOIN (SELECT document_id, count(*) FROM arms.publication
        GROUP BY 1) p USING (document_id)")" "t|document|$why|" \
    "so does its fault, and it has no record"
is "$(sql "SELECT count(*) FROM arms.notice")" 9 "the others are loaded"
run status dsca
like "$out" "1 documents are in quarantine until the program or the limits" \
    "status tells of it"
like "$out" "1 of document: $(printf '%s' "$why" | sed 's/[()]/./g')" \
    "status tells why"
run transform dsca
is "$status $err" "0 " "it is not read in each run"
configure "[dsca]" "read_output = 9K"
run -v transform dsca
is "$status" 65 "under another limit that is too small it is read in vain"
configure
run replay dsca
is "$status" 0 "under a limit that it keeps it is read"
is "$(sql "SELECT count(*) FROM arms.notice")" 10 "it is loaded"
run status dsca
is "$(printf '%s\n' "$out" | grep -c quarantine)" 0 "status tells no more"
configure "[dsca]" "read_output = 9000"
run transform dsca
is "$status $err" "0 " "then the limit does not matter any more"

# Beyond the memory

if grep -q __asan_init "$ARMSETL"; then
	ok 0 "a document that takes too much memory # skip no limit with ASan"
else
	configure "[dsca]" "read_memory = 100"
	rm -rf "$ARMSETL_DATA_DIR/packages"
	run transform dsca
	is "$status" 65 "documents that take too much memory: exit status 65"
	like "$err" "took more than 100 bytes \(limit read_memory\)" \
	    "the message names the limit"
fi

# An import looks in such a process, too.

notice 21 "" >"$HERE/in/21.html"
notice 22 "" >"$HERE/in/22.html"
configure "[dsca]" "read_output = 1"
run import dsca "$HERE/in/21.html" "$HERE/in/22.html"
is "$status" 0 "files that cannot be looked at are taken"
is "$(printf '%s\n' "$err" | grep -c "2[12].html: cannot be looked at: \
its worker gave more than 1 bytes (limit read_output); it is taken")" 2 \
    "a warning tells of each"
configure
run replay dsca
is "$status" 0 "and they are read"
is "$(sql "SELECT count(*) FROM arms.notice")" 12 "and loaded"

done_testing
