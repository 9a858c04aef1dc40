-- The statement of the contracts on a page of a report, which is another's for each
-- kind of page: see report_content(). A row for each customer; with each the notice
-- that is the surest of those of one `key`.
-- Reads nothing: the statement that it gives is run by the report.
CREATE OR REPLACE FUNCTION arms_internal.report_awards(page text, key text,
    confidences text, others text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT format($q$
    WITH link AS MATERIALIZED (
        SELECT DISTINCT ON (%2$s) *
          FROM arms.contract_notice WHERE confidence = ANY (%3$L)
         ORDER BY %2$s, confidence <> 'confirmed', notice_id COLLATE "C",
                  system COLLATE "C"
    ), company AS MATERIALIZED (
        SELECT award_id, string_agg(name, '; ' ORDER BY position) AS names,
               (array_agg(contractor_id ORDER BY position) FILTER (
                   WHERE contractor_id IS NOT NULL))[1] AS id
          FROM arms.award_contractor GROUP BY 1
    ), spending AS MATERIALIZED (
        SELECT award_id, state, obligated_usd FROM arms.contract_spending)
    SELECT %1$s COLLATE "C" AS page, a.awarded_on AS "Day",
           left(k.names, 301) AS "Company", 'company:' || k.id AS "Company link",
           left(coalesce(c.name, u.name), 301) AS "Customer",
           'country:' || c.iso3 AS "Customer link",
           a.amount_usd AS "Amount, USD", a.amount_kind AS "Kind of amount",
           s.obligated_usd AS "Obligated, USD",
           s.state AS "At USAspending",
           l.notice_id AS "Notice", 'notice:' || l.notice_id AS "Notice link",
           l.confidence AS "How sure"
      FROM arms.contract_award a
      JOIN arms.award_customer u USING (award_id)
      LEFT JOIN link l ON l.award_id = a.award_id AND l.iso3 = u.iso3
      LEFT JOIN company k ON k.award_id = a.award_id
      LEFT JOIN spending s ON s.award_id = a.award_id
      LEFT JOIN arms.country c ON c.iso3 = u.iso3
      %4$s
     ORDER BY 1, a.awarded_on, a.award_id, u.position $q$,
    page, key, confidences, others)
$$;
