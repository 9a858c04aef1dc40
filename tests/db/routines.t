#!/bin/sh
# The routines: the columns that templates name are the database's, a temporary
# table is made in one place and told of in the head there, and no routine of
# an earlier version is left.
set -u
. tests/lib.sh

database
run migrate

# Columns

columns() { # WORD
	awk -v word="$1" '/^#/ { next }
	    /^[a-z]+:/ { is_ours = $1 == word ":"; $1 = "" }
	    is_ours { for (n = 1; n <= NF; n++) if ($n != "") print $n }' \
	    load/routines/columns
}
of_table() { # TABLE [COLUMN...]: without these
	table=$1
	shift
	sql "SELECT attname FROM pg_attribute
	     WHERE attrelid = arms_internal.qualified('$table')::regclass AND attnum > 0
	       AND NOT attisdropped
	       AND attname <> ALL (string_to_array('$*', ' '))
	     ORDER BY attnum"
}
is "$(columns transfer)" "$(of_table transfer)" \
    "a template has the columns of transfer"
is "$(columns transfer | sort)" "$(of_table transfer_history valid_to | sort)" \
    "and those of its history"
own="row_hash run_id valid_from"
for list in purchaser item contractor; do
	is "$(columns $list)" \
	    "$(of_table notice_$list notice_id position document_id corrected "$own")" \
	    "a template has the columns of notice_$list"
	is "$(columns $list)" \
	    "$(of_table publication_$list document_id number position "$own")" \
	    "and those of publication_$list"
done

# Temporary tables

# FUNCTION TABLE yes|no: whether the comment above the function names it
made() {
	awk '/^--/ { head = head $0 " "; next }
	    /^CREATE/ { name = $0; sub(/\(.*/, "", name); sub(/.* /, "", name) }
	    /^$/ && !inside { head = "" }
	    /^CREATE/ { inside = 1 }
	    /^(END )?\$\$;/ { inside = 0; head = "" }
	    match($0, /CREATE TEMP TABLE (IF NOT EXISTS )?[a-z_]+/) {
	        table = substr($0, RSTART, RLENGTH)
	        sub(/.* /, "", table)
	        print name, table, head ~ "[^a-z_]" table "[^a-z_]" ? "yes" : "no"
	    }' load/routines/*.sql
}
is "$(made | grep -c yes)" "$(made | wc -l)" \
    "a function's head names each temporary table that it makes"
made | grep ' no$' | sed 's/^/# /'
is "$(made | awk '{ print $2 }' | sort | uniq -d)" "" \
    "each temporary table is made in one place"

# Earlier versions

routines() {
	sql "SELECT oid::regprocedure::text FROM pg_proc
	      WHERE pronamespace::regnamespace::text LIKE 'arms%' ORDER BY 1"
}
fresh=$(routines)
sql "DROP SCHEMA arms, arms_as_of, arms_history, arms_internal CASCADE" \
    2>"$HERE/log"
migrated_to 0008
sql "CREATE FUNCTION arms.say_again(text, uuid) RETURNS void
         LANGUAGE sql AS 'SELECT NULL::void';
     CREATE FUNCTION arms.fold_name(text, uuid) RETURNS void
         LANGUAGE sql AS 'SELECT NULL::void';
     CREATE FUNCTION arms.keep_first(anyelement, anyelement) RETURNS anyelement
         LANGUAGE sql AS 'SELECT \$1';
     CREATE AGGREGATE arms.first_known(anyelement) (
         SFUNC = arms.keep_first, STYPE = anyelement)"
run migrate
is "$status" 0 "a schema of an earlier version is brought up to date"
is "$(routines)" "$fresh" "its routines with names of old are gone"
run migrate --dry-run
is "$out" "the routines and views are current" "and nothing is left to do"

done_testing
