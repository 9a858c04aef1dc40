#!/bin/sh
# Prints load/migrations, routines, comments.sql and views as the C arrays of load/sql.h.
#
# A routine NAME.template.sql, whose first line is "-- Template for: WORD...",
# is printed once for each of the words:
#	@table@    the word
#	@columns@  the columns that routines/columns has under the word
#	@staged@   of these all but what the database alone knows
#	@facts@    of these all but identity and place in the document
set -eu
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")"

expand() { # FILE
	for word in $(sed -n '1s/^-- Template for: //p' "$1"); do
		awk -v word="$word" '
		function without(these, some, n, column) {
			some = ""
			for (n = 1; n <= count; n++)
				if (!index(" " these " ", " " column_of[n] " "))
					some = some ", " column_of[n]
			return substr(some, 3)
		}
		/^#/ && NR == FNR { next }
		NR == FNR {
			if (match($0, /^[a-z_]+:/)) {
				is_ours = $1 == word ":"
				$1 = ""
			}
			for (n = 1; is_ours && n <= split($0, found); n++)
				column_of[++count] = found[n]
			next
		}
		FNR == 1 {
			own = "run_id valid_from"
			place = "document_id number line occurrence matched_by"
			columns = without("")
			staged = without(own)
			facts = without(own " " place " " word "_id")
			next
		}
		{
			gsub(/@columns@/, columns)
			gsub(/@staged@/, staged)
			gsub(/@facts@/, facts)
			gsub(/@table@/, word)
			print
		}' routines/columns "$1"
	done
}

files() { # ARRAY FIRST FILE...
	printf 'const struct sql_file %s[] = {\n%s\n' "$1" "$2"
	shift 2
	for file in "$@"; do
		name=${file##*/}
		printf '\t{ "%s",\n' "${name%.sql}"
		case $name in
		*.template.sql) expand "$file" ;;
		*) cat "$file" ;;
		esac | sed 's/\\/\\\\/g; s/"/\\"/g; s/^/\t    "/; s/$/\\n"/'
		printf '\t},\n'
	done
	printf '};\n'
}

# A view cannot be replaced by one with other columns. All go first, together,
# because one may be made of another.
drop_views() {
	list=
	for file in views/*.sql; do
		name=${file##*/}
		name=${name%.sql}
		schema=$(sed -n "s/^CREATE OR REPLACE VIEW \(.*\)\.$name AS\$/\1/p" "$file")
		[ -z "$schema" ] || list="$list, $schema.$name"
	done
	printf '\t{ "no views", "DROP VIEW IF EXISTS %s;\\n" },\n' "${list#, }"
}

# The files of the views, each behind those that it is made of.
views() {
	for file in views/*.sql; do
		echo "$file $file"
		for other in views/*.sql; do
			name=${other##*/}
			[ "$other" = "$file" ] ||
			    ! grep -Eqw "arms(_internal)?\.${name%.sql}" "$file" ||
			    echo "$other $file"
		done
	done | tsort
}

printf '#include "load/sql.h"\n\n'
files sql_migrations "" migrations/*.sql
# shellcheck disable=SC2046 # a list of files
files sql_replaceable "$(drop_views)" routines/*.sql comments.sql $(views)
for name in migration replaceable; do
	array=sql_$name
	[ $name = migration ] && array=sql_migrations
	printf 'const size_t sql_%s_count = sizeof(%s) / sizeof(%s[0]);\n' \
	    $name $array $array
done
