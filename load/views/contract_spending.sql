-- What USAspending has of each announced contract award by Foreign Military Sales.
-- Its actions are known by the key 9700_-NONE-_N0001925C0001_P00003_-NONE-_0: agency,
-- agency of the contract above, contract, modification, contract above, part.
-- It follows arms.as_of().
CREATE OR REPLACE VIEW arms.contract_spending AS
WITH file AS MATERIALIZED (
    -- since and until are of the first and the last action that it has
    SELECT edition_at::date AS day, since, until
      FROM arms.edition
     WHERE dataset = 'usaspending' AND applied_at <= arms.as_of()
), award AS MATERIALIZED (
    SELECT award_id, kind, awarded_on, amount_usd, fms_funds_usd, modification,
           contract_numbers
      FROM arms_as_of.contract_award
     WHERE is_fms AND is_current AND awarded_on IS NOT NULL
       AND kind <> 'correction' AND contract_numbers <> '{}'
), number AS MATERIALIZED (
    SELECT DISTINCT unnest(contract_numbers) AS contract_number FROM award
), transaction AS MATERIALIZED (
    SELECT n.contract_number, true AS is_own, o.item_code, o.partner_name,
           o.period_start, o.value
      FROM number n
      JOIN arms_as_of.observation o
        ON split_part(o.item_code, '_', 3) = n.contract_number
     WHERE o.dataset = 'usaspending' AND o.item_scheme = 'contract transaction'
    UNION ALL
    SELECT n.contract_number, false, o.item_code, o.partner_name, o.period_start,
           o.value
      FROM number n
      JOIN arms_as_of.observation o
        ON split_part(o.item_code, '_', 5) = n.contract_number
     WHERE o.dataset = 'usaspending' AND o.item_scheme = 'contract transaction'
), action AS MATERIALIZED (
    -- an action may have several parts
    SELECT contract_number, is_own, regexp_replace(item_code, '_[^_]*$', '') AS action,
           split_part(min(item_code), '_', 4) AS modification,
           min(partner_name) AS recipient, min(period_start) AS action_on,
           sum(value)::numeric(20,2) AS obligated_usd
      FROM transaction GROUP BY 1, 2, 3
), pair AS MATERIALIZED (
    SELECT a.award_id, t.contract_number, t.is_own, t.action, t.recipient, t.action_on,
           t.obligated_usd, t.action_on - a.awarded_on AS days,
           CASE WHEN a.modification IS NOT NULL
                    THEN a.modification = t.modification
                WHEN a.kind = 'modification'
                    THEN CASE WHEN t.modification ~ '^0*$' AND t.is_own THEN false END
                ELSE t.modification ~ '^0*$' END AS modification_agrees,
           CASE WHEN abs(t.obligated_usd - a.amount_usd) < 1 THEN 'amount'
                WHEN abs(t.obligated_usd - a.fms_funds_usd) < 1 THEN 'funds'
           END AS equals
      FROM award a
     CROSS JOIN LATERAL unnest(a.contract_numbers) n (contract_number)
      JOIN action t USING (contract_number)
), nearest AS MATERIALIZED (
    -- a modification is known by its number; what has none, by its day
    SELECT DISTINCT ON (award_id) *
      FROM (SELECT *, coalesce(modification_agrees, true)
                   AND (is_own AND modification_agrees IS TRUE
                        OR abs(days) <= 30) AS is_this
              FROM pair) p
     ORDER BY award_id, is_this DESC, is_own DESC,
              modification_agrees IS TRUE DESC, equals IS NULL, abs(days), action
), best AS MATERIALIZED (
    SELECT *, count(*) OVER (PARTITION BY is_this, action) > 1 AS is_shared
      FROM nearest
), listed AS MATERIALIZED (
    SELECT arms_internal.fold_company(name) AS company, min(contractor_id) AS contractor_id
      FROM (SELECT contractor_id, name FROM arms.contractor
            UNION ALL
            SELECT contractor_id, alias FROM arms.contractor_alias) n
     GROUP BY 1
), recipient AS (
    SELECT b.award_id, f.company, coalesce(c.parent, c.contractor_id) AS owner
      FROM best b
     CROSS JOIN LATERAL arms_internal.fold_company(b.recipient) f (company)
      LEFT JOIN listed l ON l.company = f.company
      LEFT JOIN arms.contractor c ON c.contractor_id = l.contractor_id
     WHERE b.is_this
), company AS (
    SELECT r.award_id,
           CASE WHEN bool_or(arms_internal.fold_company(w.name) = r.company
                    OR coalesce(c.parent, c.contractor_id) = r.owner) THEN true
                WHEN bool_and(coalesce(
                        coalesce(c.parent, c.contractor_id) <> r.owner, false))
                    THEN false END AS agrees
      FROM recipient r
      JOIN arms_as_of.award_contractor w USING (award_id)
      LEFT JOIN arms.contractor c ON c.contractor_id = w.contractor_id
     GROUP BY 1
)
SELECT a.award_id,
       CASE WHEN b.is_this THEN 'found'
            WHEN NOT v.is_due THEN 'not due yet'
            WHEN v.is_due IS NULL OR NOT v.is_covered THEN 'not covered'
            WHEN b.award_id IS NOT NULL THEN 'contract only'
            ELSE 'not found' END AS state,
       b.contract_number, f.action, f.is_own AS is_own_contract, f.recipient,
       f.action_on, f.days, a.amount_usd, a.fms_funds_usd, f.obligated_usd,
       CASE WHEN f.equals IS NOT NULL THEN true
            WHEN cardinality(a.contract_numbers) = 1
                AND coalesce(a.amount_usd, a.fms_funds_usd) IS NOT NULL
                AND f.obligated_usd IS NOT NULL THEN false END AS amount_agrees,
       f.equals AS agreeing_amount, k.agrees AS contractor_agrees,
       f.modification_agrees, f.is_shared
  FROM award a
 CROSS JOIN LATERAL (
    SELECT bool_or(day - a.awarded_on >= 90) AS is_due,
           bool_or(day - a.awarded_on >= 90 AND since <= a.awarded_on
                   AND until >= a.awarded_on) IS TRUE AS is_covered
      FROM file) v
  LEFT JOIN best b USING (award_id)
  LEFT JOIN best f ON f.award_id = a.award_id AND f.is_this
  LEFT JOIN company k ON k.award_id = a.award_id;

SELECT arms_internal.explain('contract_spending', $$
What USAspending has of each announced contract award by Foreign Military Sales: by
the number of the contract, and of its actions the one of the same modification, or
else of the nearest day within 30. The Department of Defense publishes its actions 90
days later; USAspending has the smaller ones, too, which are not announced and not
here. It follows arms.as_of()

award_id: the award: of contract_award
state: found; not due yet: no file is of 90 days after the award, or later; not
    covered: none of those that are has actions of before and after that day, or
    there is no file; contract only: one has, and other actions of the contract are
    known; not found: one has, and none is known, but a file may be of a part of
    the department or of one contract
contract_number: by which actions were found
action: the key of the action at USAspending, without the number of its part; null
    where it is not found, as are the next
is_own_contract: false where the announced number is of the contract that the action
    is an order under
recipient: the company, as USAspending has it
action_on: the day of the action there
days: from the award as announced to that day
amount_usd: as announced: of contract_award
fms_funds_usd: likewise
obligated_usd: what the action obligates at USAspending, of all its parts
amount_agrees: whether that is the amount or the funds announced, to the dollar; an
    announced amount may be more than is obligated; null where it is not, and the
    award has several contracts, of which this is one
agreeing_amount: which of them: amount, funds
contractor_agrees: whether the recipient is a company of the award, or has the same
    owner; null where a name is not in our list
modification_agrees: whether both are of the same modification, or both of none; null
    where the announcement does not number it
is_shared: whether the same action is what was found of another award, too: it is
    of one of them at most
$$);
