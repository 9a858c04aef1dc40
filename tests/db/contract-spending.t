#!/bin/sh
# Awards by Foreign Military Sales and what USAspending has of them: by contract and
# modification; what is not there, is told only where a file should have it.
set -u
. tests/lib.sh

database
run migrate

award() { # COMPANY SUM WHAT (NUMBERS)
	echo "<p>$1, Austin, Texas, is awarded a \$$2 $3 ($4) for radars. This" \
	    "contract involves Foreign Military Sales to Norway. Work will be" \
	    "performed in Austin, Texas, and is expected to be completed by March" \
	    "2028. Naval Air Systems Command, Patuxent River, Maryland, is the" \
	    "contracting activity.</p>"
}
new="firm-fixed-price contract"
mod="modification (P00004) to a firm-fixed-price contract"
page() { # ARTICLE DAY PARAGRAPH...
	article=$1
	{
		echo "<h1 class=\"maintitle\">Contracts For $2</h1>"
		echo '<div class="body"><p>NAVY</p>'
		shift 2
		echo "$@"
		echo '</div>'
	} >"$HERE/$article.html"
	run import dod-contracts "$HERE/$article.html" --url \
	    "https://www.war.gov/News/Contracts/Contract/Article/$article/x/"
}
page 9900201 "March 3, 2025" \
    "$(award "Theta Corp." 10,000,000 "$new" N00019-25-C-9001)" \
    "$(award "Iota Inc." 20,000,000 "$mod" N00019-22-C-9002)" \
    "$(award "Kappa LLC" 30,000,000 "$new" N00019-25-C-9003)" \
    "$(award "Lambda Co." 40,000,000 "$mod" N00019-22-C-9004)" \
    "$(award "The Boeing Co." 50,000,000 "delivery order" N00019-21-D-9005)" \
    "$(award "Raytheon Co." 60,000,000 "$new" N00019-25-C-9006)"
page 9900202 "June 20, 2025" \
    "$(award "Theta Corp." 7,000,000 "$new" N00019-25-C-9007)"
page 9900203 "March 3, 2015" \
    "$(award "Theta Corp." 7,000,000 "$new" N00019-15-C-9008)"
run replay dod-contracts

spending() {
	sql "SELECT a.contract_numbers[1], state, is_own_contract, days, obligated_usd,
	            amount_agrees, agreeing_amount, contractor_agrees,
	            s.modification_agrees
	       FROM arms.contract_spending s JOIN arms.contract_award a USING (award_id)
	      ORDER BY 1"
}
is "$(spending | cut -d'|' -f2 | uniq -c | xargs)" "8 not covered" \
    "without a file of USAspending nothing is known"

{
	cat <<-'ROWS'
	contract_transaction_unique_key,contract_award_unique_key,award_id_piid,modification_number,federal_action_obligation,total_dollars_obligated,action_date,action_date_fiscal_year,awarding_agency_name,foreign_funding,foreign_funding_description,recipient_uei,recipient_name,recipient_country_code,recipient_country_name,transaction_description,prime_award_base_transaction_description,product_or_service_code,product_or_service_code_description,naics_code,naics_description
	ROWS
	row() { # KEY SUM DAY COMPANY
		echo "$1,,,0,$2,$2,$3,2025,Department of Defense,A,FOREIGN FUNDS FMS,,\"$4\",USA,UNITED STATES,RADARS,,1410,,336414,"
	}
	row 9700_-NONE-_N0001924C0001_0_-NONE-_0 5 2024-10-01 "OTHER, INC."
	row 9700_-NONE-_N0001925C9001_0_-NONE-_0 10000000.40 2025-03-02 "THETA CORPORATION"
	row 9700_-NONE-_N0001925C9001_P00001_-NONE-_0 99 2025-03-09 "THETA CORPORATION"
	row 9700_-NONE-_N0001922C9002_P00004_-NONE-_0 3000000 2025-02-27 "IOTA, INC."
	row 9700_-NONE-_N0001922C9002_P00004_-NONE-_1 4000000 2025-02-27 "IOTA, INC."
	row 9700_-NONE-_N0001922C9004_P00003_-NONE-_0 40000000 2025-03-03 "LAMBDA CO"
	row 9700_9700_N0001925F0001_0_N0001921D9005_0 50000000 2025-03-04 "MCDONNELL DOUGLAS CORPORATION"
	row 9700_9700_N0001924F0009_0_N0001921D9005_0 50000000 2024-11-04 "THE BOEING COMPANY"
	row 9700_-NONE-_N0001925C9006_0_-NONE-_0 60000000 2025-03-03 "THE BOEING COMPANY"
} >"$HERE/actions.csv"
run import usaspending "$HERE/actions.csv" --published 2025-07-01
run replay usaspending
is "$(spending)" \
"N0001915C9008|not covered|||||||
N0001921D9005|found|f|1|50000000.00|t|amount|t|t
N0001922C9002|found|t|-4|7000000.00|f||t|t
N0001922C9004|contract only|||||||
N0001925C9001|found|t|-1|10000000.40|t|amount|t|t
N0001925C9003|not found|||||||
N0001925C9006|found|t|0|60000000.00|t|amount|f|t
N0001925C9007|not due yet|||||||" "each is found by contract and modification"
is "$(sql "SELECT amount_usd::bigint, obligated_usd::bigint, recipient, action
             FROM arms.contract_spending WHERE days = -4")" \
    "20000000|7000000|IOTA, INC.|9700_-NONE-_N0001922C9002_P00004_-NONE-" \
    "with what each says, of all parts of the action"

# An action that comes later

sed '1b; /C9001/!d; /P00001/d; s/C9001/C9003/; s/THETA CORPORATION/KAPPA, LLC/' \
    "$HERE/actions.csv" >"$HERE/later.csv"
run import usaspending "$HERE/later.csv" --published 2025-08-01
run replay usaspending
is "$(spending | grep C9003)" "N0001925C9003|found|t|-1|10000000.40|f||t|t" \
    "what was not found is found when it comes"

# Files of days before and after, none of which reaches the day of the award

one_of() { # NAME KEY DAY PUBLISHED [COMPANY]
	{
		sed 1q "$HERE/actions.csv"
		row "$2" 7000000 "$3" "${5:-OTHER, INC.}"
	} >"$HERE/$1.csv"
	run import usaspending "$HERE/$1.csv" --published "$4"
}
one_of before 9700_-NONE-_N0001914C0001_0_-NONE-_0 2015-01-10 2025-08-02
one_of after 9700_-NONE-_N0001914C0002_0_-NONE-_0 2015-12-10 2025-08-03
one_of early 9700_-NONE-_N0001914C0003_0_-NONE-_0 2015-02-10 2015-04-01
row 9700_-NONE-_N0001914C0003_P00001_-NONE-_0 7000000 2015-03-20 "OTHER, INC." \
    >>"$HERE/early.csv"
run import usaspending "$HERE/early.csv" --published 2015-04-01
run replay usaspending
is "$(spending | grep C9008)" "N0001915C9008|not covered|||||||" \
    "nothing is covered between two files, nor by one that came too early"
one_of late 9700_-NONE-_N0001914C0003_0_-NONE-_0 2015-02-10 2015-06-01
row 9700_-NONE-_N0001914C0003_P00001_-NONE-_0 7000000 2015-03-20 "OTHER, INC." \
    >>"$HERE/late.csv"
run import usaspending "$HERE/late.csv" --published 2015-06-02
run replay usaspending
is "$(spending | grep C9008)" "N0001915C9008|not found|||||||" \
    "but by one that did not"

is "$(sql "SELECT name, arms_internal.fold_company(name)
             FROM (VALUES ('Raytheon Co., Missile Systems'), ('RAYTHEON MISSILE SYSTEMS'),
                          ('The Smith & Wesson Corp.'), ('SMITH AND WESSON, INC'))
                  n (name)")" \
"Raytheon Co., Missile Systems|raytheon missile systems
RAYTHEON MISSILE SYSTEMS|raytheon missile systems
The Smith & Wesson Corp.|smith and wesson
SMITH AND WESSON, INC|smith and wesson" "a legal form within a name leaves no gap"

# One action of two awards; a contractor that is not listed beside one that is; and
# one contract of two

page 9900204 "March 10, 2025" \
    "$(award "Theta Corp." 8,000,000 "delivery order" N00019-21-D-9009)" \
    "$(award "Theta Corp." 9,000,000 "delivery order" N00019-21-D-9009)" \
    "<p>Nobody Knows Inc., Reno, Nevada (N00019-25-C-9010); and Raytheon Co., Tucson, \
Arizona (N00019-25-C-9011), are awarded a combined \$95,000,000 firm-fixed-price contract \
for radars. This contract involves Foreign Military Sales to Norway. Work will be performed \
in Reno, Nevada, and is expected to be completed by March 2028. Naval Air Systems Command, \
Patuxent River, Maryland, is the contracting activity.</p>"
run replay dod-contracts
one_of order 9700_9700_N0001925F0002_0_N0001921D9009_0 2025-03-11 2025-08-04 "THETA CORP"
one_of part 9700_-NONE-_N0001925C9010_0_-NONE-_0 2025-03-11 2025-08-05 "THE BOEING COMPANY"
run replay usaspending
is "$(sql "SELECT s.contract_number, cardinality(contract_numbers), state, is_shared,
                  amount_agrees, contractor_agrees
             FROM arms.contract_spending s JOIN arms.contract_award a USING (award_id)
            WHERE article = '9900204' ORDER BY a.position")" \
"N0001921D9009|1|found|t|f|t
N0001921D9009|1|found|t|f|t
N0001925C9010|2|found|f||" "what cannot be told is not"

done_testing
