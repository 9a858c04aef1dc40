# What a database knows in the end. Sourced behind tests/lib.sh.
# shellcheck shell=sh disable=SC2154

# The notices, and each publication in its newest version, with its document.
# Not compared: run times, places in the archive, and versions that a page had
# before it was edited, which a backfill can no longer see. A document is named
# by its digest: its own name is made from its address, and DSCA's pages move.
known() {
	{
		for table in notice notice_purchaser notice_item \
		    notice_contractor notice_publication discrepancy; do
			rows "$table" true
		done
		for table in publication publication_purchaser \
		    publication_item publication_contractor fault document; do
			rows "$table" "EXISTS (SELECT FROM arms.notice_publication p
			    WHERE p.document_id = t.document_id)"
		done
	} | psql -XqAt -v ON_ERROR_STOP=1 | sed "s|$OLD_BASE/|$BASE/|g" |
	    LC_ALL=C sort
}

rows() { # TABLE CONDITION
	cat <<-SQL
	SELECT '$1 ' || d.sha256 || ' ' || (to_jsonb(t) - '{document_id,run_id,
	    valid_from,fetched_at,warc_file,warc_offset,row_hash}'::text[])
	  FROM arms.$1 t JOIN arms.document d USING (document_id) WHERE $2;
	SQL
}
