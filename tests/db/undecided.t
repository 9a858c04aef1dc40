#!/bin/sh
# A search that takes more effort than there is does not count as "not found",
# and costs the other documents nothing.
set -u
. tests/lib.sh
database

page() { # NUMBER SENTENCE
	cat <<-HTML
	<html><head><title>x</title></head><body><div class="body">
	<h1>Sweden – Example Launchers</h1><p>Transmittal No: $1</p>
	<p>WASHINGTON, January 8, 2026 - The State Department has made a
	determination approving a possible Foreign Military Sale to the Government
	of Sweden of launchers for an estimated cost of \$5 million.</p>
	<p>$2 has requested to buy two (2) launchers.</p>
	<p>This notice of a potential sale is required by law.</p>
	</div></body></html>
	HTML
}

page 26-1 'The Government of Sweden' >"$HERE/whole.html"
page 26-2 "$(yes 'Japan, ' | head -n 18000 | tr -d '\n')" >"$HERE/hostile.html"
run import dsca "$HERE/hostile.html" "$HERE/whole.html"
run replay dsca
is "$status" 65 "the run says that a document is not whole"
like "$err" "hostile.html: too large to be read: a search in it was given up" \
    "and which"
is "$(sql "SELECT d.url ~ 'hostile', f.field, f.reason FROM arms.fault f
             JOIN arms.document d USING (document_id)
            WHERE f.reason ~ 'too large'")" \
    "t|document|too large to be read: a search in it was given up" \
    "so does a fault of that document"
is "$(sql "SELECT quantity, total_usd FROM arms.notice_item
             JOIN arms.notice USING (notice_id)
            WHERE transmittal = '26-1'")" "2|5000000.00" \
    "the other document is read as ever"

done_testing
