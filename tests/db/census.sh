# For tests that make editions of one table: sourced.
# shellcheck shell=sh

# census MONTHS COMMODITIES PROGRAM: exports of so many commodities to 5 countries
# in so many months, each as a program of awk changes it: v is its value, i counts,
# code and name are the commodity's, and it stands there so many times.
census() {
	LC_ALL=C awk "BEGIN {
		print \"CTY_CODE,CTY_NAME,E_COMMODITY,E_COMMODITY_SDESC,DF,\" \
		    \"COMM_LVL,ALL_VAL_MO,time\"
		split(\"1220 Canada 2010 Mexico 4279 France 5880 Japan \" \
		    \"6021 Australia\", c, \" \")
		for (month = 1; month <= $1; month++)
			for (k = 1; k <= $2; k++)
				for (n = 1; n <= 9; n += 2) {
					v = 1000 * ++i + k
					code = 9300 + k
					name = \"ARMS \" k
					year = 2021
					times = 1
					$3
					while (times-- > 0)
						printf \"%s,%s,%d000000,\" \
						    \"\\\"%s\\\",-,HS10,%s,\" \
						    \"%d-%02d\n\", c[n], \
						    c[n + 1], code, name, \
						    v, year, month
				}
	}"
}
