-- The state of each source. Only a run that asked the publisher shows whether
-- it fails, and only if it was neither interrupted nor put off. The next try is
-- not known to the database: `armsetl status` reads it from the data directory.
CREATE OR REPLACE VIEW arms.source_status AS
WITH last AS (
    SELECT DISTINCT ON (source) *
      FROM arms.run WHERE command <> 'lists' -- which asks no publisher
     ORDER BY source, run_id DESC
), success AS (
    SELECT source,
           coalesce(max(finished_at) FILTER (WHERE mode IN ('live', 'backfill')),
               max(finished_at)) AS finished_at
      FROM arms.run WHERE status = 'ok' AND command <> 'lists'
     GROUP BY source
), asked AS (
    SELECT source, run_id, started_at, status = 'ok' AS is_well,
           status = 'blocked' OR coalesce(trouble = 'blocked', false)
               AS is_blocked
      FROM arms.run
     WHERE mode IN ('live', 'backfill')
       AND status NOT IN ('running', 'interrupted', 'later')
), failures AS (
    SELECT a.source,
           min(started_at) FILTER (WHERE run_id > coalesce(well, 0))
               AS failing_since,
           min(started_at) FILTER (WHERE run_id > coalesce(open, 0))
               AS blocked_since
      FROM asked a
      JOIN (SELECT source, max(run_id) FILTER (WHERE is_well) AS well,
                   max(run_id) FILTER (WHERE NOT is_blocked) AS open
              FROM asked GROUP BY source) b ON b.source = a.source
     GROUP BY a.source
), documents AS (
    SELECT source, count(*) AS count,
           max(greatest(published_on, edition_at::date)) AS newest
      FROM arms.document LEFT JOIN arms.edition USING (document_id)
     GROUP BY source
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
       last.mode AS last_mode,
       last.host AS last_host,
       last.started_at AS last_started_at,
       last.finished_at AS last_finished_at,
       last.status AS last_status,
       last.trouble AS last_trouble,
       last.reason AS last_reason,
       last.gates AS last_gates,
       last.counts AS last_counts,
       success.finished_at AS last_success_at,
       failures.failing_since,
       failures.blocked_since,
       coalesce(documents.count, 0) AS documents,
       counted.records,
       documents.newest AS newest_publication,
       coalesce(faults.count, 0) AS faults,
       coalesce(faults.by_reason, '{}') AS faults_by_reason
  FROM last
 CROSS JOIN LATERAL arms_internal.count_source(last.source) counted
  LEFT JOIN success USING (source)
  LEFT JOIN failures USING (source)
  LEFT JOIN documents USING (source)
  LEFT JOIN faults USING (source)
 ORDER BY last.source;

SELECT arms_internal.explain('source_status', $$
How each source stands that was ever loaded

source: as in run
last_command, last_mode, last_host, last_started_at, last_finished_at,
    last_status, last_trouble, last_reason, last_gates, last_counts: of its
    last run: see run
last_success_at: when a run that asked the publisher last ended well; any run,
    if none ever did
failing_since: when the present row of runs began that failed; null when the
    last was well
blocked_since: when the present row of runs began that the publisher refused;
    null when it does not
documents: how many are in the database
records: how many are in the database; null while a server with some of them
    does not answer
newest_publication: the day of the newest publication or edition
faults: how many there are of its documents
faults_by_reason: how many of each field and reason
$$);
