-- The sections of a notice's page in a report, by its notice_id: see
-- report_content(). They tell what arms.why() tells, of all notices at once.
-- Reads nothing: the statements that it gives are run by the report.
CREATE OR REPLACE FUNCTION arms_internal.report_notice()
RETURNS TABLE (id text, heading text, form text, unit text, sources text[],
    is_restricted boolean, caveat text, empty text, query text)
LANGUAGE sql IMMUTABLE AS $$ VALUES
('pages', '', 'pages', '', '{}'::text[], false, '', '', $q$
    SELECT notice_id COLLATE "C" AS page,
           CASE WHEN title IS NULL OR title = '' THEN notice_id
                ELSE concat(notice_id, ': ', left(title, 301)) END AS title,
           concat_ws(', ', 'Notified on ' || notified_on,
               left(purchaser_name, 301)) AS lead
      FROM arms.notice ORDER BY 1 $q$),
('values', 'What it tells', 'facts', '', '{}'::text[], false,
 'A ceiling told to Congress, in US dollars of its day: no contract and no delivery',
 '', $q$
    SELECT n.notice_id COLLATE "C" AS page, v.name, v.number,
           left(v.text, 301) AS text, v.link AS "text link", v.note
      FROM arms.notice n
      LEFT JOIN arms.country c ON c.iso3 = n.purchaser_iso3
     CROSS JOIN LATERAL (VALUES
        (1, 'Purchaser', NULL::numeric, coalesce(c.name, n.purchaser_name),
            'country:' || n.purchaser_iso3, NULL),
        (2, 'Came to Congress', NULL, n.notified_on::text,
            'year:' || extract(year FROM n.notified_on), 'known as ' || n.notified_basis),
        (3, 'Total, USD', n.total_usd, NULL, NULL,
            n.corrected -> 'total_usd' ->> 'why'),
        (4, 'Major defense equipment, USD', n.mde_usd, NULL, NULL, NULL),
        (5, 'The rest, USD', n.other_usd, NULL, NULL, NULL),
        (6, 'Adds to its case, USD', n.added_usd, NULL, NULL, NULL),
        (7, 'At least, USD', n.threshold_usd, NULL, NULL,
            'the threshold of a licence, and no value'),
        (8, 'Authority', NULL, concat_ws(', ', n.authority, n.kind), NULL, NULL),
        (9, 'Transmittal', NULL, n.transmittal, NULL, NULL),
        (10, 'Amends', NULL, n.amends, NULL, NULL),
        (11, 'Announced', NULL, n.announced_on::text, NULL, NULL),
        (12, 'Review ends', NULL, n.review_ends_on::text, NULL,
            n.review_days || ' days'),
        (13, 'Emergency', NULL, CASE WHEN n.emergency THEN 'is said to exist' END,
            NULL, 'no time for review runs'),
        (14, 'Paid by', NULL, n.funding_source, NULL, NULL),
        (15, 'Department', NULL, n.military_department, NULL, NULL),
        (16, 'Case', NULL, array_to_string(n.case_designators, ', '), NULL, NULL),
        (17, 'Prior cases', NULL, array_to_string(n.prior_cases, ', '), NULL, NULL),
        (18, 'Munitions List', NULL, array_to_string(n.usml_categories, ', '),
            NULL, NULL)) v (place, name, number, text, link, note)
     WHERE v.number IS NOT NULL OR v.text <> ''
     ORDER BY 1, v.place $q$),
('description', 'What would be sold', 'text', '', '{}'::text[], false, '', '', $q$
    SELECT notice_id COLLATE "C" AS page, left(description, 20001) AS text
      FROM arms.notice WHERE description <> '' ORDER BY 1 $q$),
('purchasers', 'Purchasers', 'table', '', '{}'::text[], false, '', '', $q$
    SELECT page, "Purchaser", "Purchaser link", "Code"
      FROM (SELECT p.notice_id COLLATE "C" AS page, left(p.name, 301) AS "Purchaser",
                   'country:' || p.iso3 AS "Purchaser link", p.iso3 AS "Code",
                   p.position, count(*) OVER (PARTITION BY p.notice_id) AS count
              FROM arms.notice_purchaser p) p
     WHERE count > 1 ORDER BY page, position $q$),
('items', 'Articles', 'table', 'articles', '{}'::text[], false,
 'Part of: the number of the article that has it', '', $q$
    SELECT notice_id COLLATE "C" AS page, position::text AS "No.",
           quantity AS "Quantity", precision AS "Precision",
           left(designation, 301) AS "Article", family AS "System",
           'family:' || family AS "System link", category AS "Kind",
           part_of::text AS "Part of"
      FROM arms.notice_item ORDER BY 1, position $q$),
('contractors', 'Principal contractors', 'table', '', '{}'::text[], false, '', '', $q$
    SELECT notice_id COLLATE "C" AS page, left(name, 301) AS "Company",
           'company:' || contractor_id AS "Company link",
           left(concat_ws(', ', city, region), 301) AS "Place"
      FROM arms.notice_contractor ORDER BY 1, position $q$),
('chain', 'The programme as a drawing', 'graph', '', '{}'::text[], false,
 'The first notice, and the reports that amend it or each other', '', $q$
    WITH c AS MATERIALIZED (
        SELECT *, count(*) OVER (PARTITION BY programme) AS steps
          FROM arms.notice_chain)
    SELECT of.notice_id COLLATE "C" AS page,
           concat_ws('|', coalesce(before.notice_id, left(c.amends, 100)),
               before.notified_on::text) AS "from",
           'notice:' || before.notice_id AS "from link",
           'notice' AS "from kind",
           CASE WHEN c.amends IS NOT NULL
                THEN concat_ws('|', c.notice_id, c.notified_on::text) END AS "to",
           'notice:' || c.notice_id AS "to link", 'notice' AS "to kind",
           to_char(c.added_usd / 1e6, 'FMS999,999,990.0') || ' million' AS label, NULL::numeric AS weight
      FROM c of JOIN c USING (programme)
      LEFT JOIN c before ON before.notice_id = c.amends_notice_id
     WHERE of.steps BETWEEN 2 AND 40 AND c.amends IS NOT NULL
     ORDER BY 1, c.step $q$),
('large', 'The programme is not drawn', 'text', '', '{}'::text[], false, '', '', $q$
    WITH c AS MATERIALIZED (
        SELECT notice_id, count(*) OVER (PARTITION BY programme) AS steps
          FROM arms.notice_chain)
    SELECT notice_id COLLATE "C" AS page, format('It has %s notices, which are '
               'more than a drawing shows: they are below, step by step.', steps)
               AS text
      FROM c WHERE steps > 40 ORDER BY 1 $q$),
('steps', 'The programme step by step', 'table', 'US dollars of their days',
 '{}'::text[], false, 'What the case amounts to with each report', '', $q$
    WITH c AS MATERIALIZED (
        SELECT *, count(*) OVER (PARTITION BY programme) AS steps
          FROM arms.notice_chain)
    SELECT of.notice_id COLLATE "C" AS page, c.notified_on AS "Day",
           c.notice_id AS "Notice", 'notice:' || c.notice_id AS "Notice link",
           c.kind AS "Kind", c.added_usd AS "Adds, USD",
           c.running_usd AS "Amounts to, USD"
      FROM c of JOIN c USING (programme)
     WHERE of.steps > 1 ORDER BY 1, c.step $q$),
('evidence', 'Where each value is from', 'table', 'as published', '{notices}'::text[],
 false, 'Printed: whether the value itself stands in the sentence, or follows '
 'from it. What is reckoned of other values has no place',
 'Of no value it is known where it is from.', $q$
    SELECT notice_id COLLATE "C" AS page,
           translate(field, '_.', '  ') AS "Field", left(value, 301) AS "Value", surface AS "Published in",
           url AS "Published in url", place AS "Place",
           CASE WHEN is_printed THEN 'yes' WHEN NOT is_printed THEN 'follows' END
               AS "Printed",
           quote AS "Sentence"
      FROM arms_internal.notice_evidence
     ORDER BY 1, field COLLATE "C", position, published_on, url COLLATE "C",
              number $q$),
('surfaces', 'Where it was published', 'table', '', '{}'::text[], false,
 'Archive: the file and the byte where the record with these bytes begins', '', $q$
    SELECT p.notice_id COLLATE "C" AS page, p.published_on AS "Published",
           p.surface AS "In", p.url AS "In url", p.kind AS "Kind",
           p.matched_by AS "Known by", d.fetched_at::date AS "Fetched",
           concat(d.warc_file, ' at ', d.warc_offset) AS "Archive",
           d.sha256 AS "SHA-256"
      FROM arms.notice_publication p JOIN arms.document d USING (document_id)
     ORDER BY 1, p.published_on, p.surface, p.url COLLATE "C", p.number $q$),
('discrepancies', 'Where publications differ', 'table', 'as published',
 '{}'::text[], false, '', '', $q$
    SELECT notice_id COLLATE "C" AS page, field AS "Field",
           left(value_a, 301) AS "One says", url_a AS "One says url",
           left(value_b, 301) AS "The other", url_b AS "The other url"
      FROM arms.discrepancy ORDER BY 1, field, url_a, url_b $q$),
('faults', 'What could not be read', 'table', 'as published', '{}'::text[], false,
 '', '', $q$
    SELECT p.notice_id COLLATE "C" AS page, f.field AS "Field",
           f.reason AS "Reason", left(f.value_as_published, 301) AS "Published",
           f.place AS "Place", p.url AS "Place url"
      FROM arms.notice_publication p JOIN arms.fault f USING (document_id, number)
     ORDER BY 1, p.url COLLATE "C", f.fault_number $q$),
('corrected', 'Corrected by a researcher', 'table', '', '{}'::text[], false,
 'Read: what was read before', '', $q$
    SELECT notice_id COLLATE "C" AS page, field AS "Field",
           left(stands, 301) AS "Value", left(was, 301) AS "Read",
           left(why, 301) AS "Why", left(who, 301) AS "Who", source AS "Who url"
      FROM arms.correction_state WHERE state = 'applied'
     ORDER BY 1, table_name, position, field $q$),
('versions', 'Its versions', 'table', '', '{}'::text[], false,
 'When the database knew it so, and what changed then', '', $q$
    WITH version AS (
        SELECT notice_id, valid_from, NULL::timestamptz AS valid_to, to_jsonb(n)
                   - '{valid_from,run_id,row_hash,document_id}'::text[] AS said
          FROM arms.notice n
         WHERE notice_id IN (SELECT notice_id FROM arms_history.notice_history)
        UNION ALL
        SELECT notice_id, valid_from, valid_to, to_jsonb(h)
                   - '{valid_from,run_id,row_hash,document_id,valid_to}'::text[]
          FROM arms_history.notice_history h
    ), step AS (
        SELECT *, lag(said) OVER (PARTITION BY notice_id ORDER BY valid_from)
                   AS before
          FROM version)
    SELECT notice_id COLLATE "C" AS page,
           to_char(valid_from, 'YYYY-MM-DD HH24:MI') AS "From",
           to_char(valid_to, 'YYYY-MM-DD HH24:MI') AS "To",
           left((SELECT string_agg(concat(key, ': ', left(before ->> key, 100),
                            CASE WHEN length(before ->> key) > 100
                                 THEN E'\u2026' END,
                            ' became ', left(said ->> key, 100),
                            CASE WHEN length(said ->> key) > 100
                                 THEN E'\u2026' END), '; ' ORDER BY key)
                   FROM jsonb_object_keys(said) key
                  WHERE before IS NOT NULL
                    AND before -> key IS DISTINCT FROM said -> key), 301)
               AS "Changed"
      FROM step ORDER BY 1, valid_from $q$),
('links', 'Deals that it may have become', 'table', 'deals',
 '{sipri-register}'::text[], false,
 'Same recipient and same system always, never by time alone. How many deals of '
 'SIPRI''s register there are, by how sure that is', '', $q$
    SELECT notice_id COLLATE "C" AS page, confidence AS "How sure",
           count(*) AS "Deals", family AS "System",
           'family:' || family AS "System link"
      FROM arms.notice_to_delivery GROUP BY 1, confidence, family
     ORDER BY 1, confidence, family $q$),
('deals', 'These deals in SIPRI''s register', 'table', 'as named',
 '{sipri-register}'::text[], true, 'As the newest edition has them', '', $q$
    SELECT l.notice_id COLLATE "C" AS page, l.confidence AS "How sure",
           left(l.ordered, 301) AS "Register", t.order_year AS "Year of order",
           l.ordered_quantity AS "Ordered", t.number_delivered AS "Delivered",
           array_to_string(t.delivery_years, ', ') AS "In", left(l.why, 301) AS "Why"
      FROM arms.notice_to_delivery l
      LEFT JOIN arms.transfer t ON t.dataset = 'sipri-deals'
       AND (t.transfer_id, t.occurrence) = (l.transfer_id, l.occurrence)
     ORDER BY 1, l.confidence, l.transfer_id, l.occurrence $q$),
('contracts', 'Contracts announced', 'table', 'US dollars of their days',
 '{dod-contracts,usaspending}'::text[], false,
 'By Foreign Military Sales. An amount is of the award, of all its customers and '
 'companies together. Obligated: by the action at USAspending. How sure: that it '
 'comes from this notice', '',
 arms_internal.report_awards('l.notice_id', 'notice_id, award_id, iso3',
     '{likely,confirmed,ambiguous,possible}', 'WHERE l.notice_id IS NOT NULL'))
$$;
