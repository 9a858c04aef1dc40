-- The sections of a year's page in a report: see report_content(). The key of a
-- page is the calendar year in which notices came to Congress.
-- Reads nothing: the statements that it gives are run by the report.
CREATE OR REPLACE FUNCTION arms_internal.report_year()
RETURNS TABLE (id text, heading text, form text, unit text, sources text[],
    is_restricted boolean, caveat text, empty text, query text)
LANGUAGE sql IMMUTABLE AS $$ VALUES
('pages', '', 'pages', '', '{}'::text[], false, '', '', $q$
    SELECT year::text COLLATE "C" AS page, 'Notified in ' || year AS title,
           'Calendar year, by the day on which notices came to Congress.'
           AS lead
      FROM (SELECT DISTINCT year FROM arms.notified_by_year
             WHERE calendar = 'calendar' AND year IS NOT NULL) y
     ORDER BY 1 $q$),
('sum', 'In all', 'facts', 'US dollars', '{notices,deflators}'::text[], false,
 'Sums are of what each notice adds. Constant dollars are {base}', '', $q$
    WITH y AS (
        SELECT year::text COLLATE "C" AS page, sum(notifications) AS notices,
               sum(added_usd) AS usd, sum(without_value) AS without_value,
               CASE WHEN bool_and(added_constant_usd IS NOT NULL
                                  OR added_usd IS NULL)
                    THEN sum(added_constant_usd) END AS constant
          FROM arms.notified_by_year
         WHERE calendar = 'calendar' AND year IS NOT NULL GROUP BY 1)
    SELECT page, v.name, v.number, NULL::text AS text, NULL AS "text link", v.note
      FROM y CROSS JOIN LATERAL (VALUES
        (1, 'Notices', y.notices, NULL),
        (2, 'Without value', y.without_value, 'of which it is not known what they add'),
        (3, 'Added, USD of their days', y.usd, NULL),
        (4, 'Added, constant USD', y.constant, NULL)) v (place, name, number, note)
     WHERE v.number IS NOT NULL ORDER BY page, v.place $q$),
('months', 'By month', 'bars', 'US dollars of their days', '{notices}'::text[],
 false, 'What notices of the month add; nothing is drawn where none of them tells '
 'it', '', $q$
    SELECT extract(year FROM month)::text COLLATE "C" AS page,
           to_char(month, 'Mon') AS "Month", 'added' AS series,
           CASE WHEN notifications = 0 OR without_value < notifications
                THEN added_usd END AS value
      FROM arms.notified_by_month
     WHERE extract(year FROM month) IN (SELECT extract(year FROM notified_on)
                                          FROM arms.notified)
     ORDER BY 1, month $q$),
('purchasers', 'By purchaser', 'bars', 'US dollars of their days',
 '{notices}'::text[], false,
 'The fifteen for which most was notified. "several": not divided', '', $q$
    SELECT page, "Purchaser", series, value, link
      FROM (SELECT year::text COLLATE "C" AS page,
                   coalesce(purchaser, 'not known') AS "Purchaser",
                   'added' AS series, sum(added_usd) AS value,
                   min('country:' || purchaser_iso3) AS link,
                   row_number() OVER (PARTITION BY year ORDER BY
                       sum(added_usd) DESC NULLS LAST, purchaser) AS place
              FROM arms.notified_by_year
             WHERE calendar = 'calendar' AND year IS NOT NULL
             GROUP BY year, purchaser) f
     WHERE place <= 15 AND value IS NOT NULL ORDER BY page, place $q$),
('categories', 'By kind of equipment', 'bars', 'notices', '{notices}'::text[],
 false, 'A notice with articles of several kinds counts with each', '', $q$
    SELECT year::text COLLATE "C" AS page,
           coalesce(name, 'not known') AS "Kind", 'notices' AS series,
           sum(notifications) AS value
      FROM arms.notified_by
     WHERE dimension = 'category' AND calendar = 'calendar' AND year IS NOT NULL
     GROUP BY year, name ORDER BY 1, 4 DESC, 2 $q$),
('notices', 'All notices of the year', 'table', 'US dollars of their days',
 '{notices}'::text[], false,
 'Of a report of enhancement, what it adds to its case', '', $q$
    SELECT extract(year FROM n.notified_on)::text COLLATE "C" AS page,
           n.notified_on AS "Day", n.notice_id AS "Notice",
           'notice:' || n.notice_id AS "Notice link",
           coalesce(c.name, left(n.purchaser_name, 301)) AS "Purchaser",
           'country:' || n.purchaser_iso3 AS "Purchaser link",
           left(n.title, 301) AS "Title", n.total_usd AS "Total, USD",
           f.added_usd AS "Adds, USD"
      FROM arms.notice n
      LEFT JOIN arms.notified f USING (notice_id)
      LEFT JOIN arms.country c ON c.iso3 = n.purchaser_iso3
     WHERE n.notified_on IS NOT NULL
     ORDER BY 1, n.notified_on, n.notice_id COLLATE "C" $q$)
$$;
