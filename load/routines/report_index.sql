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
    SELECT '' AS page, concat(transmittal, ' ', coalesce(c.name,
               left(u.purchaser_name, 60))) AS "Notice",
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
           coalesce(c.name, left(u.purchaser_name, 200)) AS "Purchaser",
           'country:' || u.purchaser_iso3 AS "Purchaser link",
           left(u.title, 300) AS "Title", u.total_usd AS "Total, USD",
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
           coalesce(c.name, left(n.purchaser_name, 200)) AS "Purchaser",
           'country:' || n.purchaser_iso3 AS "Purchaser link",
           left(n.title, 300) AS "Title", f.added_usd AS "Adds, USD"
      FROM arms.notice n
      LEFT JOIN arms.notified f USING (notice_id)
      LEFT JOIN arms.country c ON c.iso3 = n.purchaser_iso3
     WHERE n.notified_on IS NOT NULL
     ORDER BY n.notified_on DESC, n.notice_id COLLATE "C" LIMIT 20 $q$),
('changed', 'Notices that changed last', 'table', '', '{notices}'::text[],
 false, 'Versions of the last hundred days in which a notice changed', '', $q$
    SELECT '' AS page, h.valid_to::date AS "Changed", n.notice_id AS "Notice",
           'notice:' || n.notice_id AS "Notice link",
           left(n.title, 300) AS "Title", h.total_usd AS "Total before, USD",
           n.total_usd AS "Total now, USD"
      FROM arms_history.notice_history h JOIN arms.notice n USING (notice_id)
     WHERE h.valid_to > (SELECT max(valid_to) FROM arms_history.notice_history)
                        - interval '100 days'
     ORDER BY h.valid_to DESC, n.notice_id COLLATE "C" LIMIT 20 $q$),
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
 'Regions of the United Nations. A notice for countries of two regions counts '
 'whole in both', '', $q$
    SELECT '' AS page, year AS "Year",
           coalesce(name, 'several or not known') AS series,
           sum(added_usd) AS value, 'year:' || year AS link
      FROM arms.notified_by
     WHERE dimension = 'region' AND calendar = 'calendar' AND year IS NOT NULL
     GROUP BY year, name ORDER BY year, name COLLATE "C" $q$),
('groups', 'Notified by group of countries', 'multiples',
 'US dollars of their days', '{notices}'::text[], false,
 'Members on the day of the notice. A country may be in several groups', '', $q$
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
 'Fiscal years. Each series is who announced a total and by what measure: '
 'definitions differ, and there is no one number', '', $q$
    SELECT '' AS page, fiscal_year AS "Year",
           left(concat(measure, ', ', part_or_publisher), 70) AS series,
           max(usd) AS value
      FROM arms.fms_totals WHERE statement = 'announced' AND usd IS NOT NULL
     GROUP BY 2, 3 ORDER BY 2, 3 $q$),
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
('countries', 'pages', '', 'pages', '', '{}'::text[], false, '', '', $q$
    SELECT '' AS page, 'Countries' AS title,
           'All countries of which anything was notified, received or supplied.'
           AS lead $q$),
('countries', 'list', 'All countries', 'table', 'US dollars of their days; TIV',
 '{notices,sipri-register,eda}'::text[], false,
 'Notices for several countries are in none. TIV, in millions, is a volume of '
 'deliveries and no money', 'No country is named in what is loaded.', $q$
    SELECT '' AS page, c.name AS "Country", 'country:' || c.iso3 AS "Country link",
           p.notices AS "Notices", p.notified_usd AS "Notified, USD",
           p.last_notified_on AS "Last notice", p.tiv_received AS "TIV received",
           p.tiv_supplied AS "TIV supplied",
           p.excess_requests AS "Requests of excess articles"
      FROM arms.country_profile p JOIN arms.country c USING (iso3)
     ORDER BY c.name COLLATE "C" $q$),
('companies', 'pages', '', 'pages', '', '{}'::text[], false, '', '', $q$
    SELECT '' AS page, 'Companies' AS title,
           'Who is named as a principal contractor.' AS lead $q$),
('companies', 'list', 'All companies', 'table', 'US dollars of their days',
 '{notices}'::text[], false,
 'What notices with several companies add is whole with each: do not add up',
 'No company is named in what is loaded.', $q$
    SELECT '' AS page, left(company, 200) AS "Company",
           'company:' || contractor_id AS "Company link",
           sum(alone_notifications) AS "Alone",
           sum(alone_usd) AS "Alone, USD",
           sum(shared_notifications) AS "With others",
           sum(shared_usd) AS "With others, USD"
      FROM arms.contractor_exposure
     WHERE calendar = 'calendar' AND contractor_id IS NOT NULL
     GROUP BY company, contractor_id ORDER BY company COLLATE "C" $q$),
('families', 'pages', '', 'pages', '', '{}'::text[], false, '', '', $q$
    SELECT '' AS page, 'Systems' AS title,
           'Families of systems: who was notified for them, and what came.'
           AS lead $q$),
('families', 'list', 'All systems', 'table', 'notices', '{notices}'::text[], false,
 'Notices that name an article of the system, made for it or serving it',
 'No system is known in what is loaded.', $q$
    SELECT '' AS page, i.family AS "System", 'family:' || i.family AS "System link",
           count(DISTINCT i.notice_id) AS "Notices",
           count(DISTINCT n.purchaser_iso3) AS "Countries",
           min(n.notified_on) AS "First", max(n.notified_on) AS "Last"
      FROM arms.notice_item i JOIN arms.notice n USING (notice_id)
     WHERE i.family IS NOT NULL
     GROUP BY i.family ORDER BY i.family COLLATE "C" $q$),
('policies', 'pages', '', 'pages', '', '{}'::text[], false, '', '', $q$
    SELECT '' AS page, 'Policy' AS title,
           'Days on which policy changed, was proposed or explained.' AS lead $q$),
('policies', 'list', 'All events', 'table', '', '{policy}'::text[], false,
 'Those with a page have windows of notices before and after',
 'Nothing of policy is loaded.', $q$
    SELECT '' AS page, p.on_day AS "Day", left(p.kind, 100) AS "Kind",
           left(p.title, 300) AS "Title", 'policy:' || e.event AS "Title link",
           p.identifier AS "Identifier", p.url AS "Identifier url",
           p.comments_close_on AS "Comments until"
      FROM arms.policy p
      LEFT JOIN arms.policy_event e
        ON p.document_id IS NULL
       AND (e.occurred_on, e.kind, e.title) = (p.on_day, p.kind, p.title)
     ORDER BY p.on_day DESC, p.title COLLATE "C", p.url COLLATE "C" $q$)
$$;
