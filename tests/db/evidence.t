#!/bin/sh
# arms.evidence() tells where what is known of a notice was read.
set -u
. tests/lib.sh
database

run import federal-register tests/golden/federal-register/*2018*.txt
run import dsca tests/golden/dsca/*.html
run import sipri-register tests/golden/sipri-register/*.csv
run replay
is "$(sql "SELECT count(*) FROM arms.publication_place p
            WHERE NOT EXISTS (SELECT FROM arms.evidence((
                SELECT max(notice_id) FROM arms.notice_publication n
                 WHERE (n.document_id, n.number) = (p.document_id, p.number))) e
                WHERE (e.document_id, e.field, e.position)
                    = (p.document_id, p.field, p.position)
                  AND e.quote <> '' AND e.value <> '')
              AND EXISTS (SELECT FROM arms.notice_publication n
                 WHERE (n.document_id, n.number) = (p.document_id, p.number))")" \
    0 "each place is of a value, and has a quote"
is "$(sql "SELECT count(*) > 100, count(*) FILTER (WHERE position(words IN quote) = 0
                AND text_length < 300), count(*) FILTER (WHERE text_length IS NOT NULL
                AND octet_length(words) <> least(text_length, octet_length(quote)))
             FROM arms.notice n CROSS JOIN arms.evidence(n.notice_id)
            WHERE quote IS NOT NULL")" "t|0|0" \
    "the words are in the quote, and as long as is told"
is "$(sql "SELECT value, surface, place, words
             FROM arms.evidence('36(b)(1) 18-91') WHERE field = 'total_usd'")" \
    "6530000000.00|federal_register|line 62|\$6.53 billion" \
    "a total is told with its surface, its line and its words"
is "$(sql "SELECT field, value FROM arms.evidence('36(b)(1) 18-91')
            WHERE quote IS NULL")" "kind|original
published_on|2018-10-30
review_days|15
review_ends_on|2018-10-03" "what is not printed has no quote"
is "$(sql "SELECT count(*) FROM arms.evidence('no notice')")" 0 \
    "of no notice there is none"

# Of a register's row the line tells.
is "$(sql "SELECT count(*) > 0, count(*) FILTER (WHERE line IS NULL)
             FROM arms.transfer")" "t|0" "each deal has its line"

# Loaded once more, it is as it was.
before=$(sql "SELECT md5(string_agg(p::text, ' ' ORDER BY p::text))
                FROM arms.publication_place p")
run replay
is "$(sql "SELECT md5(string_agg(p::text, ' ' ORDER BY p::text))
             FROM arms.publication_place p")" "$before" \
    "a replay changes no place"
cp "$ARMSETL_DATA_DIR"/packages/dsca/*/publication_place.csv "$HERE/first"
rm -r "$ARMSETL_DATA_DIR/packages/dsca"
run transform --jobs 3 dsca
same_file "$ARMSETL_DATA_DIR"/packages/dsca/*/publication_place.csv "$HERE/first" \
    "three at once find the same places, in the same order"

done_testing
