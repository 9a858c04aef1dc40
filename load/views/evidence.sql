-- What the surfaces say of a notice, value by value, each with the words it was
-- read from: of every page the version that counts.
-- Reads arms.notice_publication, arms.publication and its lists,
--   arms.publication_place.
CREATE OR REPLACE FUNCTION arms.evidence(of_notice text)
RETURNS TABLE (field text, "position" integer, value text, surface text,
    url text, document_id uuid, published_on date, is_printed boolean,
    place text, text_start integer, text_length integer, words text,
    quote text)
LANGUAGE sql STABLE AS $$
    WITH shown AS (
        SELECT p.* FROM arms.notice_publication n
          JOIN arms.publication p USING (document_id, number)
         WHERE n.notice_id = of_notice
    ), stated AS (
        SELECT document_id, number, key AS field, 0 AS position, value
          FROM shown p
         CROSS JOIN LATERAL jsonb_each_text(to_jsonb(p) - ARRAY['document_id',
            'number', 'surface', 'url', 'version', 'purchaser_iso3',
            'case_designators', 'prior_cases', 'usml_categories', 'row_hash',
            'run_id', 'valid_from'])
        UNION ALL
        SELECT document_id, number, name, i::integer, word
          FROM shown p
         CROSS JOIN LATERAL (VALUES ('case_designators', p.case_designators),
            ('prior_cases', p.prior_cases),
            ('usml_categories', p.usml_categories)) list (name, words)
         CROSS JOIN LATERAL jsonb_array_elements_text(words)
            WITH ORDINALITY word (word, i)
        UNION ALL
        SELECT document_id, number, 'purchaser.name', position, u.name
          FROM shown JOIN arms.publication_purchaser u
         USING (document_id, number)
        UNION ALL
        SELECT document_id, number, part.field, i.position, part.value
          FROM shown JOIN arms.publication_item i USING (document_id, number)
         CROSS JOIN LATERAL (VALUES ('item.quantity', i.quantity_text),
            ('item.designation', i.designation)) part (field, value)
        UNION ALL
        SELECT document_id, number, part.field, c.position, part.value
          FROM shown JOIN arms.publication_contractor c
         USING (document_id, number)
         CROSS JOIN LATERAL (VALUES ('contractor.name', c.name),
            ('contractor.city', c.city)) part (field, value)
    ), quoted AS (
        -- of the values of a sentence one has the quote
        SELECT DISTINCT ON (document_id, number, l.quote_start)
               document_id, number, l.quote_start, l.quote
          FROM shown JOIN arms.publication_place l USING (document_id, number)
         WHERE l.quote IS NOT NULL AND l.quote_start IS NOT NULL
         ORDER BY document_id, number, l.quote_start,
               octet_length(l.quote) DESC
    )
    SELECT s.field, s.position, s.value, p.surface, p.url, p.document_id,
           p.published_on, l.is_printed, l.place, l.text_start, l.text_length,
           CASE WHEN l.text_start IS NULL THEN l.quote
                ELSE convert_from(substring(convert_to(q.quote, 'UTF8')
                    FROM l.text_start - l.quote_start + 1
                    FOR l.text_length), 'UTF8') END,
           coalesce(l.quote, q.quote)
      FROM stated s
      JOIN shown p USING (document_id, number)
      LEFT JOIN arms.publication_place l
           USING (document_id, number, field, position)
      LEFT JOIN quoted q
        ON (q.document_id, q.number, q.quote_start)
         = (s.document_id, s.number, l.quote_start)
     WHERE s.value IS NOT NULL
     ORDER BY s.field COLLATE "C", s.position,
              arms_internal.surface_rank(p.kind, p.surface), p.published_on,
              p.url COLLATE "C", p.number
$$;

COMMENT ON FUNCTION arms.evidence(text) IS
    'What each surface says of a notice, by its notice_id: a value, the place in '
    'the document, the words that it was read from and the quote that has them; '
    'none where it is reckoned of others';
