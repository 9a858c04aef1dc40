-- How each source stands.
CREATE OR REPLACE VIEW arms.source_status AS
WITH last AS (
    SELECT DISTINCT ON (source) source, run_id, command, started_at,
           finished_at, status, counts
      FROM arms.run ORDER BY source, run_id DESC
), success AS (
    SELECT source, max(finished_at) AS finished_at
      FROM arms.run WHERE status = 'ok' GROUP BY source
), documents AS (
    SELECT source, count(*) AS count, max(published_on) AS newest,
           sum(records) AS records
      FROM arms.document GROUP BY source
), faults AS (
    SELECT source, sum(count) AS count,
           jsonb_object_agg(field || ': ' || reason, count) AS by_reason
      FROM (SELECT d.source, f.field, f.reason, count(*) AS count
              FROM arms.fault f JOIN arms.document d USING (document_id)
             GROUP BY 1, 2, 3) f
     GROUP BY source
)
SELECT last.source,
       last.command AS last_command,
       last.started_at AS last_started_at,
       last.finished_at AS last_finished_at,
       last.status AS last_status,
       last.counts AS last_counts,
       success.finished_at AS last_success_at,
       coalesce(documents.count, 0) AS documents,
       coalesce(documents.records, 0) AS records,
       documents.newest AS newest_publication,
       coalesce(faults.count, 0) AS faults,
       coalesce(faults.by_reason, '{}') AS faults_by_reason
  FROM last
  LEFT JOIN success USING (source)
  LEFT JOIN documents USING (source)
  LEFT JOIN faults USING (source)
 ORDER BY last.source;
