-- What a notice asks for: articles of one system and kind together, by buyer. A
-- function, for the planner expects ten thousand times the rows, and would compile
-- machine code for them, which takes seconds. It reads as its owner, as a view does.
-- Reads arms_as_of.notice, arms_as_of.notice_purchaser, arms_as_of.notice_item.
CREATE OR REPLACE FUNCTION arms_internal.wanted_systems()
RETURNS TABLE (notice_id text, iso3 character(3), family text, category text,
    year integer, quantity numeric, designations text)
LANGUAGE sql STABLE ROWS 10000 SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET jit = off AS $$
    WITH buyer AS (
        SELECT notice_id, iso3 FROM arms_as_of.notice_purchaser
         WHERE iso3 IS NOT NULL
        UNION
        SELECT notice_id, purchaser_iso3 FROM arms_as_of.notice
         WHERE purchaser_iso3 IS NOT NULL
    )
    SELECT n.notice_id, b.iso3, i.family, i.category,
           extract(year FROM n.notified_on)::integer, sum(i.quantity),
           string_agg(i.designation, '; ' ORDER BY i.position)
      FROM arms_as_of.notice n
      JOIN buyer b USING (notice_id)
      JOIN arms_as_of.notice_item i USING (notice_id)
     WHERE i.part_of IS NULL AND i.family IS NOT NULL
       AND n.notified_on IS NOT NULL
     GROUP BY n.notice_id, b.iso3, i.family, i.category, 5
$$;

-- Which deals of SIPRI's register a notice may have become, and what speaks for it.
-- Nothing is linked by time alone: recipient and system must be the same, and what
-- is sold must be of the same kind, so that radios for an aircraft are no aircraft.
-- A link that several would fit is ambiguous. What a researcher found out, in
-- config/reference/notice_delivery.csv, goes before.
-- It follows arms.as_of().
CREATE OR REPLACE VIEW arms.notice_to_delivery AS
WITH deal AS MATERIALIZED (
    SELECT transfer_id, occurrence, recipient_iso3, family,
           equipment_category, designation, order_year, number_ordered,
           coalesce(order_year_uncertain, false) AS is_uncertain,
           delivery_years
      FROM arms_as_of.transfer
     WHERE dataset = 'sipri-deals' AND supplier_iso3 = 'USA'
       AND recipient_iso3 IS NOT NULL AND family IS NOT NULL
), pair AS (
    SELECT w.notice_id, d.transfer_id, d.occurrence, w.family, w.category,
           w.designations, w.quantity, d.designation, d.number_ordered,
           d.order_year - w.year AS years,
           d.number_ordered BETWEEN w.quantity / 2 AND w.quantity AS fits,
           d.number_ordered = w.quantity AS is_equal,
           arms_internal.same_version(d.designation, w.designations)
               IS NOT FALSE AS type_agrees
      FROM arms_internal.wanted_systems() w
      JOIN deal d ON d.recipient_iso3 = w.iso3 AND d.family = w.family
       -- a register does not tell which unmanned aircraft are armed
       AND (d.equipment_category IS NOT DISTINCT FROM w.category
            OR d.equipment_category LIKE 'unmanned %'
               AND w.category LIKE 'unmanned %')
     -- an offer follows the notice (AECA, section 36(b)(1)); the register's
     -- years are at times a year off where it marks them so
     WHERE d.order_year BETWEEN w.year - d.is_uncertain::integer
                            AND w.year + 8
       AND (SELECT max(y) >= w.year FROM unnest(d.delivery_years) y)
           IS NOT FALSE
), scored AS (
    -- what a researcher rejected is nobody's rival
    SELECT p.*, CASE WHEN r.verdict = 'rejected' THEN 0
                     WHEN type_agrees AND is_equal AND years <= 5 THEN 3
                     WHEN type_agrees AND fits AND years <= 5
                          AND category <> 'other' THEN 2
                     ELSE 1 END AS score
      FROM pair p
      LEFT JOIN arms.notice_delivery r
          USING (notice_id, transfer_id, occurrence)
), judged AS (
    SELECT *,
           -- how many pairs of the same deal, or of the same articles, are
           -- as good
           count(*) FILTER (WHERE score > 1) OVER deals AS of_deal,
           count(*) FILTER (WHERE score > 1) OVER notices AS of_notice,
           max(score) OVER deals AS best_of_deal,
           max(score) OVER notices AS best_of_notice,
           count(*) FILTER (WHERE score = 3) OVER deals AS equal_of_deal,
           count(*) FILTER (WHERE score = 3) OVER notices AS equal_of_notice
      FROM scored
    WINDOW deals AS (PARTITION BY transfer_id, occurrence),
           notices AS (PARTITION BY notice_id, family, category)
)
SELECT coalesce(j.notice_id, r.notice_id) AS notice_id,
       coalesce(j.transfer_id, r.transfer_id) AS transfer_id,
       coalesce(j.occurrence, r.occurrence) AS occurrence,
       CASE WHEN r.verdict IS NOT NULL THEN r.verdict
            WHEN score = 1 THEN 'possible'
            WHEN score < best_of_deal OR score < best_of_notice THEN 'possible'
            WHEN score = 3 AND equal_of_deal = 1 AND equal_of_notice = 1
                THEN 'likely'
            WHEN score = 2 AND of_deal = 1 AND of_notice = 1 THEN 'likely'
            ELSE 'ambiguous' END AS confidence,
       j.family, j.category, j.designations AS notified,
       j.quantity AS notified_quantity, j.designation AS ordered,
       j.number_ordered AS ordered_quantity, j.years, j.type_agrees, r.why,
       r.who, r.source, r.day
  FROM judged j
  FULL JOIN arms.notice_delivery r USING (notice_id, transfer_id, occurrence);

SELECT arms_internal.explain('notice_to_delivery', $$
Notices and the deals of SIPRI's register that they may have become, each with
its evidence: same recipient and same system always; never by time alone. It
follows arms.as_of()

notice_id: the notice
transfer_id: the deal, with occurrence: of arms.transfer, dataset sipri-deals
occurrence: as in transfer
confidence: confirmed or rejected: by a researcher; likely: the number, too, is
    the same, or not more than notified and at least half of it, and nothing
    else fits as well; ambiguous: several fit as well; possible: recipient and
    system, no more
family: the system of both
category: what kind of equipment both are
notified: the articles of the notice, as printed
notified_quantity: how many of them, at most
ordered: what the register calls it
ordered_quantity: how many were ordered, by the register
years: from the year of the notice to that of the order
type_agrees: false where both name a version and it is another, AH-64E and
    AH-64D
why: the researcher's reason; null where none spoke
who: the researcher
source: where the researcher has it from
day: when the researcher said so
$$);
