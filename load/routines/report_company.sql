-- The sections of a company's page in a report, by its contractor_id, and of a
-- system's, by its family: see report_content().

-- The sections of a company's page.
-- Reads nothing: the statements that it gives are run by the report.
CREATE OR REPLACE FUNCTION arms_internal.report_company()
RETURNS TABLE (id text, heading text, form text, unit text, sources text[],
    is_restricted boolean, caveat text, empty text, query text)
LANGUAGE sql IMMUTABLE AS $$ VALUES
('pages', '', 'pages', '', '{}'::text[], false, '', '', $q$
    SELECT c.contractor_id COLLATE "C" AS page, left(c.name, 301) AS title,
           CASE WHEN p.name IS NOT NULL THEN concat('Belongs',
               ' since ' || c.parent_since, ' to ', left(p.name, 301)) END AS lead
      FROM arms.contractor c
      LEFT JOIN arms.contractor p ON p.contractor_id = c.parent
     WHERE c.contractor_id IN (
            SELECT contractor_id FROM arms.contractor_exposure
            UNION ALL
            SELECT contractor_id FROM arms.notice_contractor
            UNION ALL
            SELECT w.contractor_id FROM arms.award_contractor w
              JOIN arms.contract_award a USING (award_id)
              JOIN arms.award_customer USING (award_id)
             WHERE a.is_fms AND a.is_current)
     ORDER BY 1 $q$),
('years', 'Notified by year', 'stacked', 'US dollars of their days',
 '{notices}'::text[], false,
 'What notices add that name it alone, and with others: these count whole with '
 'each, so companies must not be added up. Notices without a day are in no year', '', $q$
    SELECT f.contractor_id COLLATE "C" AS page, f.year AS "Year", v.series, v.value,
           'year:' || f.year AS link
      FROM arms.contractor_exposure f
     CROSS JOIN LATERAL (VALUES (1, 'alone', f.alone_usd),
                                (2, 'with others', f.shared_usd))
           v (place, series, value)
     WHERE f.calendar = 'calendar' AND f.year IS NOT NULL
       AND f.contractor_id IS NOT NULL
       AND coalesce(f.alone_usd, f.shared_usd) IS NOT NULL
     ORDER BY 1, f.year, v.place $q$),
('counts', 'Notices by year', 'stacked', 'notices', '{notices}'::text[], false,
 'Also those of which it is not known what they add; those without a day are in '
 'no year', '', $q$
    SELECT f.contractor_id COLLATE "C" AS page, f.year AS "Year", v.series, v.value,
           'year:' || f.year AS link
      FROM arms.contractor_exposure f
     CROSS JOIN LATERAL (VALUES (1, 'alone', f.alone_notifications),
                                (2, 'with others', f.shared_notifications))
           v (place, series, value)
     WHERE f.calendar = 'calendar' AND f.year IS NOT NULL
       AND f.contractor_id IS NOT NULL
     ORDER BY 1, f.year, v.place $q$),
('others', 'Named with', 'graph', 'notices', '{notices}'::text[], false,
 'The twelve companies that most notices name with it, and how many', '', $q$
    WITH named AS (
        SELECT DISTINCT notice_id, contractor_id FROM arms.notice_contractor
         WHERE contractor_id IS NOT NULL
    ), pair AS (
        SELECT a.contractor_id AS one, b.contractor_id AS other, count(*) AS notices,
               row_number() OVER (PARTITION BY a.contractor_id
                   ORDER BY count(*) DESC, b.contractor_id COLLATE "C") AS place
          FROM named a JOIN named b ON b.notice_id = a.notice_id
                                   AND b.contractor_id <> a.contractor_id
         GROUP BY 1, 2)
    SELECT one COLLATE "C" AS page, left(a.name, 100) AS "from", 'company:' || one AS "from link",
           'company' AS "from kind", left(b.name, 100) AS "with",
           'company:' || other AS "with link", 'company' AS "with kind",
           notices::text AS label, notices AS weight
      FROM pair JOIN arms.contractor a ON a.contractor_id = one
      JOIN arms.contractor b ON b.contractor_id = other
     WHERE place <= 12 ORDER BY 1, place $q$),
('countries', 'For whom', 'bars', 'notices', '{notices}'::text[], false,
 'The fifteen countries with most notices that name it', '', $q$
    SELECT page, "Country", series, value, link
      FROM (SELECT k.contractor_id COLLATE "C" AS page, c.name AS "Country",
                   'notices' AS series, count(DISTINCT k.notice_id) AS value,
                   'country:' || p.iso3 AS link,
                   row_number() OVER (PARTITION BY k.contractor_id
                       ORDER BY count(DISTINCT k.notice_id) DESC,
                                c.name COLLATE "C") AS place
              FROM arms.notice_contractor k
              JOIN arms.notice_purchaser p USING (notice_id)
              JOIN arms.country c ON c.iso3 = p.iso3
             WHERE k.contractor_id IS NOT NULL
             GROUP BY k.contractor_id, c.name, p.iso3) f
     WHERE place <= 15 ORDER BY page, place $q$),
('notices', 'Notices that name it', 'table', 'US dollars of their days',
 '{notices}'::text[], false, 'Under its own name, not that of what belongs to it',
 'No notice names it itself: what belongs to it is named.', $q$
    SELECT k.contractor_id COLLATE "C" AS page, n.notified_on AS "Day",
           n.notice_id AS "Notice", 'notice:' || n.notice_id AS "Notice link",
           coalesce(c.name, left(n.purchaser_name, 301)) AS "Purchaser",
           'country:' || n.purchaser_iso3 AS "Purchaser link",
           left(n.title, 301) AS "Title", f.added_usd AS "Adds, USD"
      FROM (SELECT DISTINCT contractor_id, notice_id FROM arms.notice_contractor
             WHERE contractor_id IS NOT NULL) k
      JOIN arms.notice n USING (notice_id)
      LEFT JOIN arms.notified f USING (notice_id)
      LEFT JOIN arms.country c ON c.iso3 = n.purchaser_iso3
     ORDER BY 1, n.notified_on, n.notice_id COLLATE "C" $q$),
('contracts', 'Contracts announced', 'table', 'US dollars of their days',
 '{dod-contracts,usaspending}'::text[], false,
 'By Foreign Military Sales. An amount is of the award, of all its customers and '
 'companies together. Obligated: by the action at USAspending', '',
 arms_internal.report_awards('w.contractor_id', 'award_id, iso3',
     '{likely,confirmed}',
     'JOIN (SELECT DISTINCT award_id, contractor_id FROM arms.award_contractor'
     ' WHERE contractor_id IS NOT NULL) w ON w.award_id = a.award_id'
     ' WHERE a.is_fms AND a.is_current'))
$$;

-- The sections of a system's page.
-- Reads nothing: the statements that it gives are run by the report.
CREATE OR REPLACE FUNCTION arms_internal.report_family()
RETURNS TABLE (id text, heading text, form text, unit text, sources text[],
    is_restricted boolean, caveat text, empty text, query text)
LANGUAGE sql IMMUTABLE AS $$ VALUES
('pages', '', 'pages', '', '{}'::text[], false, '', '', $q$
    SELECT family COLLATE "C" AS page, family AS title,
           'Articles of the system, made for it, or serving it.' AS lead
      FROM (SELECT family FROM arms.notice_item
            UNION
            SELECT family FROM arms.flow) f
     WHERE family IS NOT NULL ORDER BY 1 $q$),
('years', 'Notices by year', 'bars', 'notices', '{notices}'::text[], false,
 'Notices that name an article of the system', '', $q$
    SELECT i.family COLLATE "C" AS page,
           extract(year FROM n.notified_on)::integer AS "Year",
           'notices' AS series, count(DISTINCT n.notice_id) AS value,
           'year:' || extract(year FROM n.notified_on) AS link
      FROM arms.notice_item i JOIN arms.notice n USING (notice_id)
     WHERE i.family IS NOT NULL AND n.notified_on IS NOT NULL
     GROUP BY 1, 2, 5 ORDER BY 1, 2 $q$),
('countries', 'Who asked for it', 'bars', 'notices', '{notices}'::text[], false,
 'The fifteen purchasers with most notices', '', $q$
    SELECT page, "Country", series, value, link
      FROM (SELECT i.family COLLATE "C" AS page, c.name AS "Country",
                   'notices' AS series, count(DISTINCT i.notice_id) AS value,
                   'country:' || p.iso3 AS link,
                   row_number() OVER (PARTITION BY i.family
                       ORDER BY count(DISTINCT i.notice_id) DESC,
                                c.name COLLATE "C") AS place
              FROM arms.notice_item i
              JOIN arms.notice_purchaser p USING (notice_id)
              JOIN arms.country c ON c.iso3 = p.iso3
             WHERE i.family IS NOT NULL
             GROUP BY i.family, c.name, p.iso3) f
     WHERE place <= 15 ORDER BY page, place $q$),
('articles', 'When, and how many', 'table', 'articles', '{notices}'::text[], false,
 'As notices name them, at most: an article that is a part of another is not '
 'counted beside it', 'No notice names an article of it.', $q$
    SELECT i.family COLLATE "C" AS page, n.notified_on AS "Day",
           n.notice_id AS "Notice", 'notice:' || n.notice_id AS "Notice link",
           coalesce(c.name, left(n.purchaser_name, 301)) AS "Purchaser",
           'country:' || n.purchaser_iso3 AS "Purchaser link",
           i.quantity AS "Quantity", i.precision AS "Precision",
           left(i.designation, 301) AS "Article", i.category AS "Kind"
      FROM arms.notice_item i JOIN arms.notice n USING (notice_id)
      LEFT JOIN arms.country c ON c.iso3 = n.purchaser_iso3
     WHERE i.family IS NOT NULL
     ORDER BY 1, n.notified_on, n.notice_id COLLATE "C", i.position $q$),
('register', 'Ordered and delivered by SIPRI''s register', 'lines', 'articles',
 '{sipri-register}'::text[], false,
 'From all suppliers to all recipients, by year of order and of delivery; a '
 'delivery over several years is spread evenly', '', $q$
    SELECT f.family COLLATE "C" AS page, f.year AS "Year", v.series, v.value
      FROM (SELECT family, year, sum(ordered) AS ordered,
                   round(sum(delivered), 1) AS delivered
              FROM arms.flow WHERE family IS NOT NULL AND year IS NOT NULL
             GROUP BY 1, 2) f
     CROSS JOIN LATERAL (VALUES (1, 'ordered', f.ordered),
                                (2, 'delivered', f.delivered))
           v (place, series, value)
     ORDER BY 1, f.year, v.place $q$),
('recipients', 'Delivered to', 'bars', 'articles', '{sipri-register}'::text[],
 false, 'The fifteen recipients of most, in all years of the register', '', $q$
    SELECT page, "Recipient", series, value, link
      FROM (SELECT family COLLATE "C" AS page, recipient AS "Recipient",
                   'delivered' AS series, round(sum(delivered), 1) AS value,
                   'country:' || min(recipient_iso3) AS link,
                   row_number() OVER (PARTITION BY family
                       ORDER BY sum(delivered) DESC, recipient COLLATE "C") AS place
              FROM arms.flow WHERE family IS NOT NULL AND delivered IS NOT NULL
             GROUP BY family, recipient) f
     WHERE place <= 15 ORDER BY page, place $q$)
$$;
