-- The sections of a report's pages on policy, editions, quality and the report
-- itself: see report_content().

-- The sections of an event of policy, by its name in policy_event. Windows are of
-- days: events of one day have the same.
-- Reads nothing: the statements that it gives are run by the report.
CREATE OR REPLACE FUNCTION arms_internal.report_policy()
RETURNS TABLE (id text, heading text, form text, unit text, sources text[],
    is_restricted boolean, caveat text, empty text, query text)
LANGUAGE sql IMMUTABLE AS $$ VALUES
('pages', '', 'pages', '', '{}'::text[], false, '', '', $q$
    SELECT event COLLATE "C" AS page, title,
           concat_ws(', ', occurred_on, kind, identifier) AS lead
      FROM arms.policy_event ORDER BY 1 $q$),
('text', 'The event', 'facts', '', '{}'::text[], false, '', '', $q$
    SELECT event COLLATE "C" AS page, v.name, NULL::numeric AS number, v.text,
           v.url AS "text url", NULL::text AS note
      FROM arms.policy_event CROSS JOIN LATERAL (VALUES
        (1, 'Day', occurred_on::text, NULL), (2, 'Kind', kind, NULL),
        (3, 'Identifier', identifier, NULL), (4, 'Where it can be read', source,
            source)) v (place, name, text, url)
     WHERE v.text IS NOT NULL ORDER BY 1, v.place $q$),
('windows', 'A year before and a year after', 'bars', 'US dollars of their days',
 '{notices,policy}'::text[], false,
 'What was notified in the 365 days before the day of the year and from it on, '
 'in the year of the event and the five before. A difference shows no cause',
 'No notice is known around these days.', $q$
    SELECT e.event COLLATE "C" AS page, extract(year FROM w.window_on)::text
               AS "Year of the window", v.series, v.value
      FROM arms.policy_event e
      JOIN (SELECT DISTINCT ON (event_on, years_before) *
              FROM arms.policy_window(365)
             ORDER BY event_on, years_before) w ON w.event_on = e.occurred_on
     CROSS JOIN LATERAL (VALUES (1, 'before', w.before_usd),
                                (2, 'from the day on', w.after_usd))
           v (place, series, value)
     WHERE coalesce(w.before_usd, w.after_usd) IS NOT NULL
     ORDER BY 1, w.years_before DESC, v.place $q$),
('table', 'The windows in numbers', 'table', 'US dollars of their days',
 '{notices,policy}'::text[], false,
 'Whole: whether notices are known from the first to the last of the days', '', $q$
    SELECT e.event COLLATE "C" AS page, w.window_on AS "Around",
           CASE WHEN w.is_whole THEN 'yes' ELSE 'no' END AS "Whole",
           w.before_notifications AS "Notices before",
           w.before_usd AS "Before, USD", w.before_median_usd AS "Median before, USD",
           w.after_notifications AS "Notices after", w.after_usd AS "After, USD",
           w.after_median_usd AS "Median after, USD"
      FROM arms.policy_event e
      JOIN (SELECT DISTINCT ON (event_on, years_before) *
              FROM arms.policy_window(365)
             ORDER BY event_on, years_before) w ON w.event_on = e.occurred_on
     ORDER BY 1, w.years_before $q$)
$$;

-- The sections of the pages on editions, on quality and on the report itself.
-- Reads nothing: the statements that it gives are run by the report.
CREATE OR REPLACE FUNCTION arms_internal.report_state()
RETURNS TABLE (kind text, id text, heading text, form text, unit text,
    sources text[], is_restricted boolean, caveat text, empty text, query text)
LANGUAGE sql IMMUTABLE AS $$ VALUES
('editions', 'pages', '', 'pages', '', '{}'::text[], false, '', '', $q$
    SELECT '' AS page, 'Editions' AS title,
           'Registers and tables change from edition to edition: what each rewrote.'
           AS lead $q$),
('editions', 'list', 'All registers and tables', 'table', 'rows', '{}'::text[], false,
 'Of each dataset, how many editions were fetched', 'No edition is loaded.', $q$
    SELECT '' AS page, e.dataset AS "Dataset", 'edition:' || e.dataset
               AS "Dataset link",
           count(*) AS "Editions", min(e.edition_at)::date AS "First",
           max(e.edition_at)::date AS "Last", max(e.rows) AS "Rows of the largest"
      FROM arms.edition e GROUP BY e.dataset ORDER BY e.dataset COLLATE "C" $q$),
('edition', 'pages', '', 'pages', '', '{}'::text[], false, '', '', $q$
    SELECT dataset COLLATE "C" AS page, 'Editions of ' || dataset AS title,
           concat(count(*), ' editions, from ', min(edition_at)::date, ' to ',
               max(edition_at)::date) AS lead
      FROM arms.edition GROUP BY dataset ORDER BY 1 $q$),
('edition', 'changes', 'Rewritten rows', 'bars', 'rows', '{}'::text[], false,
 'Rows that stood before and that this edition changed or no longer has. Editions '
 'that rewrote none are left out', 'No edition rewrote what stood before it.', $q$
    SELECT dataset COLLATE "C" AS page, concat(edition_at::date, ' ',
               left(document_id::text, 4)) AS "Edition",
           v.series, v.value
      FROM arms_internal.edition_count CROSS JOIN LATERAL (VALUES
           (1, 'changed', changed), (2, 'gone', gone)) v (place, series, value)
     WHERE changed + gone > 0
     ORDER BY 1, edition_at, document_id, v.place $q$),
('edition', 'list', 'All editions', 'table', 'rows', '{}'::text[], false,
 'New: said first by this edition. Changed: another version stood before. Gone: '
 'stood before, within what the edition is about', '', $q$
    SELECT c.dataset COLLATE "C" AS page, c.edition_at::date AS "Edition",
           d.url AS "Edition url", c.rows AS "Rows", c.new AS "New",
           c.changed AS "Changed", c.gone AS "Gone",
           CASE WHEN c.stated THEN 'as published' ELSE 'by the day fetched' END
               AS "Day known",
           d.sha256 AS "SHA-256"
      FROM arms_internal.edition_count c JOIN arms.document d USING (document_id)
     ORDER BY 1, c.edition_at, c.document_id $q$),
('quality', 'pages', '', 'pages', '', '{}'::text[], false, '', '', $q$
    SELECT '' AS page, 'Coverage and quality' AS title,
           'What is here, what is missing, and what could not be read.' AS lead $q$),
('quality', 'surfaces', 'Notices by where they were published', 'stacked', 'notices',
 '{notices}'::text[], false, 'By year of notification, as far as it was fetched',
 'No notice with a day is loaded.', $q$
    SELECT '' AS page, extract(year FROM notified_on)::integer AS "Year",
           coverage AS series, count(*) AS value,
           'year:' || extract(year FROM notified_on) AS link
      FROM arms.notice_coverage WHERE notified_on IS NOT NULL
     GROUP BY 2, 3, 5 ORDER BY 2, 3 $q$),
('quality', 'lag', 'Days to publication', 'table', 'days', '{notices}'::text[], false,
 'Medians, from the day on which a notice came to Congress', '', $q$
    SELECT '' AS page, extract(year FROM notified_on)::text AS "Year",
           percentile_disc(0.5) WITHIN GROUP (ORDER BY page_lag) AS "Page",
           percentile_disc(0.5) WITHIN GROUP (ORDER BY federal_register_lag)
               AS "Federal Register",
           percentile_disc(0.5) WITHIN GROUP (ORDER BY congressional_record_lag)
               AS "Congressional Record"
      FROM arms.notice_coverage WHERE notified_on IS NOT NULL
     GROUP BY 2 ORDER BY 2 DESC $q$),
('quality', 'gaps', 'Transmittal numbers that nobody shows', 'table', 'numbers',
 '{notices}'::text[], false,
 'A number may never have been sent, be classified, or not be fetched yet',
 'All numbers up to the last of each year are there.', $q$
    SELECT '' AS page, series AS "Series", year::text AS "Year",
           first_missing::text AS "From", last_missing::text AS "To",
           missing AS "Missing", after_transmittal AS "After",
           before_transmittal AS "Before"
      FROM arms.number_gap ORDER BY year DESC, series, first_missing $q$),
('quality', 'faults', 'By source and year', 'table', 'documents and records',
 '{}'::text[], false, 'Years of publication; of a table, of its edition. Faults are '
 'values that could not be read, or are missing', 'Nothing is loaded.', $q$
    SELECT '' AS page, source AS "Source", year::text AS "Year",
           documents AS "Documents", records AS "Records", faults AS "Faults",
           discrepancies AS "Discrepancies", corrections AS "Corrections"
      FROM arms.data_quality ORDER BY source COLLATE "C", year $q$),
('quality', 'reasons', 'Why values could not be read', 'table', 'faults',
 '{}'::text[], false, 'The fifty most frequent', 'Everything could be read.', $q$
    SELECT '' AS page, d.source AS "Source", left(concat(f.field, ': ', f.reason),
               301) AS "Reason", count(*) AS "Faults"
      FROM arms.fault f JOIN arms.document d USING (document_id)
     WHERE d.taken_back IS NULL
     GROUP BY 2, 3 ORDER BY 4 DESC, 2, 3 LIMIT 50 $q$),
('quality', 'sources', 'How the sources stand', 'table', '', '{}'::text[], false,
 'Of the last run that asked the publisher', '', $q$
    SELECT '' AS page, source AS "Source", last_status AS "Last run",
           last_success_at::date AS "Last success",
           blocked_since::date AS "Blocked since",
           failing_since::date AS "Failing since",
           newest_publication AS "Newest", documents AS "Documents",
           records AS "Records"
      FROM arms.source_status ORDER BY source COLLATE "C" $q$),
('quality', 'missing', 'What is not covered', 'table', '', '{}'::text[], false,
 'Sources that the program knows and this database has nothing of',
 'There is something of each source.', $q$
    SELECT '' AS page, s.source AS "Source", s.title AS "Title",
           s.publisher AS "Publisher"
      FROM arms.source s
     WHERE NOT EXISTS (SELECT FROM arms.document d
                        WHERE d.source = s.source AND d.taken_back IS NULL)
     ORDER BY s.source COLLATE "C" $q$),
('about', 'pages', '', 'pages', '', '{}'::text[], false, '', '', $q$
    SELECT '' AS page, 'About' AS title,
           'What these pages are, and what they are not.' AS lead $q$),
('about', 'limits', 'Limits', 'text', '', '{}'::text[], false, '', '', $q$
    SELECT '' AS page, text FROM (VALUES
        (1, 'A notice tells Congress what may be sold. Its value is a ceiling: it is no'
            ' contract, no payment and no delivery, and some of it is never'
            ' sold.'),
        (2, 'What is below the thresholds of the law is never notified. What is'
            ' classified is not published.'),
        (3, 'TIV, the trend-indicator value of SIPRI, is a volume and no money. Dollars'
            ' and TIV do not add up, nor do dollars of notices, of licences and of'
            ' customs.'),
        (4, 'Nothing is converted or inflated but where it says constant dollars.'
            ' Nothing is guessed: what could not be read is a fault, and is'
            ' counted under Quality.'),
        (5, 'Rows of sources whose licence limits who may have them are shown only'
            ' where whoever made these pages asked for it. Sums and shares of them'
            ' are shown with the name of the source.')) t (place, text)
     ORDER BY place $q$),
('about', 'base', 'Constant dollars', 'facts', '', '{deflators}'::text[], false,
 'Nothing is carried on beyond the years that the index has', '', $q$
    SELECT '' AS page, v.name, NULL::numeric AS number, v.text, NULL AS "text link",
           NULL::text AS note
      FROM arms_internal.price_base CROSS JOIN LATERAL (VALUES
        (1, 'Dollars of', base_year::text), (2, 'Index', index))
        v (place, name, text) ORDER BY v.place $q$),
('about', 'licences', 'Sources and licences', 'table', '', '{}'::text[], false,
 'Restricted: the licence limits who may be given all of it', '', $q$
    SELECT '' AS page, source AS "Source", address AS "Source url",
           title AS "What it is", publisher AS "Publisher", cadence AS "Published",
           licence AS "Licence",
           CASE WHEN restricted THEN 'yes' ELSE 'no' END AS "Restricted"
      FROM arms.source ORDER BY source COLLATE "C" $q$),
('about', 'versions', 'Versions', 'facts', '', '{}'::text[], false, '', '', $q$
    SELECT '' AS page, v.name, NULL::numeric AS number, v.text, NULL AS "text link",
           NULL::text AS note
      FROM (SELECT 1, 'Schema', max(number)::text FROM arms.migration
            UNION ALL
            SELECT 2, 'PostgreSQL', current_setting('server_version')) v (place,
               name, text) ORDER BY v.place $q$)
$$;
