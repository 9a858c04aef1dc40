-- The notice that a notice amends: the notice with that number; of several, the
-- one with a purchaser in common. A notice with other purchasers is not meant.
CREATE OR REPLACE VIEW arms.notice_amends AS
WITH candidate AS (
    SELECT n.notice_id, n.amends, m.notice_id AS amended,
           array_agg(coalesce(a.iso3::text, arms_internal.name_key(a.name)))
               FILTER (WHERE a.name IS NOT NULL)
        && array_agg(coalesce(b.iso3::text, arms_internal.name_key(b.name)))
               FILTER (WHERE b.name IS NOT NULL) AS agree
      FROM arms.notice n
      JOIN arms.notice m
        ON m.transmittal = n.amends AND m.notice_id <> n.notice_id
      LEFT JOIN arms.notice_purchaser a ON a.notice_id = n.notice_id
      LEFT JOIN arms.notice_purchaser b ON b.notice_id = m.notice_id
     GROUP BY n.notice_id, n.amends, m.notice_id
), resolved AS (
    SELECT notice_id,
           CASE WHEN count(*) FILTER (WHERE agree) = 1
                THEN min(amended) FILTER (WHERE agree)
                WHEN count(*) = 1 THEN min(amended) END AS amends_notice_id
      FROM candidate WHERE agree IS NOT FALSE GROUP BY notice_id
)
SELECT n.notice_id, n.amends, r.amends_notice_id
  FROM arms.notice n LEFT JOIN resolved r USING (notice_id)
 WHERE n.amends IS NOT NULL;

SELECT arms_internal.explain('notice_amends', $$
The notice that a report or amendment is about

notice_id, amends: as in notice
amends_notice_id: the notice of that transmittal; null: not in the database, or
    one of several that may be meant
$$);
