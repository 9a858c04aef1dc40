#!/bin/sh
# Contract awards: each once, whatever versions, extracts and hosts a page has; the
# publisher's own page, where it is at hand, gives what was counted by hand.
set -u
. tests/lib.sh

database
run migrate
GOLDEN=tests/golden/dod-contracts
PAGE=https://www.war.gov/News/Contracts/Contract/Article/9900001/

awards() { # of the invented page: how many, of how many documents
	sql "SELECT count(*), count(DISTINCT document_id),
	            sum(amount_usd)::bigint FROM arms.contract_award
	      WHERE article = '9900001'"
}

# An extract counts as long as there is no whole page, whatever came last

{
	echo '<h1 class="maintitle">Contracts For Sept. 3, 2025</h1>'
	echo '<div class="body"><p>NAVY</p>'
	grep -o '<p>Zeta Launch Systems.*' $GOLDEN/layout-2025-whole-page.html
	echo '</div>'
} >"$HERE/extract.html"
run import dod-contracts "$HERE/extract.html" --url "${PAGE}of-an-extract/"
run replay dod-contracts
is "$(awards)" "1|1|19463056" "an extract gives its award"
id=$(sql "SELECT award_id FROM arms.contract_award")
run import dod-contracts $GOLDEN/layout-2025-whole-page.html
run replay dod-contracts
is "$(awards)" "6|1|293724915" "the whole page stands in its place"
is "$(sql "SELECT count(*) FROM arms.contract_award WHERE award_id = '$id'")" 1 \
    "and the award is the same"
sed 's/\$19,463,056/$19,463,057/' $GOLDEN/layout-2025-whole-page.html \
    >"$HERE/later.html"
run import dod-contracts "$HERE/later.html" \
    --url "https://www.defense.gov/News/Contracts/Contract/Article/9900001/x/"
run replay dod-contracts
is "$(awards)" "6|1|293724916" "of two whole pages, of either host, the newest counts"
is "$(sql "SELECT amount_usd::bigint FROM arms_history.contract_award_history
            WHERE award_id = '$id' AND is_current ORDER BY valid_to DESC LIMIT 1")" \
    19463056 "what was read before is history"
later=$(sql "SELECT document_id FROM arms.contract_award WHERE award_id = '$id'")
run forget "$later" --why "a draft"
run replay dod-contracts
is "$(awards)" "6|1|293724915" "a document that is taken back counts no more"
run replay dod-contracts
is "$(sql "SELECT count(*) FROM arms.contract_award
    WHERE run_id = (SELECT max(run_id) FROM arms.run)")" 0 \
    "reading it all again changes nothing"

# Customers

is "$(sql "SELECT string_agg(iso3 || ' ' || percent || ' ' || c.amount_usd, ', '
        ORDER BY c.position) FROM arms.award_customer c WHERE award_id = '$id'")" \
    "AUS 32 6245628.00, DNK 12 2293283.00, JPN 12 2424145.00" \
    "places of work are no customers"
is "$(sql "SELECT count(*) || ' ' || count(c.amount_usd) || ' '
        || max(fms_funds_usd) FROM arms.award_customer c
        JOIN arms.contract_award a USING (award_id)
       WHERE is_current AND version = 1 AND kind = 'modification'
         AND contract_numbers = '{FA867599C0037}'")" "7 0 9164126.00" \
    "a sum of several customers is not divided, and one printed twice is one"

# Corrections of one page, on two days: each comes alone, and the end is the same

page() { # ARTICLE DAY PARAGRAPH...
	article=$1
	{
		echo "<h1 class=\"maintitle\">Contracts For $2</h1>"
		echo '<div class="body"><p>NAVY</p>'
		shift 2
		printf '<p>%s</p>\n' "$@"
		echo '</div>'
	} >"$HERE/$article.html"
	run import dod-contracts "$HERE/$article.html" --url \
	    "https://www.war.gov/News/Contracts/Contract/Article/$article/x/"
}
award() { # COMPANY SUM NUMBER
	echo "$1, Austin, Texas, is awarded a \$$2 firm-fixed-price contract" \
	    "($3). Work will be performed in Austin, Texas, and is expected to be" \
	    "completed by March 2027. Naval Air Systems Command, Patuxent River," \
	    "Maryland, is the contracting activity."
}
versions() {
	sql "SELECT contract_numbers[1], version, is_current, amount_usd::bigint,
	            (SELECT c.article FROM arms.contract_award c
	              WHERE c.award_id = a.corrects)
	       FROM arms.contract_award a WHERE article LIKE '99001%'
	        AND kind <> 'correction' ORDER BY 1, 2"
}
page 9900101 "Sept. 3, 2025" "$(award "Theta Corp." 10,000,000 N00019-25-C-9001)" \
    "$(award "Iota Corp." 20,000,000 N00019-25-C-9002)"
run replay dod-contracts
page 9900102 "Sept. 4, 2025" "CORRECTION: The contract announced on Sept. 3, 2025, to Theta Corp., Austin, Texas (N00019-25-C-9001) is corrected to the following:" \
    "$(award "Theta Corp." 11,000,000 N00019-25-C-9001)"
run replay dod-contracts
page 9900103 "Sept. 5, 2025" "CORRECTION: The contract announced on Sept. 3, 2025, to Iota Corp., Austin, Texas (N00019-25-C-9002) is corrected to the following:" \
    "$(award "Iota Corp." 21,000,000 N00019-25-C-9002)"
run replay dod-contracts
wanted="N00019-25-C-9001|1|f|10000000|
N00019-25-C-9001|2|t|11000000|9900101
N00019-25-C-9002|1|f|20000000|
N00019-25-C-9002|2|t|21000000|9900101"
wanted=$(printf '%s' "$wanted" | sed 's/N00019-25-C-/N0001925C/')
is "$(versions)" "$wanted" "a second correction leaves the first as it was"

# What is told of by the day of the award, by the first day of a page of several,
# and by another label

page 9900201 "March 3-4, 2025" \
    "$(award "Theta Corp." 10,000,000 N00019-25-C-9011) (Awarded Feb. 28, 2025)" \
    "$(award "Iota Corp." 20,000,000 N00019-25-C-9012)" \
    "$(award "Kappa Corp." 30,000,000 N00019-25-C-9013)"
page 9900202 "March 11, 2025" "CORRECTION: The contract awarded on Feb. 28, 2025, to Theta Corp., Austin, Texas (N00019-25-C-9011) is corrected to the following:" \
    "$(award "Theta Corp." 11,000,000 N00019-25-C-9011)" \
    "CORRECTION: The contract announced on March 3, 2025, to Iota Corp., Austin, Texas (N00019-25-C-9012) is corrected to the following:" \
    "$(award "Iota Corp." 21,000,000 N00019-25-C-9012)" \
    "AMENDED: $(award "Kappa Corp." 31,000,000 N00019-25-C-9013)" \
    "UPDATE: $(award "Lambda Corp." 41,000,000 N00019-25-C-9014)"
run replay dod-contracts
is "$(sql "SELECT contract_numbers[1], version, is_current, amount_usd::bigint,
                  (SELECT c.article FROM arms.contract_award c
                    WHERE c.award_id = a.corrects)
             FROM arms.contract_award a WHERE article LIKE '99002%'
              AND kind <> 'correction' ORDER BY 1, 2")" \
"N0001925C9011|1|f|10000000|
N0001925C9011|2|t|11000000|9900201
N0001925C9012|1|f|20000000|
N0001925C9012|2|t|21000000|9900201
N0001925C9013|1|f|30000000|
N0001925C9013|2|t|31000000|9900201
N0001925C9014|1|t|41000000|" "each corrects what it means"
unknown() {
	sql "SELECT value_as_published, f.number FROM arms.fault f
	       JOIN arms.contract_award a USING (document_id)
	      WHERE reason = 'the award that it corrects is not known'
	        AND a.position = f.number AND article LIKE '99002%'"
}
is "$(unknown)" "N0001925C9014|6" "what corrects nothing known has a fault"
past() {
	sql "SELECT count(*) FROM arms_history.fault_history
	      WHERE value_as_published = 'N0001925C9014'"
}
run replay dod-contracts
is "$(unknown)|$(past)" "N0001925C9014|6|0" "which stays when it is read anew"
page 9900200 "March 1, 2025" "$(award "Lambda Corp." 40,000,000 N00019-25-C-9014)"
run replay dod-contracts
is "$(unknown)" "" "and goes when that becomes known"

# Which of several is meant: the nearest, that of the same modification, or none; and
# of what was corrected before, the last text

modified() { # COMPANY NUMBER MODIFICATION
	award "$1" 10,000,000 "$2" |
	    sed "s/firm-fixed-price contract (/modification ($3) to a firm-fixed-price contract (/"
}
wrong() { # NUMBER [MODIFICATION]
	echo "CORRECTION: The ${2:-contract} announced on March 6, 2025, for Sigma Corp.," \
	    "Boston, Massachusetts ($1), incorrectly stated the amount. The correct" \
	    "amount is \$99,999,999."
}
page 9900301 "March 7, 2025" "$(modified "Sigma Corp." N00019-25-C-9021 P00003)" \
    "$(award "Sigma Corp." 10,000,000 N00019-25-C-9022)"
page 9900302 "March 10, 2025" "$(modified "Sigma Corp." N00019-25-C-9021 P00004)"
page 9900303 "March 7, 2025" "$(award "Sigma Corp." 12,000,000 N00019-25-C-9022)"
page 9900304 "March 11, 2025" "$(wrong N00019-25-C-9021)" "$(wrong N00019-25-C-9022)" \
    "$(wrong "N00019-25-C-9021" "modification (P00004) to a contract")"
run replay dod-contracts
is "$(sql "SELECT c.contract_numbers[1], o.article, o.modification
             FROM arms.contract_award c
             LEFT JOIN arms.contract_award o ON o.award_id = c.corrects
            WHERE c.article = '9900304' ORDER BY 1, 2")" \
"N0001925C9021|9900301|P00003
N0001925C9021|9900302|P00004
N0001925C9022||" "the nearest is meant, and none where two are"
is "$(sql "SELECT value_as_published FROM arms.fault
            WHERE reason = 'the award that it corrects is not known'
              AND value_as_published LIKE 'N0001925C902%'")" N0001925C9022 \
    "which is a fault"
page 9900106 "Sept. 8, 2025" "CORRECTION: The contract announced on Sept. 3, 2025, to Theta Corp., Austin, Texas (N00019-25-C-9001) is corrected to the following:" \
    "$(award "Theta Corp." 12,000,000 N00019-25-C-9001)"
run replay dod-contracts
is "$(versions | grep C9001)" "N0001925C9001|1|f|10000000|
N0001925C9001|2|f|11000000|9900101
N0001925C9001|3|t|12000000|9900102" "a second correction stands in place of the first"
second=$(sql "SELECT DISTINCT document_id FROM arms.contract_award
               WHERE article = '9900106'")
run forget "$second" --why "another page"
run replay dod-contracts
is "$(versions)" "$wanted" "as long as it is there"

# What is corrected is taken back, and comes again

first=$(sql "SELECT DISTINCT document_id FROM arms.contract_award
              WHERE article = '9900101'")
run forget "$first" --why "another page"
run replay dod-contracts
is "$status" 0 "a page that is corrected can be taken back"
is "$(versions)" "$(printf '%s\n' "$wanted" | grep '|2|' |
    sed 's/|2|/|1|/; s/|9900101$/|/')" "its corrections stand for themselves"

# The publisher's own ---------------------------------------------------------

REAL=../shared/data/dod-contracts
GOLD=../shared/gold
if [ ! -r "$REAL/dod-article-4319114.html" ] || [ ! -r "$GOLD/dod_fms.csv" ]; then
	done_testing
	exit
fi
run import dod-contracts "$REAL/dod-article-4319114.html"
run replay dod-contracts
sql "CREATE SCHEMA test"
psql -Xq -v ON_ERROR_STOP=1 <<SQL
CREATE TABLE test.award (file text, position text, kind text, contractor text,
    city text, region text, numbers text, printed text, amount text,
    department text, completion text, is_fms text, places text, note text);
CREATE TABLE test.fms (file text, number text, customer text, iso3 text,
    percent text, amount text, basis text, quote text, position text,
    amount_scope text, note text);
CREATE TABLE test.negative (file text, position text, why text, what text,
    trap text, iso3 text);
\\copy test.award FROM '$GOLD/dod_awards.csv' (FORMAT csv, HEADER)
\\copy test.fms FROM '$GOLD/dod_fms.csv' (FORMAT csv, HEADER)
\\copy test.negative FROM '$GOLD/dod_negative.csv' (FORMAT csv, HEADER)
SQL
OURS="FROM arms.contract_award a WHERE article = '4319114'"
THEIRS="WHERE file = 'dod-article-4319114.html'"
is "$(sql "SELECT count(*), count(*) FILTER (WHERE is_fms) $OURS")" \
    "$(sql "SELECT count(*), count(*) FILTER (WHERE is_fms = 't')
              FROM test.award $THEIRS")" \
    "the publisher's page has as many awards, and so many for FMS, as by hand"
is "$(sql "SELECT string_agg(iso3, ' ' ORDER BY iso3), count(*)
             FROM arms.award_customer JOIN arms.contract_award a USING (award_id)
            WHERE article = '4319114'")" \
    "$(sql "SELECT string_agg(nullif(iso3, '-'), ' ' ORDER BY iso3), count(*)
              FROM test.fms $THEIRS")" "and the same customers"
# Whether it is one customer's or all's, each sum counts once.
is "$(sql "SELECT sum(fms_funds_usd)::bigint $OURS")" \
    "$(sql "SELECT sum(amount::bigint) FROM (
        SELECT DISTINCT position, amount,
               CASE amount_scope WHEN 'customer' THEN customer END
          FROM test.fms $THEIRS AND amount <> '-') f")" \
    "the funds of FMS come to what they come to by hand"
is "$(sql "SELECT sum(c.amount_usd)::bigint FROM arms.award_customer c
             JOIN arms.contract_award a USING (award_id)
            WHERE article = '4319114' AND amount_scope = 'customer'
              AND percent IS NOT NULL")" \
    "$(sql "SELECT sum(amount::bigint) FROM test.fms $THEIRS
               AND amount_scope = 'customer'")" "so do those of single customers"
is "$(sql "SELECT a.position, c.iso3, n.why FROM test.negative n
             JOIN arms.contract_award a ON a.article = '4319114'
              AND a.position::text = n.position
             JOIN arms.award_customer c USING (award_id)
            WHERE n.file = 'dod-article-4319114.html' AND c.iso3 = n.iso3
              AND c.percent IS NOT NULL")" "" "and none of the traps is a customer"
is "$(sql "SELECT n.position, n.what FROM test.negative n
             JOIN arms.contract_award a ON a.article = '4319114'
              AND a.position::text = n.position
            WHERE n.file = 'dod-article-4319114.html' AND n.what ~ '^[$][0-9,]+$'
              AND a.amount_usd = translate(n.what, '$,', '')::numeric
              AND n.trap IN ('cumulative', 'ceiling', 'other_sum')")" "" \
    "nor is a sum of a whole contract taken for an award's"

done_testing
