-- All that is known of a notice, and where from, for `armsetl why`: of one snapshot.
-- Null if there is no such notice.
-- Reads arms.notice, its lists and arms_history.notice_history, arms.document,
--   arms.discrepancy, arms.fault, arms.evidence, arms.notice_chain,
--   arms.notice_to_delivery, arms.transfer.
CREATE OR REPLACE FUNCTION arms.why(of_notice text) RETURNS json
LANGUAGE sql STABLE AS $$
    WITH surface AS (
        SELECT p.surface, p.url, p.published_on, p.kind, p.matched_by,
               p.number, d.document_id, d.source, d.fetched_at, d.media_type,
               d.sha256, d.warc_file, d.warc_offset
          FROM arms.notice_publication p JOIN arms.document d USING (document_id)
         WHERE p.notice_id = of_notice
    ), version AS (
        SELECT valid_from, valid_to, to_jsonb(v) - ARRAY['valid_from',
                   'valid_to', 'run_id', 'row_hash'] AS row
          FROM (SELECT n.*, NULL::timestamptz AS valid_to FROM arms.notice n
                 WHERE n.notice_id = of_notice) v
        UNION ALL
        SELECT valid_from, valid_to, to_jsonb(h) - ARRAY['valid_from',
                   'valid_to', 'run_id', 'row_hash']
          FROM arms_history.notice_history h WHERE h.notice_id = of_notice
    ), step AS (
        SELECT valid_from, valid_to, row, lag(row) OVER (ORDER BY valid_from)
                   AS before
          FROM version
    )
    SELECT json_build_object(
        'notice', to_json(n), -- its columns in their order
        'purchasers', (
            SELECT coalesce(jsonb_agg(to_jsonb(p) - ARRAY['notice_id',
                'row_hash', 'run_id'] ORDER BY p.position), '[]')
              FROM arms.notice_purchaser p WHERE p.notice_id = of_notice),
        'items', (
            SELECT coalesce(jsonb_agg(to_jsonb(i) - ARRAY['notice_id',
                'row_hash', 'run_id'] ORDER BY i.position), '[]')
              FROM arms.notice_item i WHERE i.notice_id = of_notice),
        'contractors', (
            SELECT coalesce(jsonb_agg(to_jsonb(c) - ARRAY['notice_id',
                'row_hash', 'run_id'] ORDER BY c.position), '[]')
              FROM arms.notice_contractor c WHERE c.notice_id = of_notice),
        'evidence', (
            SELECT coalesce(jsonb_agg(to_jsonb(e)), '[]')
              FROM arms.evidence(of_notice) e),
        'surfaces', (
            SELECT coalesce(jsonb_agg(to_jsonb(s) ORDER BY s.published_on,
                s.surface, s.url, s.number), '[]') FROM surface s),
        'discrepancies', (
            SELECT coalesce(jsonb_agg(jsonb_build_object('field', d.field,
                'surface_a', d.surface_a, 'url_a', d.url_a,
                'value_a', d.value_a, 'surface_b', d.surface_b,
                'url_b', d.url_b, 'value_b', d.value_b)
                ORDER BY d.field, d.url_a, d.url_b), '[]')
              FROM arms.discrepancy d WHERE d.notice_id = of_notice),
        'faults', (
            SELECT coalesce(jsonb_agg(jsonb_build_object('url', s.url,
                'place', f.place, 'field', f.field, 'reason', f.reason,
                'value_as_published', f.value_as_published)
                ORDER BY s.url, f.fault_number), '[]')
              FROM surface s JOIN arms.fault f USING (document_id, number)),
        'versions', (
            SELECT coalesce(jsonb_agg(jsonb_build_object(
                'valid_from', v.valid_from, 'valid_to', v.valid_to,
                'changed', (
                    SELECT jsonb_object_agg(key, jsonb_build_array(
                               v.before -> key, v.row -> key))
                      FROM jsonb_object_keys(v.row) key
                     WHERE v.before IS NOT NULL
                       AND v.before -> key IS DISTINCT FROM v.row -> key))
                ORDER BY v.valid_from), '[]') FROM step v),
        'chain', (
            SELECT coalesce(jsonb_agg(to_jsonb(c) - ARRAY['purchaser_iso3',
                'amends'] ORDER BY c.step), '[]')
              FROM arms.notice_chain c
             WHERE c.programme = (SELECT o.programme FROM arms.notice_chain o
                                   WHERE o.notice_id = of_notice LIMIT 1)),
        'deals', (
            SELECT coalesce(jsonb_agg(to_jsonb(l) || jsonb_build_object(
                'order_year', t.order_year,
                'number_delivered', t.number_delivered,
                'delivery_years', t.delivery_years)
                ORDER BY l.confidence, l.transfer_id, l.occurrence), '[]')
              FROM arms.notice_to_delivery l
              LEFT JOIN arms.transfer t ON t.dataset = 'sipri-deals'
               AND (t.transfer_id, t.occurrence)
                 = (l.transfer_id, l.occurrence)
             WHERE l.notice_id = of_notice))
      FROM arms.notice n WHERE n.notice_id = of_notice
$$;
COMMENT ON FUNCTION arms.why(text) IS
    'All that is known of a notice by its notice_id, as one object: its values, the '
    'words each was read from, the surfaces and their records in the archive, '
    'what they differ in, faults, versions, the chain of its programme, deals. '
    'Null if there is no such notice';
