#!/bin/sh
# What an import takes for a source, and what it does not.
set -u
. tests/lib.sh
configure

refused() { # SOURCE FILE WHAT-THE-MESSAGE-SAYS NAME
	run import "$1" "$2"
	is "$status" 65 "$4: exit status 65"
	like "$err" "$3" "$4: the message says what it is"
}

printf '\320\317\021\340\241\261\032\341W\0o\0r\0k\0b\0o\0o\0k\0' >"$HERE/old.xls"
printf '{\\rtf1\\ansi A table}' >"$HERE/text.rtf"
printf 'filedesc://IA-001.arc 0.0.0.0 20050101 text/plain 76\n' >"$HERE/data.arc"
printf '%%PDF-1.4\n' >"$HERE/paper.pdf"
printf '\211PNG\r\n\032\n' >"$HERE/picture.png"
refused sipri-milex "$HERE/old.xls" \
    "an Excel workbook from before 2007: save it as \\.xlsx" "an old workbook"
refused state "$HERE/text.rtf" "it is an RTF text: save it as" "RTF"
refused dsca "$HERE/data.arc" "it is an ARC file, .*: convert it to WARC" "ARC"
gzip -c "$HERE/data.arc" >"$HERE/data.arc.gz"
refused dsca "$HERE/data.arc.gz" "it is an ARC file" "compressed ARC"
refused eda "$HERE/paper.pdf" "it is a PDF file" "PDF where a table belongs"
refused eda "$HERE/picture.png" "it is a picture" "a picture"
gzip -c tests/golden/eda/odd-cells.csv >"$HERE/table.csv.gz"
refused eda "$HERE/table.csv.gz" "it is a gzip file: unpack it" "gzip"
refused eda tests/golden/eda/drift-html.csv "it is a page of HTML" \
    "a page where a table belongs"

REGISTER=tests/golden/federal-register/era-2026-tecro.txt
refused state $REGISTER "it is a page of HTML, and none of the documents of state" \
    "a text of the Federal Register for the State Department's"
printf 'id,question,answer\n1,Would you buy?,yes\n' >"$HERE/survey.csv"
refused congressional-record $REGISTER "none of the documents of congressional-record" \
    "a text of the Federal Register for the Congressional Record's"
for source in dsca eda sipri-register sipri-tiv federal-register; do
	refused $source "$HERE/survey.csv" "none of the documents of $source" \
	    "a survey for $source"
done
cat >"$HERE/banks.json" <<'JSON'
{"count": 2, "results": [
 {"document_number": "2031-00001", "title": "A Bank", "type": "Notice",
  "publication_date": "2031-01-02", "html_url": "https://www.example.org/1",
  "cfr_references": []},
 {"document_number": "2031-00002", "title": "Two Banks", "type": "Notice",
  "publication_date": "2031-01-02", "html_url": "https://www.example.org/2",
  "cfr_references": []}]}
JSON
refused policy "$HERE/banks.json" "it is JSON, and none of the documents of policy" \
    "notices of banks for policy"

run import --force policy "$HERE/banks.json"
is "$status" 0 "--force takes it all the same"
like "$err" "1 documents imported" "and it is imported"

for file in tests/golden/sipri-register/*.csv tests/golden/policy/[a-n]*.json \
    tests/golden/dsca/[el]*.html tests/golden/federal-register/era-19*.txt \
    tests/golden/dsca-library/*.pdf tests/golden/congressional-record/era-*; do
	case $file in *drift-html* | *broken-not* | *.expected) continue ;; esac
	run import "$(basename "$(dirname "$file")")" "$file"
	is "$status" 0 "$(basename "$file") is taken"
done

done_testing
