-- What each edition of a register or a table changed.
CREATE OR REPLACE VIEW arms.edition_change AS
WITH version AS NOT MATERIALIZED (
    SELECT 'transfer' AS table_name, dataset, transfer_id AS id, occurrence,
           valid_from, NULL::timestamptz AS valid_to, to_jsonb(t) AS content
      FROM arms.transfer t
    UNION ALL
    SELECT 'transfer', dataset, transfer_id, occurrence, valid_from, valid_to,
           to_jsonb(t) - 'valid_to'
      FROM arms_history.transfer_history t
    UNION ALL
    SELECT 'observation', dataset, observation_id, occurrence, valid_from,
           NULL, to_jsonb(o)
      FROM arms.observation o
    UNION ALL
    SELECT 'observation', dataset, observation_id, occurrence, valid_from,
           valid_to, to_jsonb(o) - 'valid_to'
      FROM arms_history.observation_history o
), change AS (
    SELECT coalesce(a.dataset, b.dataset) AS dataset,
           coalesce(a.table_name, b.table_name) AS table_name,
           coalesce(a.id, b.id) AS id,
           coalesce(a.occurrence, b.occurrence) AS occurrence,
           coalesce(a.valid_from, b.valid_to) AS at,
           CASE WHEN b.id IS NULL THEN 'added'
                WHEN a.id IS NULL THEN 'vanished'
                ELSE 'changed' END AS change,
           b.content AS before, a.content AS after
      FROM version a
      FULL JOIN (SELECT * FROM version WHERE valid_to IS NOT NULL) b
        ON (b.dataset, b.table_name, b.id, b.occurrence)
           = (a.dataset, a.table_name, a.id, a.occurrence)
       AND b.valid_to = a.valid_from
)
SELECT e.document_id, c.dataset, e.edition_at, c.table_name, c.id,
       c.occurrence, c.change,
       (SELECT array_agg(k.key ORDER BY k.key)
          FROM jsonb_object_keys(c.after) k (key)
         WHERE c.before IS NOT NULL
           AND c.before -> k.key IS DISTINCT FROM c.after -> k.key
           AND k.key <> ALL (ARRAY['document_id', 'number', 'line',
               'matched_by', 'row_hash', 'run_id', 'valid_from'])) AS fields,
       c.before, c.after
  FROM change c
  JOIN arms.edition e ON e.dataset = c.dataset AND e.applied_at = c.at;

SELECT arms_internal.explain('edition_change', $$
Rows that an edition added, changed or no longer has, and which fields

document_id, dataset, edition_at: as in edition
table_name: transfer or observation
id: transfer_id or observation_id of the row
occurrence: of the row
change: added, changed or vanished
fields: the columns that changed; null if the row was added or vanished
before: the row before the edition; null if it was added
after: the row from the edition on; null if it vanished
$$);
