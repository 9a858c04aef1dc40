-- Which notices an award by Foreign Military Sales may have come from, and what
-- speaks for it. Nothing is linked by customer and time alone: the paragraph must
-- name a system of the notice. A link that several notices would fit as well is
-- ambiguous. What a researcher found out, in config/reference/notice_contract.csv,
-- goes before.
-- It follows arms.as_of(), but for the words of a paragraph that was read otherwise
-- then.
CREATE OR REPLACE VIEW arms.contract_notice AS
WITH award AS MATERIALIZED (
    SELECT award_id, awarded_on, amount_usd, description
      FROM arms_as_of.contract_award
     WHERE is_fms AND is_current AND awarded_on IS NOT NULL
), named AS MATERIALIZED (
    SELECT a.award_id, c.iso3, a.awarded_on, s.system, s.phrase,
           coalesce(c.funds, CASE WHEN c.percent = 100 THEN a.amount_usd END)
               AS funds
      FROM award a
      JOIN (
        SELECT award_id, iso3, max(percent) AS percent, sum(amount_usd) AS funds
          FROM arms_as_of.award_customer
         WHERE iso3 IS NOT NULL GROUP BY award_id, iso3) c USING (award_id)
      JOIN arms_internal.award_system s USING (award_id)
), wanted_system AS MATERIALIZED (
    SELECT system, array_agg(DISTINCT iso3) AS customers FROM named GROUP BY system
), buyer AS (
    SELECT notice_id, iso3::text FROM arms_as_of.notice_purchaser
     WHERE iso3 IS NOT NULL
    UNION
    SELECT notice_id, purchaser_iso3::text FROM arms_as_of.notice
     WHERE purchaser_iso3 IS NOT NULL
), item AS MATERIALIZED (
    -- what is of no family is known by its type: AN/ALQ-211
    SELECT notice_id, designation,
           coalesce(family, CASE WHEN designation LIKE '%-%' THEN substring(
               designation FROM '\m[A-Z]{2,4}(?:/[A-Z]{2,4})?-[0-9]{1,4}(?![0-9])')
           END) AS system
      FROM arms_as_of.notice_item
), wanted AS MATERIALIZED (
    SELECT i.notice_id, b.iso3, system
      FROM (SELECT DISTINCT notice_id, system FROM item
             WHERE system IN (SELECT system FROM wanted_system)) i
      JOIN wanted_system w USING (system)
      JOIN buyer b ON b.notice_id = i.notice_id AND b.iso3 = ANY (w.customers)
), matched AS MATERIALIZED (
    SELECT n.notice_id, c.award_id, c.iso3, c.system, c.phrase,
           c.awarded_on - n.notified_on AS days, c.funds <= n.total_usd AS amount_fits
      FROM named c
      JOIN wanted USING (iso3, system)
      JOIN arms_as_of.notice n USING (notice_id)
     -- an offer, and so a contract for it, follows the notice (AECA,
     -- section 36(b)(1))
     WHERE c.awarded_on >= n.notified_on
       AND c.awarded_on < n.notified_on + interval '8 years'
), award_company AS MATERIALIZED (
    -- a company, and the one that it belongs to
    SELECT award_id, array_agg(contractor_id) || array_agg(coalesce(parent,
               contractor_id)) AS companies
      FROM arms_as_of.award_contractor JOIN arms.contractor USING (contractor_id)
     WHERE award_id IN (SELECT award_id FROM matched)
     GROUP BY 1
), notice_company AS MATERIALIZED (
    SELECT notice_id, array_agg(contractor_id) || array_agg(coalesce(parent,
               contractor_id)) AS companies
      FROM arms_as_of.notice_contractor JOIN arms.contractor USING (contractor_id)
     WHERE notice_id IN (SELECT notice_id FROM matched)
     GROUP BY 1
), pair AS MATERIALIZED (
    SELECT m.*, a.companies && n.companies AS contractor_agrees
      FROM matched m
      LEFT JOIN award_company a USING (award_id)
      LEFT JOIN notice_company n USING (notice_id)
), typed AS MATERIALIZED (
    -- "F-16C/D" are an F-16C and an F-16D
    SELECT p.notice_id, p.award_id, p.system,
           bool_or(arms_internal.same_version(form, translate(
               description, E'\u2010\u2011\u2013', '---'))) AS type_agrees
      FROM (SELECT DISTINCT notice_id, award_id, system FROM pair
             WHERE contractor_agrees) p
      JOIN award USING (award_id)
      JOIN item i ON i.notice_id = p.notice_id AND i.system = p.system
     CROSS JOIN LATERAL (VALUES (designation), (regexp_replace(designation,
               '([A-Z]+-?[0-9]+)[A-Z]/([A-Z])\M', '\1\2', 'g'))) v (form)
     GROUP BY 1, 2, 3
), versions AS MATERIALIZED (
    SELECT p.*, t.type_agrees
      FROM pair p LEFT JOIN typed t USING (notice_id, award_id, system)
), scored AS (
    -- what a researcher rejected is nobody's rival, what one confirmed has none
    SELECT v.*, CASE WHEN r.verdict = 'rejected' THEN 0
                     WHEN r.verdict = 'confirmed' THEN 4
                     WHEN contractor_agrees AND amount_fits IS NOT FALSE
                          AND type_agrees IS NOT FALSE
                          AND days <= 5 * 365
                         THEN 2 + coalesce(type_agrees, false)::integer
                     ELSE 1 END AS score
      FROM versions v
      LEFT JOIN arms.notice_contract r USING (notice_id, award_id)
), judged AS (
    SELECT *, max(score) OVER awards AS best,
           count(*) FILTER (WHERE score = 2) OVER awards AS second_best,
           count(*) FILTER (WHERE score = 3) OVER awards AS with_type
      FROM scored
    WINDOW awards AS (PARTITION BY award_id, iso3, system)
)
SELECT coalesce(j.notice_id, r.notice_id) AS notice_id,
       coalesce(j.award_id, r.award_id) AS award_id, j.iso3, j.system,
       CASE WHEN r.verdict IS NOT NULL THEN r.verdict
            WHEN score = 1 OR score < best THEN 'possible'
            WHEN CASE score WHEN 2 THEN second_best ELSE with_type END = 1
                THEN 'likely'
            ELSE 'ambiguous' END AS confidence,
       j.days, j.contractor_agrees, j.type_agrees, j.amount_fits,
       concat_ws('; ', 'the paragraph names ' || j.phrase,
           CASE WHEN contractor_agrees THEN 'both name the company or its owner'
                WHEN NOT contractor_agrees THEN 'they name other companies' END,
           CASE WHEN type_agrees THEN 'both name the version'
                WHEN NOT type_agrees THEN 'they name other versions' END,
           CASE WHEN amount_fits THEN 'the sum is within the total notified'
                WHEN NOT amount_fits THEN 'the sum exceeds the total notified'
           END, j.days || ' days after the notice', r.why) AS evidence,
       r.who, r.source, r.day
  FROM judged j
  FULL JOIN arms.notice_contract r USING (notice_id, award_id);

SELECT arms_internal.explain('contract_notice', $$
Contract awards by Foreign Military Sales and the notices that they may have come
from, for each customer and system, each with its evidence: same customer and same
system always; never by time alone. It follows arms.as_of(), but for the systems
that a paragraph names: these are as read today

notice_id: the notice
award_id: the award: of contract_award
iso3: the customer of both; null of a pair that a researcher alone knows
system: of both: a family of equipment_family, or a type that an article has in
    its name, AN/ALQ-211; null likewise
confidence: confirmed or rejected: by a researcher; likely: both name a company or
    its owner, too, the award came within five years, nothing contradicts, and no
    other notice fits as well; ambiguous: several fit as well; possible: customer
    and system, no more
days: from the notice to the award
contractor_agrees: whether both name a company, or companies of one owner; null
    where one of them names none that is in our list
type_agrees: false where both name a version and it is another; only told where
    contractor_agrees
amount_fits: whether the funds of the customer are not more than the total of the
    notice; null where one is not stated
evidence: the same in words, with the words that were found, and the researcher's
    reason
who: the researcher
source: where the researcher has it from
day: when the researcher said so
$$);
