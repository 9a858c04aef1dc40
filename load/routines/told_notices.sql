-- What arms.news() tells of, by kind of subject. Each row is an event: its kind, a
-- key that is the same whenever it is asked for, the time since which the database
-- knows it, and a sentence. What a run brought is known since the run's transaction
-- (valid_from); what a day of the calendar brings, since that day.

-- A name in the form of a UUID of version 3 (RFC 4122), which is the same for the same name.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.name_uuid(name text) RETURNS uuid
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT overlay(overlay(md5('armsetl ' || name) PLACING '3' FROM 13)
        PLACING '8' FROM 17)::uuid
$$;

-- An amount in words: "1,234.50 US dollars".
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.usd_words(amount numeric) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(regexp_replace(to_char(amount,
        'FM999,999,999,999,999,999,990.00'), '\.00$', '') || ' US dollars',
        'no stated total')
$$;

-- The beginning of a text, if it is long.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.shortened(words text, length integer)
RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN char_length(words) > length
        THEN left(words, length - 1) || '…' ELSE words END
$$;

-- The versions of notices that ended or began since then. What was replaced within
-- one transaction nobody could see.
-- Reads arms.notice, arms_history.notice_history.
CREATE OR REPLACE FUNCTION arms_internal.news_versions(since timestamptz)
RETURNS TABLE (notice_id text, valid_from timestamptz, valid_to timestamptz,
    is_first boolean, said jsonb)
LANGUAGE sql STABLE SET jit = off AS $$
    SELECT v.notice_id, v.valid_from, v.valid_to, NOT EXISTS (
               SELECT FROM arms_history.notice_history h
                WHERE h.notice_id = v.notice_id AND h.valid_from < v.valid_from
                  AND h.valid_to > h.valid_from),
           v.said - arms_internal.own_columns() - '{row_hash,document_id,valid_to,
               transmittal_year,transmittal_serial}'::text[]
      FROM (SELECT n.notice_id, n.valid_from, 'infinity'::timestamptz AS valid_to,
                   to_jsonb(n) AS said
              FROM arms.notice n WHERE n.valid_from >= since
            UNION ALL
            SELECT h.notice_id, h.valid_from, h.valid_to, to_jsonb(h)
              FROM arms_history.notice_history h
             WHERE h.valid_to >= since AND h.valid_to > h.valid_from) v
$$;

-- Where notices were published that were published there for the first time.
-- Reads arms.notice_publication, its history.
CREATE OR REPLACE FUNCTION arms_internal.news_publications(since timestamptz)
RETURNS TABLE (notice_id text, surface text, url text, kind text, at timestamptz)
LANGUAGE sql STABLE SET jit = off AS $$
    SELECT p.notice_id, p.surface, p.url,
           (array_agg(p.kind ORDER BY p.valid_from, p.number))[1],
           min(p.valid_from)
      FROM (SELECT n.notice_id, n.surface, n.url, n.kind, n.number, n.valid_from
              FROM arms.notice_publication n WHERE n.valid_from >= since
            UNION ALL
            SELECT h.notice_id, h.surface, h.url, h.kind, h.number, h.valid_from
              FROM arms_history.notice_publication_history h
             WHERE h.valid_from >= since AND h.valid_to > h.valid_from) p
     WHERE NOT EXISTS (
            SELECT FROM arms_history.notice_publication_history h
             WHERE (h.notice_id, h.surface, h.url)
                   = (p.notice_id, p.surface, p.url)
               AND h.valid_from < since AND h.valid_to > h.valid_from)
     GROUP BY p.notice_id, p.surface, p.url
$$;

-- The rows of the lists of notices that researchers corrected, or whose correction
-- was taken back: a field each.
-- Reads the lists of notices, and their histories.
CREATE OR REPLACE FUNCTION arms_internal.news_corrected_rows(since timestamptz)
RETURNS TABLE (notice_id text, at timestamptz, before jsonb, after jsonb)
LANGUAGE sql STABLE SET jit = off AS $$
    WITH version (list, notice_id, position, valid_from, valid_to, said) AS
    MATERIALIZED (
        SELECT 'notice_purchaser', n.notice_id, n.position, n.valid_from, 'infinity',
               to_jsonb(n)
          FROM arms.notice_purchaser n WHERE n.valid_from >= since
        UNION ALL
        SELECT 'notice_purchaser', h.notice_id, h.position, h.valid_from, h.valid_to,
               to_jsonb(h)
          FROM arms_history.notice_purchaser_history h
         WHERE h.valid_to >= since AND h.valid_to > h.valid_from
        UNION ALL
        SELECT 'notice_item', n.notice_id, n.position, n.valid_from, 'infinity',
               to_jsonb(n)
          FROM arms.notice_item n WHERE n.valid_from >= since
        UNION ALL
        SELECT 'notice_item', h.notice_id, h.position, h.valid_from, h.valid_to,
               to_jsonb(h)
          FROM arms_history.notice_item_history h
         WHERE h.valid_to >= since AND h.valid_to > h.valid_from
        UNION ALL
        SELECT 'notice_contractor', n.notice_id, n.position, n.valid_from, 'infinity',
               to_jsonb(n)
          FROM arms.notice_contractor n WHERE n.valid_from >= since
        UNION ALL
        SELECT 'notice_contractor', h.notice_id, h.position, h.valid_from, h.valid_to,
               to_jsonb(h)
          FROM arms_history.notice_contractor_history h
         WHERE h.valid_to >= since AND h.valid_to > h.valid_from
    )
    SELECT a.notice_id, a.valid_from,
           b.said || jsonb_build_object('table_name', a.list), a.said
      FROM version a
      JOIN version b ON (b.list, b.notice_id, b.position, b.valid_to)
                        = (a.list, a.notice_id, a.position, a.valid_from)
     WHERE a.said -> 'corrected' IS DISTINCT FROM b.said -> 'corrected'
$$;

-- What researchers corrected between two versions of a row, or what of it was taken
-- back, an object a field.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.corrected_fields(before jsonb, after jsonb)
RETURNS SETOF jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_build_object(
               'table', coalesce(before ->> 'table_name', 'notice'),
               'position', before -> 'position', 'field', k.key,
               'before', arms_internal.shortened(before ->> k.key, 1000),
               'after', arms_internal.shortened(after ->> k.key, 1000),
               'who', after #>> ARRAY['corrected', k.key, 'who'],
               'why', arms_internal.shortened(
                   after #>> ARRAY['corrected', k.key, 'why'], 1000),
               'source', after #>> ARRAY['corrected', k.key, 'source'])
      FROM jsonb_object_keys(coalesce(nullif(before -> 'corrected', 'null'), '{}')
               || coalesce(nullif(after -> 'corrected', 'null'), '{}')) k (key)
     WHERE before #> ARRAY['corrected', k.key]
           IS DISTINCT FROM after #> ARRAY['corrected', k.key]
$$;

-- A notice as it is; or, if it is gone, as it was last, and when that ended.
-- Reads arms.notice, arms_history.notice_history.
CREATE OR REPLACE FUNCTION arms_internal.last_notice(of_notice text)
RETURNS TABLE (title text, purchaser_name text, purchaser_iso3 text,
    total_usd numeric, gone_at timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT n.title, n.purchaser_name, n.purchaser_iso3::text, n.total_usd,
           NULL::timestamptz
      FROM arms.notice n WHERE n.notice_id = of_notice
    UNION ALL
    (SELECT h.title, h.purchaser_name, h.purchaser_iso3::text, h.total_usd,
            h.valid_to
       FROM arms_history.notice_history h
      WHERE h.notice_id = of_notice AND h.valid_to > h.valid_from
        AND NOT EXISTS (SELECT FROM arms.notice n WHERE n.notice_id = of_notice)
      ORDER BY h.valid_to DESC LIMIT 1)
$$;

-- Its lists, by gone_at of last_notice(): purchasers with their codes, companies,
-- and items with their families.
-- Reads the lists of notices, and their histories.
CREATE OR REPLACE FUNCTION arms_internal.last_lists(
    of_notice text, gone_at timestamptz)
RETURNS TABLE (list text, "position" integer, name text, code text)
LANGUAGE sql STABLE AS $$
    SELECT 'purchaser', u.position, u.name, u.iso3::text
      FROM arms.notice_purchaser u WHERE u.notice_id = of_notice
    UNION ALL
    SELECT 'company', m.position, m.name, m.contractor_id
      FROM arms.notice_contractor m WHERE m.notice_id = of_notice
    UNION ALL
    SELECT 'item', i.position, i.designation, i.family
      FROM arms.notice_item i WHERE i.notice_id = of_notice
    UNION ALL
    SELECT 'purchaser', u.position, u.name, u.iso3::text
      FROM arms_history.notice_purchaser_history u
     WHERE u.notice_id = of_notice AND u.valid_to = gone_at
       AND u.valid_to > u.valid_from
    UNION ALL
    SELECT 'company', m.position, m.name, m.contractor_id
      FROM arms_history.notice_contractor_history m
     WHERE m.notice_id = of_notice AND m.valid_to = gone_at
       AND m.valid_to > m.valid_from
    UNION ALL
    SELECT 'item', i.position, i.designation, i.family
      FROM arms_history.notice_item_history i
     WHERE i.notice_id = of_notice AND i.valid_to = gone_at
       AND i.valid_to > i.valid_from
$$;

-- Where it stands: the publication of an address, if one is given, also of one that
-- is there no more; else the first by rank. With the source of just that one.
-- Reads arms.notice_publication, arms.document, their histories.
CREATE OR REPLACE FUNCTION arms_internal.last_publication(
    of_notice text, of_url text)
RETURNS TABLE (url text, source text)
LANGUAGE sql STABLE AS $$
    SELECT p.url, d.source
      FROM (SELECT q.surface, q.url, q.kind, q.number, q.document_id,
                   'infinity'::timestamptz AS valid_to
              FROM arms.notice_publication q WHERE q.notice_id = of_notice
            UNION ALL
            SELECT h.surface, h.url, h.kind, h.number, h.document_id, h.valid_to
              FROM arms_history.notice_publication_history h
             WHERE h.notice_id = of_notice AND h.valid_to > h.valid_from) p
      LEFT JOIN LATERAL (
        SELECT c.source FROM arms.document c WHERE c.document_id = p.document_id
        UNION ALL
        SELECT h.source FROM arms_history.document_history h
         WHERE h.document_id = p.document_id
         LIMIT 1) d ON true
     WHERE p.url = coalesce(of_url, p.url)
     ORDER BY p.valid_to DESC, arms_internal.surface_rank(p.kind, p.surface),
           p.url COLLATE "C", p.number
     LIMIT 1
$$;

-- The notices that are gone since then. What was replaced within one transaction
-- nobody could see.
-- Reads arms.notice, arms_history.notice_history.
CREATE OR REPLACE FUNCTION arms_internal.news_gone(since timestamptz)
RETURNS TABLE (notice_id text, at timestamptz)
LANGUAGE sql STABLE SET jit = off AS $$
    SELECT h.notice_id, h.valid_to
      FROM arms_history.notice_history h
     WHERE h.valid_to >= since AND h.valid_to > h.valid_from
       AND NOT EXISTS (
            SELECT FROM arms.notice n
             WHERE n.notice_id = h.notice_id AND n.valid_from <= h.valid_to)
       AND NOT EXISTS (
            SELECT FROM arms_history.notice_history o
             WHERE o.notice_id = h.notice_id AND o.valid_from <= h.valid_to
               AND o.valid_to > h.valid_to)
$$;

-- New notices, those that are gone, new surfaces, changed totals, corrections. A
-- notice that is known by another id than before, say because its page has got a
-- number, is none that is new.
-- Reads what news_versions(), news_publications(), news_corrected_rows() and
--   news_gone() read.
CREATE OR REPLACE FUNCTION arms_internal.news_of_notices(since timestamptz)
RETURNS TABLE (kind text, key text, happened_at timestamptz, notice_id text,
    url text, summary text, details jsonb)
LANGUAGE sql STABLE SET jit = off AS $$
    WITH version AS MATERIALIZED (
        SELECT * FROM arms_internal.news_versions(since)
    ), publication AS MATERIALIZED (
        SELECT * FROM arms_internal.news_publications(since)
    ), fresh AS (
        SELECT v.notice_id, v.valid_from AS at, v.said
          FROM version v WHERE v.is_first AND v.valid_from >= since
    ), step AS (
        SELECT a.notice_id, b.valid_from AS at, a.said AS before,
               b.said AS after
          FROM version a
          JOIN version b ON b.notice_id = a.notice_id
                        AND b.valid_from = a.valid_to
    ), gone AS MATERIALIZED (
        SELECT * FROM arms_internal.news_gone(since)
    ), moved AS MATERIALIZED (
        SELECT g.notice_id AS old_id, p.notice_id, p.surface, p.url, g.at
          FROM gone g
          JOIN arms_history.notice_publication_history o
            ON o.notice_id = g.notice_id AND o.valid_to = g.at
           AND o.valid_to > o.valid_from
          JOIN publication p ON (p.surface, p.url, p.at) = (o.surface, o.url, g.at)
         WHERE p.notice_id <> g.notice_id
    ), corrected AS (
        SELECT s.notice_id, s.at, s.before, s.after FROM step s
        UNION ALL
        SELECT r.notice_id, r.at, r.before, r.after
          FROM arms_internal.news_corrected_rows(since) r
    ), researched AS MATERIALIZED (
        SELECT c.notice_id, c.at, jsonb_agg(k.field ORDER BY k.field) AS fields
          FROM corrected c
         CROSS JOIN LATERAL arms_internal.corrected_fields(c.before, c.after)
               k (field)
         GROUP BY c.notice_id, c.at
    ), published AS (
        SELECT p.notice_id, p.url, p.surface, p.at, (
                   SELECT coalesce(jsonb_agg(jsonb_build_object(
                              'table', 'notice', 'field', k.key,
                              'before', arms_internal.shortened(
                                  s.before ->> k.key, 1000),
                              'after', arms_internal.shortened(
                                  s.after ->> k.key, 1000)) ORDER BY k.key), '[]')
                     FROM step s
                    CROSS JOIN jsonb_object_keys(s.after - 'corrected') k (key)
                    WHERE (s.notice_id, s.at) = (p.notice_id, p.at)
                      AND s.before -> k.key IS DISTINCT FROM s.after -> k.key
               ) AS fields
          FROM publication p WHERE p.kind = 'correction'
    )
    SELECT 'new_notice', f.notice_id, f.at, f.notice_id, NULL,
           format('New notice (%s): %s.', f.said ->> 'kind',
               arms_internal.usd_words((f.said ->> 'total_usd')::numeric)),
           jsonb_build_object('kind', f.said -> 'kind', 'notified_on',
               f.said -> 'notified_on', 'review_ends_on',
               f.said -> 'review_ends_on')
      FROM fresh f
     WHERE NOT EXISTS (SELECT FROM moved m
                        WHERE (m.notice_id, m.at) = (f.notice_id, f.at))
        OR EXISTS (SELECT FROM publication p
                    WHERE (p.notice_id, p.at) = (f.notice_id, f.at)
                      AND NOT EXISTS (
                            SELECT FROM moved m
                             WHERE (m.notice_id, m.at, m.surface, m.url)
                                   = (p.notice_id, p.at, p.surface, p.url)))
    UNION ALL
    SELECT 'withdrawn_notice', concat_ws(' ', g.notice_id, g.at AT TIME ZONE 'UTC'),
           g.at, g.notice_id, NULL,
           'It is in the database no more' || coalesce(': what published it is of '
               || string_agg(DISTINCT m.notice_id, ', ' ORDER BY m.notice_id)
               || ' now', '') || '.',
           jsonb_build_object('now', coalesce(jsonb_agg(DISTINCT m.notice_id)
               FILTER (WHERE m.notice_id IS NOT NULL), '[]'))
      FROM gone g
      LEFT JOIN moved m ON (m.old_id, m.at) = (g.notice_id, g.at)
     GROUP BY g.notice_id, g.at
    UNION ALL
    SELECT 'new_surface', concat_ws(' ', p.notice_id, p.surface, p.url), p.at,
           p.notice_id, p.url, format('Published on another surface, %s.',
               p.surface),
           jsonb_build_object('surface', p.surface, 'url', p.url)
      FROM publication p
     WHERE p.kind <> 'correction'
       AND NOT EXISTS (SELECT FROM fresh f
                        WHERE (f.notice_id, f.at) = (p.notice_id, p.at))
    UNION ALL
    SELECT 'changed_total', concat_ws(' ', s.notice_id, s.at AT TIME ZONE 'UTC'),
           s.at, s.notice_id, NULL, format('The total changed from %s to %s.',
               arms_internal.usd_words((s.before ->> 'total_usd')::numeric),
               arms_internal.usd_words((s.after ->> 'total_usd')::numeric)),
           jsonb_build_object('before', s.before -> 'total_usd', 'after',
               s.after -> 'total_usd')
      FROM step s
     WHERE s.before -> 'total_usd' IS DISTINCT FROM s.after -> 'total_usd'
       AND NOT (coalesce(s.after -> 'corrected' ? 'total_usd', false)
                AND EXISTS (
                    SELECT FROM researched r
                     WHERE (r.notice_id, r.at) = (s.notice_id, s.at)
                       AND r.fields @> '[{"table": "notice",
                               "field": "total_usd"}]'))
       AND NOT EXISTS (SELECT FROM published p
                        WHERE (p.notice_id, p.at) = (s.notice_id, s.at))
    UNION ALL
    SELECT 'correction', concat_ws(' ', 'publisher', p.notice_id, p.surface, p.url),
           p.at, p.notice_id, p.url, 'The publisher corrected it: ' || CASE
               WHEN p.fields = '[]' THEN 'no value of the notice changed.'
               ELSE (SELECT string_agg(f ->> 'field', ', ') || '.'
                       FROM jsonb_array_elements(p.fields) f) END,
           jsonb_build_object('by', 'publisher', 'fields', p.fields)
      FROM published p
     WHERE NOT EXISTS (SELECT FROM fresh f
                        WHERE (f.notice_id, f.at) = (p.notice_id, p.at))
    UNION ALL
    SELECT 'correction', concat_ws(' ', 'researcher', r.notice_id,
               r.at AT TIME ZONE 'UTC'), r.at, r.notice_id, NULL,
           'A researcher''s correction was applied or taken back: ' || (
               SELECT string_agg(f ->> 'field', ', ') || '.'
                 FROM jsonb_array_elements(r.fields) f),
           jsonb_build_object('by', 'researcher', 'fields', r.fields)
      FROM researched r
$$;

-- Where publications of a notice differ, as soon as they do.
-- Reads arms.discrepancy, arms_history.discrepancy_history.
CREATE OR REPLACE FUNCTION arms_internal.news_of_discrepancies(since timestamptz)
RETURNS TABLE (kind text, key text, happened_at timestamptz, notice_id text,
    url text, summary text, details jsonb)
LANGUAGE sql STABLE SET jit = off AS $$
    SELECT 'discrepancy', concat_ws(' ', d.notice_id, d.field, d.surface_a, d.url_a,
               d.surface_b, d.url_b, d.value_a, d.value_b),
           min(d.valid_from), d.notice_id, d.url_b,
           format('%s: %s says %s, %s says %s.', d.field, d.surface_a,
               arms_internal.shortened(d.value_a, 200), d.surface_b,
               arms_internal.shortened(d.value_b, 200)),
           jsonb_build_object('field', d.field, 'surface_a', d.surface_a,
               'url_a', d.url_a, 'value_a',
               arms_internal.shortened(d.value_a, 1000),
               'surface_b', d.surface_b, 'url_b', d.url_b, 'value_b',
               arms_internal.shortened(d.value_b, 1000))
      FROM (SELECT c.notice_id, c.field, c.surface_a, c.url_a, c.surface_b,
                   c.url_b, c.value_a, c.value_b, c.valid_from
              FROM arms.discrepancy c WHERE c.valid_from >= since
            UNION ALL
            SELECT h.notice_id, h.field, h.surface_a, h.url_a, h.surface_b,
                   h.url_b, h.value_a, h.value_b, h.valid_from
              FROM arms_history.discrepancy_history h
             WHERE h.valid_from >= since AND h.valid_to > h.valid_from) d
     WHERE NOT EXISTS (
            SELECT FROM arms_history.discrepancy_history h
             WHERE (h.notice_id, h.field, h.surface_a, h.url_a, h.surface_b,
                    h.url_b, h.value_a, h.value_b)
                   = (d.notice_id, d.field, d.surface_a, d.url_a, d.surface_b,
                    d.url_b, d.value_a, d.value_b)
               AND h.valid_from < since AND h.valid_to > h.valid_from)
     GROUP BY d.notice_id, d.field, d.surface_a, d.url_a, d.surface_b, d.url_b,
           d.value_a, d.value_b
$$;

-- Reviews by Congress that began or ended on a day that has come: since that day, or
-- since it is known which day it is, if that was later. A review that was over when
-- the database first knew the notice is none; a day that is moved is no other event,
-- also if it is moved when the first one has come: that was told.
-- Reads arms.notice, arms_history.notice_history.
CREATE OR REPLACE FUNCTION arms_internal.news_of_reviews(
    since timestamptz, at timestamptz)
RETURNS TABLE (kind text, key text, happened_at timestamptz, notice_id text,
    url text, summary text, details jsonb)
LANGUAGE sql STABLE SET jit = off AS $$
    WITH version AS (
        SELECT o.*, min(o.valid_from) OVER (PARTITION BY o.notice_id) AS first_at,
               o.notified_on::timestamp AT TIME ZONE 'UTC' AS begins_at,
               (o.review_ends_on + 1)::timestamp AT TIME ZONE 'UTC' AS over_at
          FROM arms.notice n
         CROSS JOIN LATERAL (
            SELECT n.notice_id, n.notified_on, n.notified_basis, n.review_days,
                   n.review_ends_on, n.valid_from,
                   'infinity'::timestamptz AS valid_to
            UNION ALL
            SELECT h.notice_id, h.notified_on, h.notified_basis, h.review_days,
                   h.review_ends_on, h.valid_from, h.valid_to
              FROM arms_history.notice_history h
             WHERE h.notice_id = n.notice_id AND h.valid_to > h.valid_from) o
         WHERE n.review_ends_on >= since::date - 2 OR n.valid_from >= since
    ), told AS (
        SELECT DISTINCT ON (v.notice_id, e.kind) v.*, e.kind, e.summary,
               greatest(e.day, v.valid_from) AS told_at
          FROM version v
         CROSS JOIN LATERAL (VALUES
            ('review_begins', v.begins_at, v.over_at,
             format('The review by Congress runs from %s (%s) to %s.',
                 v.notified_on, v.notified_basis, v.review_ends_on)),
            ('review_ends', v.over_at, 'infinity',
             format('The review by Congress ended on %s.', v.review_ends_on)))
            e (kind, day, until, summary)
         WHERE v.review_ends_on IS NOT NULL AND v.notified_on IS NOT NULL
           AND v.first_at < v.over_at AND e.day <= at
           AND greatest(e.day, v.valid_from) < least(e.until, v.valid_to)
         ORDER BY v.notice_id, e.kind, told_at
    )
    SELECT t.kind, t.notice_id, t.told_at, t.notice_id, NULL, t.summary,
           jsonb_build_object('notified_on', t.notified_on, 'notified_basis',
               t.notified_basis, 'review_days', t.review_days, 'review_ends_on',
               t.review_ends_on)
      FROM told t WHERE t.told_at >= since
$$;
