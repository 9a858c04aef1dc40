#!/bin/sh
# Every party in the real tables is known, by whatever name it is printed.
. tests/lib.sh

REAL=../shared/data

# The cells under these heads in a CSV, each once. The table begins at the line
# that has the heads; of a row broken in two the second half has few cells.
cells() { # FILE HEAD...
	file=$1
	shift
	wanted=$(printf '%s|' "$@")
	tr '\r' '\n' <"$file" | sed '1s/^\xEF\xBB\xBF//' |
	    LC_ALL=C awk -v wanted="${wanted%|}" '
	function cut(line,   n, c, i, quoted) {
		split("", cell)
		n = 1
		for (i = 1; i <= length(line); i++) {
			c = substr(line, i, 1)
			if (c == "\"")
				quoted = !quoted
			else if (c == "," && !quoted)
				n++
			else
				cell[n] = cell[n] c
		}
		return n
	}
	BEGIN { count = split(wanted, head, "|") }
	!width {
		n = cut($0)
		found = 0
		for (i = 1; i <= count; i++)
			for (j = 1; j <= n; j++)
				if (cell[j] == head[i]) {
					at[i] = j
					found++
					break
				}
		if (found == count)
			width = n
		next
	}
	{
		if (cut($0) < width - 3)
			next
		for (i = 1; i <= count; i++)
			print cell[at[i]]
	}' | sort -u | grep -v '^ *$' | grep -v '^Total'
}

known() { # LEAST NAME COMMAND...: what the command prints, a party a line
	least=$1 name=$2
	shift 2
	"$@" | sed 's/ *$//' | sort -u >"$HERE/parties"
	"$BUILD/tests/tools/party" <"$HERE/parties" >"$HERE/read"
	count=$(wc -l <"$HERE/read")
	ok "$([ "$count" -ge "$least" ]; echo $?)" "$name: $count parties"
	is "$(unknown)" "" "$name: all are known"
	cat "$HERE/read" >>"$HERE/all"
}

unknown() {
	grep '^-' "$HERE/read" | cut -d '|' -f 4
}

sales() {
	grep -o '"country":"[^"]*"' "$REAL"/sam/arms_sales_totals.json |
	    cut -d '"' -f 4 | sed 's/\\u00e7/ç/; s/\\//g'
}

if [ ! -d "$REAL/sipri" ]; then
	ok 0 "skipped: no real tables here"
	done_testing
	exit
fi

for file in "$REAL"/sipri/register_d*.csv; do
	known 30 "$(basename "$file")" cells "$file" Recipient Supplier
done
sed 's/.*"bytes": *"\([^"]*\)".*/\1/; s/\\n//g' \
    "$REAL"/sipri/api_trade-register-csv.slice.json |
    base64 -d >"$HERE/api.csv"
known 70 "the answer of the API" cells "$HERE/api.csv" Recipient Supplier
for file in "$REAL"/sipri/register_20*.csv; do
	known 7 "$(basename "$file")" cells "$file" buyer seller
done
known 70 "recipients of a TIV table" \
    cells "$REAL"/sipri/tiv_exports_china_*.csv Recipient
known 12 "suppliers of a TIV table" \
    cells "$REAL"/sipri/tiv_suppliers_*.csv Supplier
known 90 "excess defense articles" \
    cells "$REAL"/eda/EDA_Public_Report.csv "Country (Transfer to)"
known 1 "section 655" cells "$REAL"/section-655/tw655reports.csv \
    "Country/Territory"
known 190 "totals of sales" sales
known 220 "countries of the Census Bureau" \
    cells "$REAL"/census-trade/census_country_codes.csv Country

# What has no code is exactly this.
is "$(grep -v '^[a-z]*|[A-Z]' "$HERE/all" | cut -d '|' -f 1,4 |
    LC_ALL=C sort -u)" \
"armed group|Hezbollah (Lebanon)*
armed group|Libya HoR*
armed group|Northern Alliance (Afghanistan)*
armed group|United Wa State (Myanmar)*
organisation|African Union**
organisation|International Organizations
organisation|NATO**
organisation|North Atlantic Treaty Organization
organisation|United Nations
organisation|United Nations**
region|Europe Regional
region|Global
unknown|Unknown supplier(s)
unknown|unknown recipient(s)
unknown|unknown supplier(s)" "the parties without a code are these"
is "$(grep '^former' "$HERE/all" | cut -d '|' -f 2 | sort -u | tr '\n' ' ')" \
    "ANT CSK SCG SUN YMD YUG " "former states have codes of their own"

# The lists that ours are made of: what is left is no name of one party.
cells "$REAL"/countries/Location_CountryName.csv CountryName |
    grep -Ev '^[A-Z]{2,3}$|^[A-Z]{3}: ' |
    "$BUILD/tests/tools/party" >"$HERE/read"
is "$(unknown | LC_ALL=C sort)" \
"0
1
69
Iraq-Saudi Arb
NJUNI
nan" "names that US agencies use are known"

done_testing
