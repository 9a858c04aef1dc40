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
	         ELSE '{run_id,valid_from,valid_to,loaded_at,edition_id,place}' END,
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
	       FROM (SELECT * FROM arms_internal.dataset_figures
	              WHERE place = arms_internal.place_of_figures(dataset)) n
	       FULL JOIN (SELECT dataset, count(*) AS figures
	                    FROM arms_internal.figure
	                   WHERE arms_internal.has_partition_here('figure', dataset)
	                   GROUP BY 1) f USING (dataset)
	      WHERE n.figures IS DISTINCT FROM coalesce(f.figures, 0)"
}

# Figures that edition_change tells otherwise than observation and its history: each
# version is what one edition brought, and at most one ended; and none that it brought
# in the place of another is both added and vanished.
mistold() {
	sql "WITH said AS MATERIALIZED (
	         SELECT to_jsonb(o) AS row, valid_from, NULL::timestamptz AS valid_to
	           FROM arms.observation o
	         UNION ALL
	         SELECT to_jsonb(h) - 'valid_to', valid_from, valid_to
	           FROM arms_history.observation_history h
	     ), told AS MATERIALIZED (
	         SELECT c.*, e.applied_at
	           FROM arms.edition_change c JOIN arms.edition e USING (document_id)
	          WHERE table_name = 'observation'
	     ), begun AS (
	         SELECT row, valid_from AS at FROM said
	     ), told_begun AS (
	         SELECT after, applied_at FROM told WHERE change <> 'vanished'
	     ), ended AS (
	         SELECT row, valid_to FROM said WHERE valid_to IS NOT NULL
	     ), told_ended AS (
	         SELECT before, applied_at FROM told WHERE change <> 'added'
	     )
	     (SELECT * FROM begun EXCEPT ALL SELECT * FROM told_begun)
	     UNION ALL
	     (SELECT * FROM told_begun EXCEPT ALL SELECT * FROM begun)
	     UNION ALL
	     (SELECT * FROM ended EXCEPT ALL SELECT * FROM told_ended)
	     UNION ALL
	     (SELECT * FROM told_ended EXCEPT ALL SELECT * FROM ended)
	     UNION ALL
	     SELECT after, applied_at FROM told
	      WHERE change = 'changed'
	        AND (before ->> 'observation_id', before ->> 'occurrence')
	            IS DISTINCT FROM
	            (after ->> 'observation_id', after ->> 'occurrence')
	     UNION ALL
	     SELECT a.after, a.applied_at
	       FROM told a JOIN told v USING (dataset, id, occurrence, applied_at)
	      WHERE a.change = 'added' AND v.change = 'vanished'"
}
