-- The overview of a report, and its lists of pages: see report_content().

-- The sections of the overview.
-- Reads nothing: the statements that it gives are run by the report.
CREATE OR REPLACE FUNCTION arms_internal.report_index()
RETURNS TABLE (id text, heading text, form text, unit text, sources text[],
    is_restricted boolean, caveat text, empty text, query text)
LANGUAGE sql IMMUTABLE AS $$ VALUES
('pages', '', 'pages', '', '{}'::text[], false, '', '', $q$
    SELECT '' AS page, 'Arms sales of the United States' AS title,
           'What Congress was notified of, what registers and tables say became'
           ' of it, and where each value is from.' AS lead $q$),
('numbers', 'What is here', 'facts', '', '{notices,sipri-register}'::text[],
 false, 'A notice tells what may be sold at most; nothing is sold by it', '', $q$
    SELECT '' AS page, name, number, text, link AS "text link", note
      FROM (SELECT 1 AS place, 'Notices to Congress' AS name,
                   count(*)::numeric AS number, NULL AS text, NULL AS link,
                   format('%s to %s', min(notified_on), max(notified_on))
                       AS note
              FROM arms.notice
            UNION ALL
            SELECT 2, 'Publications of them', count(*), NULL, NULL,
                   'pages and issues that have one'
              FROM arms.notice_publication
            UNION ALL
            SELECT 3, 'Countries notified for', count(DISTINCT iso3), NULL,
                   NULL, NULL
              FROM arms.notice_purchaser
            UNION ALL
            SELECT 4, 'Notified in all, USD', sum(added_usd), NULL, NULL,
                   format('%s notices do not tell what they add',
                       count(*) FILTER (WHERE added_usd IS NULL))
              FROM arms.notified
            UNION ALL
            SELECT 5, 'Deals of SIPRI''s register', count(*), NULL, NULL,
                   'as its newest editions have them'
              FROM arms.transfer WHERE dataset = 'sipri-deals'
            UNION ALL
            SELECT 6, 'Figures of tables', count(*), NULL, NULL,
                   format('of %s tables', count(DISTINCT dataset))
              FROM arms_internal.figure) f
     ORDER BY place $q$),
('review', 'Under review by Congress now', 'ranges', 'days',
 '{notices}'::text[], false,
 'Where the day of delivery is not published the days are an estimate', '', $q$
    SELECT '' AS page, concat_ws(' ', u.notice_id, coalesce(c.name,
               left(u.purchaser_name, 301))) AS "Notice",
           'review' AS series, u.notified_on - '1970-01-01'::date AS value,
           u.review_ends_on - '1970-01-01'::date AS until,
           format('%s to %s', u.notified_on, u.review_ends_on) AS text,
           'notice:' || u.notice_id AS link
      FROM arms.under_review() u
      LEFT JOIN arms.country c ON c.iso3 = u.purchaser_iso3
     ORDER BY u.review_ends_on, u.notice_id COLLATE "C" $q$),
('review-days', 'Days left for review', 'table', 'days', '{notices}'::text[],
 false, 'On the day on which the report was made; 0 is the last day',
 'No notice is within its days for review today, as far as it was fetched.', $q$
    SELECT '' AS page, u.notice_id AS "Notice",
           'notice:' || u.notice_id AS "Notice link",
           coalesce(c.name, left(u.purchaser_name, 301)) AS "Purchaser",
           'country:' || u.purchaser_iso3 AS "Purchaser link",
           left(u.title, 301) AS "Title", u.total_usd AS "Total, USD",
           u.review_ends_on AS "Last day", u.days_left AS "Days left",
           u.notified_basis AS "Known by"
      FROM arms.under_review() u
      LEFT JOIN arms.country c ON c.iso3 = u.purchaser_iso3
     ORDER BY u.review_ends_on, u.notice_id COLLATE "C" $q$),
('new', 'The newest notices', 'table', 'US dollars of their days',
 '{notices}'::text[], false, 'By the day on which they came to Congress',
 'No notice is loaded.', $q$
    SELECT '' AS page, n.notified_on AS "Day", n.notice_id AS "Notice",
           'notice:' || n.notice_id AS "Notice link",
           coalesce(c.name, left(n.purchaser_name, 301)) AS "Purchaser",
           'country:' || n.purchaser_iso3 AS "Purchaser link",
           left(n.title, 301) AS "Title", f.added_usd AS "Adds, USD"
      FROM arms.notice n
      LEFT JOIN arms.notified f USING (notice_id)
      LEFT JOIN arms.country c ON c.iso3 = n.purchaser_iso3
     WHERE n.notified_on IS NOT NULL
     ORDER BY n.notified_on DESC, n.notice_id COLLATE "C" LIMIT 20 $q$),
('changed', 'Notices that changed last', 'table', '', '{notices}'::text[],
 false, 'Versions of the last hundred days in which a notice changed', '', $q$
    WITH version AS (
        SELECT notice_id, valid_from, valid_to, total_usd
          FROM arms_history.notice_history
        UNION ALL
        SELECT notice_id, valid_from, NULL, total_usd FROM arms.notice
    ), step AS (
        SELECT *, lead(total_usd) OVER (PARTITION BY notice_id ORDER BY valid_from)
                   AS next_usd
          FROM version)
    SELECT '' AS page, h.valid_to::date AS "Changed", n.notice_id AS "Notice",
           'notice:' || n.notice_id AS "Notice link",
           left(n.title, 301) AS "Title", h.total_usd AS "Total before, USD",
           h.next_usd AS "Total after, USD"
      FROM step h JOIN arms.notice n USING (notice_id)
     WHERE h.valid_to > (SELECT max(valid_to) FROM arms_history.notice_history)
                        - interval '100 days'
     ORDER BY h.valid_to DESC, n.notice_id COLLATE "C", h.valid_from LIMIT 20 $q$),
('years', 'Notified by year', 'lines', 'US dollars', '{notices,deflators}'::text[],
 false, 'Each notice counts what it adds. Constant ones are {base}',
 'No notice tells its day and its value.', $q$
    SELECT '' AS page, f.year AS "Year", v.series, v.value,
           'year:' || f.year AS link
      FROM (SELECT year, sum(added_usd) AS nominal,
                   CASE WHEN bool_and(added_constant_usd IS NOT NULL
                                      OR added_usd IS NULL)
                        THEN sum(added_constant_usd) END AS constant
              FROM arms.notified_by_year
             WHERE calendar = 'calendar' AND year IS NOT NULL
             GROUP BY year) f
     CROSS JOIN LATERAL (VALUES (1, 'dollars of the day', f.nominal),
                                (2, 'constant dollars', f.constant))
           v (place, series, value)
     ORDER BY f.year, v.place $q$),
('months', 'Notifications of the last two years', 'bars', 'notices',
 '{notices}'::text[], false,
 'The 24 months to the last one of which any notice is known',
 'No day of a notice is known.', $q$
    SELECT '' AS page, to_char(month, 'YY-MM') AS "Month",
           'notices' AS series, notifications AS value,
           'year:' || extract(year FROM month) AS link
      FROM arms.notified_by_month
     WHERE month > (SELECT max(month) FROM arms.notified_by_month
                     WHERE notifications > 0) - interval '24 months'
     ORDER BY month $q$),
('regions', 'Notified by region', 'stacked', 'US dollars of their days',
 '{notices}'::text[], false,
 'Regions of the United Nations. A notice for several countries is in none of '
 'them, but in "several or not known"', '', $q$
    SELECT '' AS page, year AS "Year",
           coalesce(name, 'several or not known') AS series,
           sum(added_usd) AS value, 'year:' || year AS link
      FROM arms.notified_by
     WHERE dimension = 'region' AND calendar = 'calendar' AND year IS NOT NULL
     GROUP BY year, name ORDER BY year, name COLLATE "C" $q$),
('groups', 'Notified by group of countries', 'multiples',
 'US dollars of their days', '{notices}'::text[], false,
 'Members on the day of the notice. A country may be in several groups; notices '
 'for several countries are in none', '', $q$
    SELECT '' AS page, b.year AS "Year",
           CASE WHEN length(g.name) > 20 AND b.name !~ '-' THEN upper(b.name)
                ELSE g.name END AS series,
           sum(b.added_usd) AS value, 'year:' || b.year AS link
      FROM arms.notified_by b
      JOIN arms.country_group_name g ON g.group_id = b.name
     WHERE b.dimension = 'group' AND b.calendar = 'calendar'
       AND b.year IS NOT NULL
     GROUP BY b.year, b.name, g.name ORDER BY b.year, g.name COLLATE "C" $q$),
('map', 'Notified by country', 'tiles', 'US dollars of their days',
 '{notices}'::text[], false,
 'All years together. Notices for several countries are in none of them', '', $q$
    SELECT '' AS page, purchaser_iso3 AS "Country", 'notified' AS series,
           sum(added_usd) AS value, 'country:' || purchaser_iso3 AS link
      FROM arms.notified
     WHERE purchaser_iso3 IS NOT NULL AND added_usd IS NOT NULL
     GROUP BY purchaser_iso3 ORDER BY purchaser_iso3 COLLATE "C" $q$),
('announced', 'Totals as announced', 'dots', 'US dollars of their years',
 '{fms-totals}'::text[], false,
 'Fiscal years. Each series is who announced a total and by what measure; of '
 'several statements of a year the largest is first. Definitions differ, and there '
 'is no one number', '', $q$
    SELECT '' AS page, fiscal_year AS "Year", concat_ws(', ', measure,
               part_or_publisher, 'statement ' || nullif(place, 1)) AS series,
           usd AS value
      FROM (SELECT *, row_number() OVER (
                       PARTITION BY fiscal_year, measure, part_or_publisher
                       ORDER BY usd DESC, document_id, line) AS place
              FROM arms.fms_totals
             WHERE statement = 'announced' AND usd IS NOT NULL) f
     ORDER BY 2, 3 $q$),
('cash', 'Paid for Foreign Military Sales', 'bars', 'US dollars of their days',
 '{treasury,notices}'::text[], false,
 'The twelve months to the last statement of the Treasury. What the fund pays is for '
 'cases that were notified years before, and what buyers pay in is ahead of work; '
 'notices are ceilings under section 36(b), of cases of their own', '', $q$
    SELECT '' AS page, to_char(c.month, 'YY-MM') AS "Month", v.series, v.value,
           'year:' || extract(year FROM c.month) AS link
      FROM arms.fms_cash c
     CROSS JOIN LATERAL (VALUES (1, 'paid by the fund', c.outlays_usd),
                                (2, 'paid in by buyers', c.paid_in_usd),
                                (3, 'notified', c.notified_usd))
           v (place, series, value)
     WHERE c.month > (SELECT max(month) FROM arms.fms_cash) - interval '1 year'
       AND v.value IS NOT NULL
     ORDER BY c.month, v.place $q$),
('market', 'Shares of the world market', 'dots', 'percent of the world''s TIV',
 '{sipri-tiv}'::text[], false,
 'The ten largest suppliers of the last five years that are published whole, '
 'and their share in the five before. TIV is a volume and no money', '', $q$
    SELECT '' AS page, s.supplier AS "Supplier", v.series, v.value,
           'country:' || s.supplier_iso3 AS link
      FROM arms.supplier_share s
     CROSS JOIN LATERAL (VALUES
           (1, format('%s to %s', s.first_year, s.last_year), s.share_percent),
           (2, format('%s to %s', s.first_year - 5, s.last_year - 5),
            s.share_before_percent)) v (place, series, value)
     WHERE s.last_year = (SELECT max(last_year) FROM arms.supplier_share)
       AND s.rank <= 10
     ORDER BY s.rank, s.supplier COLLATE "C", v.place $q$)
$$;

-- The sections of the lists of pages, each of one kind.
-- Reads nothing: the statements that it gives are run by the report.
CREATE OR REPLACE FUNCTION arms_internal.report_lists()
RETURNS TABLE (kind text, id text, heading text, form text, unit text,
    sources text[], is_restricted boolean, caveat text, empty text, query text)
LANGUAGE sql IMMUTABLE AS $$ VALUES
('years', 'pages', '', 'pages', '', '{}'::text[], false, '', '', $q$
    SELECT '' AS page, 'Years' AS title, 'Each year''s notices.' AS lead $q$),
('years', 'list', 'All years', 'table', 'US dollars', '{notices,deflators}'::text[],
 false, 'Calendar years, by the day on which notices came to Congress. Constant '
 'dollars are {base}', 'No day of a notice is known.', $q$
    SELECT '' AS page, year AS "Year", 'year:' || year AS "Year link",
           sum(notifications) AS "Notices",
           sum(without_value) AS "Without value",
           sum(added_usd) AS "Added, USD of their days",
           CASE WHEN bool_and(added_constant_usd IS NOT NULL
                              OR added_usd IS NULL)
                THEN sum(added_constant_usd) END AS "Added, constant USD"
      FROM arms.notified_by_year
     WHERE calendar = 'calendar' AND year IS NOT NULL
     GROUP BY year ORDER BY year DESC $q$),
('years', 'undated', 'Notices without a day', 'table', 'US dollars of their days',
 '{notices}'::text[], false, 'In no year, since no publication tells their day',
 '', $q$
    SELECT '' AS page, n.notice_id AS "Notice",
           'notice:' || n.notice_id AS "Notice link",
           coalesce(c.name, left(n.purchaser_name, 301)) AS "Purchaser",
           'country:' || n.purchaser_iso3 AS "Purchaser link",
           left(n.title, 301) AS "Title", n.total_usd AS "Total, USD",
           f.added_usd AS "Adds, USD"
      FROM arms.notice n
      LEFT JOIN arms.notified f USING (notice_id)
      LEFT JOIN arms.country c ON c.iso3 = n.purchaser_iso3
     WHERE n.notified_on IS NULL
     ORDER BY n.notice_id COLLATE "C" $q$),
('countries', 'pages', '', 'pages', '', '{}'::text[], false, '', '', $q$
    SELECT '' AS page, 'Countries' AS title,
           'All countries of which anything was notified, received or supplied.'
           AS lead $q$),
('countries', 'list', 'All countries', 'table', 'US dollars of their days; TIV',
 '{notices,sipri-register,eda,dod-contracts}'::text[], false,
 'Notices for several countries are counted for none. TIV, in millions, is a volume of '
 'deliveries and no money', 'No country is named in what is loaded.', $q$
    SELECT '' AS page, c.name AS "Country", 'country:' || c.iso3 AS "Country link",
           p.notices AS "Notices", p.notified_usd AS "Notified, USD",
           p.last_notified_on AS "Last notice", p.tiv_received AS "TIV received",
           p.tiv_supplied AS "TIV supplied",
           p.excess_requests AS "Requests of excess articles"
      FROM arms.country c LEFT JOIN arms.country_profile p USING (iso3)
     WHERE p.iso3 IS NOT NULL
        OR c.iso3 IN (SELECT iso3 FROM arms.notice_purchaser)
        OR c.iso3 IN (SELECT u.iso3 FROM arms.award_customer u
                        JOIN arms.contract_award a USING (award_id)
                       WHERE a.is_fms AND a.is_current)
     ORDER BY c.name COLLATE "C" $q$),
('companies', 'pages', '', 'pages', '', '{}'::text[], false, '', '', $q$
    SELECT '' AS page, 'Companies' AS title,
           'Who is named as a principal contractor, or had a contract for a buyer abroad.'
           AS lead $q$),
('companies', 'list', 'All companies', 'table', 'US dollars of their days',
 '{notices}'::text[], false,
 'What notices with several companies add is whole with each: do not add up. '
 'What names a company after another has bought it is counted with that one. A '
 'name without a page is in no list of companies',
 'No company is named in what is loaded.', $q$
    WITH counted AS (
        SELECT contractor_id, company, sum(alone_notifications) AS alone,
               sum(alone_usd) AS alone_usd, sum(shared_notifications) AS shared,
               sum(shared_usd) AS shared_usd
          FROM arms.contractor_exposure WHERE calendar = 'calendar'
         GROUP BY contractor_id, company
    ), named AS (
        SELECT contractor_id FROM arms.notice_contractor
         WHERE contractor_id IS NOT NULL
        UNION
        SELECT w.contractor_id FROM arms.award_contractor w
          JOIN arms.contract_award a USING (award_id)
          JOIN arms.award_customer USING (award_id)
         WHERE a.is_fms AND a.is_current AND w.contractor_id IS NOT NULL
    ), listed AS (
        SELECT contractor_id, company, alone, alone_usd, shared, shared_usd
          FROM counted FULL JOIN named USING (contractor_id))
    SELECT '' AS page, left(coalesce(l.company, c.name), 301) AS "Company",
           'company:' || l.contractor_id AS "Company link",
           l.alone AS "Alone", l.alone_usd AS "Alone, USD",
           l.shared AS "With others", l.shared_usd AS "With others, USD",
           left(p.name, 301) AS "Belongs to",
           'company:' || p.contractor_id AS "Belongs to link"
      FROM listed l
      LEFT JOIN arms.contractor c USING (contractor_id)
      LEFT JOIN arms.contractor p ON p.contractor_id = c.parent
     ORDER BY coalesce(l.company, c.name) COLLATE "C", l.contractor_id $q$),
('families', 'pages', '', 'pages', '', '{}'::text[], false, '', '', $q$
    SELECT '' AS page, 'Systems' AS title,
           'Families of systems: who was notified for them, and what came.'
           AS lead $q$),
('families', 'list', 'All systems', 'table', 'notices',
 '{notices,sipri-register}'::text[], false,
 'Notices that name an article of the system, made for it or serving it; none '
 'where only the register of deals has it', 'No system is known in what is loaded.',
 $q$
    WITH item AS (
        SELECT DISTINCT family, notice_id FROM arms.notice_item
         WHERE family IS NOT NULL
    ), known AS (
        SELECT family FROM item
        UNION
        SELECT family FROM arms.flow WHERE family IS NOT NULL)
    SELECT '' AS page, family AS "System", 'family:' || family AS "System link",
           count(DISTINCT n.notice_id) AS "Notices",
           count(DISTINCT p.iso3) AS "Countries",
           min(n.notified_on) AS "First", max(n.notified_on) AS "Last"
      FROM known LEFT JOIN item USING (family)
      LEFT JOIN arms.notice n USING (notice_id)
      LEFT JOIN arms.notice_purchaser p USING (notice_id)
     GROUP BY family ORDER BY family COLLATE "C" $q$),
('policies', 'pages', '', 'pages', '', '{}'::text[], false, '', '', $q$
    SELECT '' AS page, 'Policy' AS title,
           'Days on which policy changed, was proposed or explained.' AS lead $q$),
('policies', 'list', 'All events', 'table', '', '{policy}'::text[], false,
 'Those with a page have windows of notices before and after',
 'Nothing of policy is loaded.', $q$
    SELECT '' AS page, p.on_day AS "Day", left(p.kind, 301) AS "Kind",
           left(p.title, 301) AS "Title", 'policy:' || p.event AS "Title link",
           p.identifier AS "Identifier", p.url AS "Identifier url",
           p.comments_close_on AS "Comments until"
      FROM (SELECT on_day, kind, title, NULL AS event, identifier, url,
                   comments_close_on
              FROM arms.policy WHERE document_id IS NOT NULL
            UNION ALL
            SELECT occurred_on, kind, title, event, identifier, source, NULL
              FROM arms.policy_event) p
     ORDER BY p.on_day DESC, p.title COLLATE "C", p.url COLLATE "C" $q$)
$$;
