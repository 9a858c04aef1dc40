#!/bin/sh
# Prints load/migrations, routines and views as the C arrays of load/sql.h.
set -eu
cd "$(dirname "$0")"

files() { # ARRAY FIRST FILE...
	printf 'const struct sql_file %s[] = {\n%s\n' "$1" "$2"
	shift 2
	for file in "$@"; do
		[ -e "$file" ] || continue
		name=${file##*/}
		printf '\t{ "%s",\n' "${name%.sql}"
		sed 's/\\/\\\\/g; s/"/\\"/g; s/^/\t    "/; s/$/\\n"/' "$file"
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
		list="$list, arms.${name%.sql}"
	done
	printf '\t{ "no views", "DROP VIEW IF EXISTS %s;\\n" },\n' "${list#, }"
}

printf '#include "load/sql.h"\n\n'
files sql_migrations "" migrations/*.sql
files sql_replaceable "$(drop_views)" routines/*.sql views/*.sql
for name in migration replaceable; do
	array=sql_$name
	[ $name = migration ] && array=sql_migrations
	printf 'const size_t sql_%s_count = sizeof(%s) / sizeof(%s[0]);\n' \
	    $name $array $array
done
