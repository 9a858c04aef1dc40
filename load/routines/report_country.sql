-- The sections of a country's page in a report: see report_content(). The key of a
-- page is its ISO 3166 alpha-3 code.
-- Reads nothing: the statements that it gives are run by the report.
CREATE OR REPLACE FUNCTION arms_internal.report_country()
RETURNS TABLE (id text, heading text, form text, unit text, sources text[],
    is_restricted boolean, caveat text, empty text, query text)
LANGUAGE sql IMMUTABLE AS $$ VALUES
('pages', '', 'pages', '', '{}'::text[], false, '', '', $q$
    SELECT c.iso3::text COLLATE "C" AS page, c.name AS title,
           concat_ws(', ', c.subregion, (
               SELECT string_agg(g.name, ', ' ORDER BY g.name)
                 FROM arms.country_group m
                 JOIN arms.country_group_name g USING (group_id)
                WHERE m.iso3 = c.iso3
                  AND arms.in_group(c.iso3, m.group_id, current_date))) AS lead
      FROM arms.country c
     WHERE c.iso3 IN (SELECT iso3 FROM arms.country_profile
                      UNION
                      SELECT iso3 FROM arms.notice_purchaser
                       WHERE iso3 IS NOT NULL
                      UNION
                      SELECT u.iso3 FROM arms.award_customer u
                        JOIN arms.contract_award a USING (award_id)
                       WHERE a.is_fms AND a.is_current AND u.iso3 IS NOT NULL)
     ORDER BY 1 $q$),
('sum', 'In all', 'facts', 'as named', '{notices,sipri-register,eda}'::text[],
 false, 'Notices to Congress are ceilings. TIV, in millions, is a volume of '
 'deliveries and no money; dollars and TIV do not add up', '', $q$
    SELECT p.iso3::text COLLATE "C" AS page, v.name, v.number, v.text,
           NULL AS "text link", v.note
      FROM arms.country_profile p CROSS JOIN LATERAL (VALUES
        (1, 'Notices', p.notices::numeric, NULL, format('%s to %s',
             p.first_notified_on, p.last_notified_on)),
        (2, 'Notified, USD of their days', p.notified_usd, NULL, NULL),
        (3, 'Deals as recipient', p.deals_received::numeric, NULL,
             'of SIPRI''s register'),
        (4, 'TIV received', p.tiv_received, NULL, NULL),
        (5, 'Main suppliers', NULL, array_to_string(p.main_suppliers, ', '),
             'by TIV'),
        (6, 'Deals as supplier', p.deals_supplied::numeric, NULL, NULL),
        (7, 'TIV supplied', p.tiv_supplied, NULL, NULL),
        (8, 'Requests of excess articles', p.excess_requests::numeric, NULL,
             NULL)) v (place, name, number, text, note)
     WHERE v.number > 0 OR v.text <> '' ORDER BY 1, v.place $q$),
('notified', 'Notified by year', 'lines', 'US dollars', '{notices,deflators}'::text[],
 false, 'Notices of which it is the only purchaser, each with what it adds. '
 'Constant dollars are {base}',
 'No notice with a day and a value is known for it alone.', $q$
    SELECT f.iso3::text COLLATE "C" AS page, f.year AS "Year", v.series, v.value,
           'year:' || f.year AS link
      FROM (SELECT purchaser_iso3 AS iso3, year, sum(added_usd) AS nominal,
                   CASE WHEN bool_and(added_constant_usd IS NOT NULL
                                      OR added_usd IS NULL)
                        THEN sum(added_constant_usd) END AS constant
              FROM arms.notified_by_year
             WHERE calendar = 'calendar' AND year IS NOT NULL
               AND purchaser_iso3 IS NOT NULL
             GROUP BY 1, 2) f
     CROSS JOIN LATERAL (VALUES (1, 'dollars of the day', f.nominal),
                                (2, 'constant dollars', f.constant))
           v (place, series, value)
     WHERE f.nominal IS NOT NULL
     ORDER BY 1, f.year, v.place $q$),
('families', 'Systems notified', 'bars', 'notices', '{notices}'::text[], false,
 'The fifteen systems that most notices name an article of', '', $q$
    SELECT page, "System", series, value, link
      FROM (SELECT p.iso3::text COLLATE "C" AS page, i.family AS "System",
                   'notices' AS series, count(DISTINCT i.notice_id) AS value,
                   'family:' || i.family AS link,
                   row_number() OVER (PARTITION BY p.iso3
                       ORDER BY count(DISTINCT i.notice_id) DESC,
                                i.family COLLATE "C") AS place
              FROM arms.notice_item i JOIN arms.notice_purchaser p USING (notice_id)
             WHERE i.family IS NOT NULL AND p.iso3 IS NOT NULL
             GROUP BY p.iso3, i.family) f
     WHERE place <= 15 ORDER BY page, place $q$),
('notices', 'Notices', 'table', 'US dollars of their days', '{notices}'::text[],
 false, 'Also those with other purchasers, which are named there',
 'No notice to Congress names it as a purchaser.', $q$
    SELECT p.iso3::text COLLATE "C" AS page, n.notified_on AS "Day",
           n.notice_id AS "Notice", 'notice:' || n.notice_id AS "Notice link",
           left(n.title, 301) AS "Title", n.kind AS "Kind",
           n.total_usd AS "Total, USD", f.added_usd AS "Adds, USD"
      FROM (SELECT DISTINCT notice_id, iso3 FROM arms.notice_purchaser
             WHERE iso3 IS NOT NULL) p
      JOIN arms.notice n USING (notice_id)
      LEFT JOIN arms.notified f USING (notice_id)
     ORDER BY 1, n.notified_on, n.notice_id COLLATE "C" $q$),
('chains', 'Programmes of several notices', 'table', 'US dollars of their days',
 '{notices}'::text[], false,
 'A first notice and the reports that amend it: what it amounts to with each',
 '', $q$
    WITH c AS MATERIALIZED (
        SELECT *, count(*) OVER (PARTITION BY programme) AS steps
          FROM arms.notice_chain)
    SELECT purchaser_iso3::text COLLATE "C" AS page, left(programme, 301)
               AS "Programme", 'notice:' || programme AS "Programme link",
           step AS "Step", notified_on AS "Day", notice_id AS "Notice",
           'notice:' || notice_id AS "Notice link", added_usd AS "Adds, USD",
           running_usd AS "Amounts to, USD"
      FROM c WHERE steps > 1 AND purchaser_iso3 IS NOT NULL
     ORDER BY 1, programme COLLATE "C", step $q$),
('register', 'Orders and deliveries by SIPRI''s register', 'lines', 'TIV, millions',
 '{sipri-register}'::text[], false,
 'By year of order and of delivery, from all suppliers. TIV is a volume and no '
 'money; a delivery over several years is spread evenly', '', $q$
    SELECT f.iso3::text COLLATE "C" AS page, f.year AS "Year", v.series, v.value
      FROM (SELECT recipient_iso3 AS iso3, year, sum(tiv_ordered) AS ordered,
                   sum(tiv_delivered) AS delivered
              FROM arms.flow
             WHERE year IS NOT NULL AND recipient_iso3 IS NOT NULL
             GROUP BY 1, 2) f
     CROSS JOIN LATERAL (VALUES (1, 'ordered', f.ordered),
                                (2, 'delivered', f.delivered))
           v (place, series, value)
     ORDER BY 1, f.year, v.place $q$),
('dependence', 'Suppliers in five years', 'bars', 'percent of TIV received',
 '{sipri-register}'::text[], false,
 'Of deliveries in the five years to its last one in the register; the ten '
 'largest. Where no edition of all suppliers was loaded shares mislead, which is '
 'said with the years', '', $q$
    SELECT recipient_iso3::text COLLATE "C" AS page, supplier AS "Supplier",
           concat(first_year, ' to ', last_year,
               CASE WHEN NOT is_whole THEN ', not of all suppliers' END) AS series,
           share_percent AS value, 'country:' || supplier_iso3 AS link
      FROM arms.dependence
      JOIN (SELECT recipient, max(year) AS last_year FROM arms.flow
             WHERE tiv_delivered > 0 GROUP BY recipient) d
           USING (recipient, last_year)
     WHERE recipient_iso3 IS NOT NULL AND rank <= 10
     ORDER BY 1, rank, supplier COLLATE "C" $q$),
('concentration', 'Dependence on few suppliers', 'lines', 'HHI, 0 to 1',
 '{sipri-register}'::text[], false,
 'Sum of the squared shares of known suppliers in five years, the last of which '
 'is shown: 1 is one supplier alone', '', $q$
    SELECT DISTINCT recipient_iso3::text COLLATE "C" AS page, last_year AS "Year",
           'five years to it' AS series, round(hhi, 4) AS value
      FROM arms.dependence
     WHERE recipient_iso3 IS NOT NULL AND hhi IS NOT NULL
     ORDER BY 1, 2 $q$),
('with', 'From whom it received, and whom it supplied', 'graph', 'TIV, millions',
 '{sipri-register}'::text[], false,
 'The eight largest of each in all years of the register', '', $q$
    WITH pair AS (
        SELECT supplier, supplier_iso3, recipient, recipient_iso3,
               sum(tiv_delivered) AS tiv
          FROM arms.flow GROUP BY 1, 2, 3, 4
        HAVING sum(tiv_delivered) > 0
    ), ranked AS (
        SELECT recipient_iso3 AS iso3, pair.*, row_number() OVER (
                   PARTITION BY recipient_iso3 ORDER BY tiv DESC, supplier) AS place
          FROM pair WHERE recipient_iso3 IS NOT NULL
        UNION
        SELECT supplier_iso3, pair.*, row_number() OVER (
                   PARTITION BY supplier_iso3 ORDER BY tiv DESC, recipient)
          FROM pair WHERE supplier_iso3 IS NOT NULL)
    SELECT DISTINCT ON (iso3::text COLLATE "C", tiv, supplier, recipient)
           iso3::text COLLATE "C" AS page, supplier AS "from",
           'country:' || supplier_iso3 AS "from link", 'country' AS "from kind",
           recipient AS "to", 'country:' || recipient_iso3 AS "to link",
           'country' AS "to kind", round(tiv, 1)::text AS label, tiv AS weight
      FROM ranked WHERE place <= 8
     ORDER BY iso3::text COLLATE "C", tiv DESC, supplier, recipient $q$),
('waiting', 'From notice to delivery', 'facts', 'years', '{notices,sipri-register}'::text[],
 false, 'Of notices whose deal in SIPRI''s register is likely or confirmed. A '
 'notice may have several deals, and means are of deals; those of few are chance',
 '', $q$
    WITH w AS (
        SELECT purchaser_iso3::text COLLATE "C" AS page,
               count(DISTINCT notice_id) AS notices, count(*) AS deals,
               round(avg(years_to_order), 1) AS to_order,
               round(avg(years_to_first_delivery), 1) AS to_first,
               round(avg(years_to_last_delivery), 1) AS to_last
          FROM arms.waiting
         WHERE purchaser_iso3 IS NOT NULL AND ordered IS NOT NULL GROUP BY 1)
    SELECT page, v.name, v.number, NULL::text AS text, NULL AS "text link",
           NULL::text AS note
      FROM w CROSS JOIN LATERAL (VALUES
        (1, 'Notices with a deal', w.notices::numeric),
        (2, 'Their deals', w.deals),
        (3, 'Mean to the order', w.to_order),
        (4, 'Mean to the first delivery', w.to_first),
        (5, 'Mean to the last delivery', w.to_last)) v (place, name, number)
     WHERE v.number IS NOT NULL ORDER BY page, v.place $q$),
('backlog', 'Not known to be delivered', 'facts', 'US dollars of their days',
 '{notices,sipri-register}'::text[], false,
 'Notices that are not known to be wholly delivered today, most because no deal '
 'is found for them: an upper bound and no debt', '', $q$
    WITH b AS (
        SELECT purchaser_iso3::text COLLATE "C" AS page, notice_id,
               min(total_usd) AS usd, bool_or(confidence IS NOT NULL) AS has_deal
          FROM arms.backlog() WHERE purchaser_iso3 IS NOT NULL GROUP BY 1, 2
    ), s AS (
        SELECT page, count(*) AS notices, sum(usd) AS usd,
               count(*) FILTER (WHERE has_deal) AS with_deal
          FROM b GROUP BY page)
    SELECT page, v.name, v.number, NULL::text AS text, NULL AS "text link",
           NULL::text AS note
      FROM s CROSS JOIN LATERAL (VALUES (1, 'Notices', s.notices::numeric),
        (2, 'Of these with a deal that is still open', s.with_deal::numeric),
        (3, 'Their totals, USD', s.usd)) v (place, name, number)
     WHERE v.number IS NOT NULL ORDER BY page, v.place $q$),
('deals', 'Deals of the register', 'table', 'as named', '{sipri-register}'::text[],
 true, 'As the newest editions have them', '', $q$
    SELECT recipient_iso3::text COLLATE "C" AS page, order_year AS "Year of order",
           supplier AS "Supplier", 'country:' || supplier_iso3 AS "Supplier link",
           number_ordered AS "Ordered", left(designation, 301) AS "Designation",
           left(description, 301) AS "Description",
           number_delivered AS "Delivered", tiv_delivered AS "TIV delivered"
      FROM arms.transfer
     WHERE dataset = 'sipri-deals' AND recipient_iso3 IS NOT NULL
     ORDER BY 1, order_year, transfer_id, occurrence $q$),
('excess', 'Excess articles asked for', 'lines', 'US dollars', '{eda}'::text[],
 false, 'What the articles cost when new, and what they are worth, by fiscal year '
 'of the request, whatever became of it', '', $q$
    SELECT f.iso3::text COLLATE "C" AS page, f.year AS "Year", v.series, v.value
      FROM (SELECT recipient_iso3 AS iso3, order_year AS year,
                   sum(acquisition_usd) AS acquisition, sum(current_usd) AS current
              FROM arms.transfer
             WHERE dataset = 'eda' AND recipient_iso3 IS NOT NULL
               AND order_year IS NOT NULL
             GROUP BY 1, 2) f
     CROSS JOIN LATERAL (VALUES (1, 'when new', f.acquisition),
                                (2, 'worth', f.current)) v (place, series, value)
     ORDER BY 1, f.year, v.place $q$),
('trade', 'Through customs: arms and ammunition', 'lines', 'US dollars',
 '{census-trade}'::text[], false,
 'Exports of heading 93 as the United States'' customs count them, by calendar '
 'year, also of partly published years: not what notices count', '', $q$
    SELECT partner_iso3::text COLLATE "C" AS page,
           extract(year FROM period_start)::integer AS "Year",
           'exports' AS series, sum(value) AS value
      FROM arms.observation
     WHERE dataset = 'census-trade' AND indicator = 'exports'
       AND item_scheme = 'HS2' AND item_code = '93' AND total_of IS NULL
       AND partner_iso3 IS NOT NULL
     GROUP BY 1, 2 ORDER BY 1, 2 $q$),
('burden', 'Against the size of its economy', 'lines', 'percent of GDP',
 '{notices,world-bank}'::text[], false,
 'Military expenditure and GDP of the World Bank, whose own share stands beside the '
 'one computed of the two; and what was notified, a ceiling, in the calendar year. '
 'The newest years are not published yet', '', $q$
    SELECT iso3::text COLLATE "C" AS page, year AS "Year", v.series, v.value
      FROM (SELECT iso3, year, g.notified_percent, b.computed_percent,
                   b.published_percent
              FROM arms.per_gdp g FULL JOIN arms.burden b USING (iso3, year)) f
     CROSS JOIN LATERAL (VALUES
        (1, 'military expenditure, computed', f.computed_percent),
        (2, 'as the World Bank has it', f.published_percent),
        (3, 'notified', f.notified_percent)) v (place, series, value)
     WHERE v.value IS NOT NULL
     ORDER BY 1, year, v.place $q$),
('discrepancies', 'Where publications differ', 'table', 'as published',
 '{notices}'::text[], false, 'Two publications of one notice', '', $q$
    SELECT p.iso3::text COLLATE "C" AS page, d.notice_id AS "Notice",
           'notice:' || d.notice_id AS "Notice link", d.field AS "Field",
           left(d.value_a, 301) AS "One says", d.url_a AS "One says url",
           left(d.value_b, 301) AS "The other", d.url_b AS "The other url"
      FROM arms.discrepancy d
      JOIN (SELECT DISTINCT notice_id, iso3 FROM arms.notice_purchaser
             WHERE iso3 IS NOT NULL) p USING (notice_id)
     ORDER BY 1, d.notice_id COLLATE "C", d.field, d.url_a, d.url_b $q$),
('contracts', 'Contracts announced', 'table', 'US dollars of their days',
 '{dod-contracts,usaspending}'::text[], false,
 'By Foreign Military Sales. An amount is of the award, of all its customers and '
 'companies together. Obligated: by the action at USAspending. Notice: the one '
 'that it is likely to come from', '',
 arms_internal.report_awards('u.iso3', 'award_id, iso3', '{likely,confirmed}',
     'WHERE a.is_fms AND a.is_current AND u.iso3 IS NOT NULL'))
$$;
