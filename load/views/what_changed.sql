-- What is new, changed, corrected or gone since a time, in one form. Of notices each
-- change of a field is a row; of registers and tables each edition has a row for
-- what it added, changed and no longer has.
-- Reads arms.notice, arms.notice_publication, arms.discrepancy, their histories;
--   arms.edition, arms.document, arms.edition_change.
CREATE OR REPLACE FUNCTION arms.what_changed(since timestamptz)
RETURNS TABLE (at timestamptz, subject text, id text, change text, field text,
    value_before text, value_after text, rows bigint, document_id uuid)
LANGUAGE sql STABLE SET jit = off AS $$
    WITH version AS MATERIALIZED (
        SELECT n.notice_id, n.valid_from, NULL::timestamptz AS valid_to,
               n.document_id, to_jsonb(n) - arms_internal.own_columns()
                   - '{row_hash,document_id,transmittal_year,
                   transmittal_serial}'::text[] AS said
          FROM arms.notice n WHERE n.valid_from >= $1
        UNION ALL
        SELECT h.notice_id, h.valid_from, h.valid_to, h.document_id,
               to_jsonb(h) - arms_internal.own_columns()
                   - '{row_hash,document_id,transmittal_year,
                   transmittal_serial,valid_to}'::text[]
          FROM arms_history.notice_history h WHERE h.valid_to >= $1
    ), step AS (
        SELECT coalesce(b.notice_id, a.notice_id) AS notice_id,
               coalesce(b.valid_from, a.valid_to) AS at,
               coalesce(b.document_id, a.document_id) AS document_id,
               a.said AS before, b.said AS after
          FROM (SELECT * FROM version WHERE valid_to >= $1) a
          FULL JOIN (SELECT * FROM version WHERE valid_from >= $1) b
            ON b.notice_id = a.notice_id AND b.valid_from = a.valid_to
    ), corrected AS (
        SELECT notice_id, valid_from FROM arms.notice_publication p
         WHERE p.kind = 'correction' AND valid_from >= $1
    )
    SELECT s.at, 'notice', s.notice_id,
           CASE WHEN s.before IS NULL THEN 'new'
                WHEN s.after IS NULL THEN 'vanished'
                WHEN s.before -> 'corrected' -> f.field
                     IS DISTINCT FROM s.after -> 'corrected' -> f.field
                    THEN 'corrected'
                WHEN EXISTS (SELECT FROM corrected c
                              WHERE (c.notice_id, c.valid_from)
                                    = (s.notice_id, s.at)) THEN 'corrected'
                ELSE 'changed' END,
           f.field, s.before ->> f.field, s.after ->> f.field, 1,
           s.document_id
      FROM step s
      LEFT JOIN LATERAL (
        SELECT key FROM jsonb_object_keys(s.after - 'corrected') key
         WHERE s.before IS NOT NULL
           AND s.before -> key IS DISTINCT FROM s.after -> key) f (field)
        ON true
     WHERE s.before IS NULL OR s.after IS NULL OR f.field IS NOT NULL
    UNION ALL
    -- a notice that has it from the beginning is new as a whole
    SELECT p.valid_from, 'surface', p.notice_id, 'new', p.surface, NULL, p.url,
           1, p.document_id
      FROM arms.notice_publication p
     WHERE p.valid_from >= $1
       AND NOT EXISTS (SELECT FROM step s
                        WHERE s.notice_id = p.notice_id AND s.before IS NULL
                          AND s.at = p.valid_from)
       AND NOT EXISTS (SELECT FROM arms_history.notice_publication_history h
                        WHERE (h.notice_id, h.surface, h.url)
                              = (p.notice_id, p.surface, p.url))
    UNION ALL
    SELECT d.valid_from, 'discrepancy', d.notice_id, 'new', d.field,
           concat(d.surface_a, ': ', d.value_a),
           concat(d.surface_b, ': ', d.value_b), 1, d.document_id
      FROM arms.discrepancy d WHERE d.valid_from >= $1
    UNION ALL
    SELECT d.valid_from, 'edition', c.dataset, c.change,
           c.table_name, NULL, NULL, count(*), d.document_id
      FROM arms.document d
      JOIN arms.edition_change c USING (document_id)
     WHERE d.valid_from >= $1
     GROUP BY d.valid_from, c.dataset, c.change, c.table_name, d.document_id
     ORDER BY 1, 2, 3, 4, 5
$$;
COMMENT ON FUNCTION arms.what_changed(timestamptz) IS
    'What the database learnt since a time. subject: notice (a row for each '
    'field that changed), surface (another publication of a notice), '
    'discrepancy, or edition (of the dataset id: how many rows it added, '
    'changed or no longer has; field is the table). change: new, changed, '
    'corrected (by a correction, of the publisher or of a researcher, or when '
    'that is taken back), vanished, added. Time is when it was loaded';
