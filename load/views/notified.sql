-- What each notification adds to what Congress was notified of, and for whom: a
-- report what it adds to its case. What adds up notifications adds up these.
CREATE OR REPLACE VIEW arms.notified AS
WITH named AS MATERIALIZED (
    -- each name once, since many notices have the same
    SELECT name, arms.name_key(name) AS key
      FROM (SELECT name FROM arms.notice_purchaser WHERE iso3 IS NULL
            UNION
            SELECT purchaser_name FROM arms.notice
             WHERE purchaser_iso3 IS NULL) n
), purchaser AS (
    SELECT notice_id, count(*) AS purchasers, min(iso3) AS iso3,
           min(k.key) FILTER (WHERE iso3 IS NULL) AS name
      FROM arms.notice_purchaser LEFT JOIN named k USING (name)
     GROUP BY notice_id
)
SELECT n.notice_id, c.notified_on, n.authority, n.kind,
       CASE WHEN p.purchasers = 1 THEN p.iso3
            WHEN p.purchasers IS NULL THEN n.purchaser_iso3
       END AS purchaser_iso3,
       CASE WHEN p.purchasers > 1 THEN 'several'
            WHEN coalesce(p.iso3, n.purchaser_iso3) IS NOT NULL THEN NULL
            ELSE coalesce(p.name, k.key)
       END AS purchaser,
       c.added_usd
  FROM arms.notice n
  JOIN arms.notice_chain c USING (notice_id)
  LEFT JOIN purchaser p USING (notice_id)
  LEFT JOIN named k ON k.name = n.purchaser_name
 -- a correction of a page that is not here notifies nothing by itself
 WHERE n.kind <> 'correction' OR n.transmittal IS NOT NULL;

COMMENT ON VIEW arms.notified IS
    'What each notification adds: a report what it adds to its case';
COMMENT ON COLUMN arms.notified.purchaser_iso3 IS
    'null for several purchasers or an organisation';
COMMENT ON COLUMN arms.notified.purchaser IS
    'who it is when there is no code, in a form to compare by; "several"';
COMMENT ON COLUMN arms.notified.added_usd IS
    'null when it is not known what it adds';
