# For tests that compare whole databases: sourced behind tests/lib.sh.
# shellcheck shell=sh

# Every row of every table but the ledger of runs; without the number of a run,
# and without its time. The times of registers are those of their editions. Series
# and editions have numbers that are the database's own: figures are compared as
# observation shows them.
rows() {
	psql -XqAt -v ON_ERROR_STOP=1 <<-'SQL'
	SELECT format('SELECT %L || (to_jsonb(t) - %L::text[])::text'
	    ' FROM %I.%I t ORDER BY 1', table_name || ' ',
	    CASE WHEN table_name ~ '^(transfer|observation)'
	         THEN '{run_id}'
	         WHEN table_name = 'migration' THEN '{applied_at}'
	         ELSE '{run_id,valid_from,valid_to,loaded_at,edition_id}' END,
	    table_schema, table_name)
	  FROM information_schema.tables
	 WHERE table_schema IN ('arms', 'arms_history', 'arms_internal')
	   AND (table_type = 'BASE TABLE' AND table_name <> 'run'
	        AND table_name !~ '^(figure|series)'
	    OR table_name ~ '^observation')
	 ORDER BY table_name
	\gexec
	SQL
}

# Datasets of which another number of figures is noted than there is.
misnoted() {
	sql "SELECT dataset, n.figures, f.figures
	       FROM (SELECT * FROM arms_internal.dataset_figures) n
	       FULL JOIN (SELECT dataset, count(*) AS figures
	                    FROM arms_internal.figure
	                   WHERE arms_internal.has_partition_here('figure', dataset)
	                   GROUP BY 1) f USING (dataset)
	      WHERE n.figures IS DISTINCT FROM f.figures"
}
