-- What each notification adds to what Congress was notified of, and for whom: a
-- report what it adds to its case. What adds up notifications adds up these.
CREATE OR REPLACE VIEW arms.notified AS
WITH named AS MATERIALIZED (
    -- each name once, since many notices have the same
    SELECT name, arms_internal.name_key(name) AS key
      FROM (SELECT name FROM arms.notice_purchaser WHERE iso3 IS NULL
            UNION
            SELECT purchaser_name FROM arms.notice
             WHERE purchaser_iso3 IS NULL) n
), purchaser AS (
    SELECT notice_id, count(*) AS purchasers, min(iso3) AS iso3,
           min(k.key) FILTER (WHERE iso3 IS NULL) AS name
      FROM arms.notice_purchaser LEFT JOIN named k USING (name)
     GROUP BY notice_id
), factor AS MATERIALIZED (
    SELECT * FROM arms_internal.price_factor
)
SELECT n.notice_id, c.notified_on, n.authority, n.kind,
       CASE WHEN p.purchasers = 1 THEN p.iso3
            WHEN p.purchasers IS NULL THEN n.purchaser_iso3
       END AS purchaser_iso3,
       CASE WHEN p.purchasers > 1 THEN 'several'
            WHEN coalesce(p.iso3, n.purchaser_iso3) IS NOT NULL THEN NULL
            ELSE coalesce(p.name, k.key)
       END AS purchaser,
       c.added_usd, round(c.added_usd * f.factor, 2) AS added_constant_usd,
       f.base_year, f.index AS price_index, n.funding_source, n.corrected
  FROM arms.notice n
  JOIN arms.notice_chain c USING (notice_id)
  LEFT JOIN purchaser p USING (notice_id)
  LEFT JOIN named k ON k.name = n.purchaser_name
  LEFT JOIN factor f ON c.notified_on BETWEEN f.first_day AND f.last_day
 -- a correction of a page that is not here notifies nothing by itself
 WHERE n.kind <> 'correction' OR n.transmittal IS NOT NULL;

SELECT arms_internal.explain('notified', $$
What each notification adds: a report what it adds to its case

notice_id: the notice
notified_on: when it came to Congress; notice.notified_basis says how that is
    known
authority: paragraph of section 36 of the Arms Export Control Act
kind: as in notice
purchaser_iso3: null for several purchasers or an organisation
purchaser: who it is when there is no code, in a form to compare by; "several"
added_usd: US dollars of that day, a ceiling and no contract; null when it is
    not known what it adds
added_constant_usd: the same in dollars of base_year by price_index; null where
    the index has no such year
base_year, price_index: of price_base
funding_source: as in notice
corrected: as in notice
$$);
