-- What became of each correction of config/reference/correction.csv. A correction is
-- applied if its row tells so; so the view needs no state of its own.
CREATE OR REPLACE VIEW arms.correction_state AS
SELECT c.table_name, c.notice_id, c.position, c.row_name, c.field,
       CASE WHEN r.row IS NULL THEN 'waiting'
            WHEN r.row -> 'corrected' ? c.field THEN 'applied'
            ELSE 'stale' END AS state,
       CASE WHEN r.row -> 'corrected' ? c.field THEN NULL
            WHEN arms_internal.row_name(r.row) <> c.row_name
                THEN 'another row is at this position'
            WHEN r.row IS NOT NULL THEN 'what it corrects has changed'
            WHEN n.notice_id IS NULL THEN 'no such notice'
            ELSE 'the notice has no row at this position' END AS reason,
       c.was, c.value, r.row ->> c.field AS stands, c.why, c.who, c.source,
       c.day
  FROM arms.correction c
  LEFT JOIN arms.notice n USING (notice_id)
  LEFT JOIN LATERAL (
    SELECT to_jsonb(n) WHERE c.table_name = 'notice' AND n.notice_id IS NOT NULL
    UNION ALL
    SELECT to_jsonb(p) FROM arms.notice_purchaser p
     WHERE c.table_name = 'notice_purchaser'
       AND (p.notice_id, p.position) = (c.notice_id, c.position)
    UNION ALL
    SELECT to_jsonb(i) FROM arms.notice_item i
     WHERE c.table_name = 'notice_item'
       AND (i.notice_id, i.position) = (c.notice_id, c.position)
    UNION ALL
    SELECT to_jsonb(m) FROM arms.notice_contractor m
     WHERE c.table_name = 'notice_contractor'
       AND (m.notice_id, m.position) = (c.notice_id, c.position)
  ) r (row) ON true;

SELECT arms_internal.explain('correction_state', $$
What became of each correction by a researcher

table_name: as in correction
notice_id: as in correction
position: as in correction
row_name: as in correction
field: as in correction
state: applied; waiting for its notice or its row; or stale: another value is
    read now, which stands, and there is a fault
reason: why it is not applied; null where it is
was: as in correction
value: as in correction
stands: what stands in the row now; null if nothing does, or the row is not
    there
why: as in correction
who: as in correction
source: as in correction
day: as in correction
$$);
