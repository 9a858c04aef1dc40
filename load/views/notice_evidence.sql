-- What arms.evidence() tells of one notice, of all at once: the values, and of those
-- that have one the place in a document.
CREATE OR REPLACE VIEW arms_internal.notice_evidence AS
WITH said AS MATERIALIZED (
    SELECT n.notice_id, n.url, n.surface, n.published_on, p.document_id, p.number,
           p.case_designators, p.prior_cases, p.usml_categories,
           to_jsonb(p) - ARRAY['document_id', 'number', 'surface', 'url',
               'version', 'purchaser_iso3', 'case_designators', 'prior_cases',
               'usml_categories', 'row_hash', 'run_id', 'valid_from'] AS words
      FROM arms.notice_publication n
      JOIN arms.publication p USING (document_id, number)
), quoted AS (
    -- of the values of a sentence one has the quote
    SELECT DISTINCT ON (document_id, number, quote_start)
           document_id, number, quote_start, quote
      FROM arms.publication_place
     WHERE quote IS NOT NULL AND quote_start IS NOT NULL
     ORDER BY document_id, number, quote_start, octet_length(quote) DESC
), stated AS (
    SELECT document_id, number, key AS field, 0 AS position, value
      FROM said CROSS JOIN LATERAL jsonb_each_text(words)
    UNION ALL
    SELECT document_id, number, name, i::integer, word
      FROM said
     CROSS JOIN LATERAL (VALUES ('case_designators', case_designators),
        ('prior_cases', prior_cases),
        ('usml_categories', usml_categories)) list (name, words)
     CROSS JOIN LATERAL jsonb_array_elements_text(list.words)
        WITH ORDINALITY word (word, i)
    UNION ALL
    SELECT document_id, number, 'purchaser.name', position, name
      FROM arms.publication_purchaser
    UNION ALL
    SELECT i.document_id, i.number, v.field, i.position, v.value
      FROM arms.publication_item i
     CROSS JOIN LATERAL (VALUES ('item.quantity', i.quantity_text),
        ('item.designation', i.designation)) v (field, value)
    UNION ALL
    SELECT c.document_id, c.number, v.field, c.position, v.value
      FROM arms.publication_contractor c
     CROSS JOIN LATERAL (VALUES ('contractor.name', c.name),
        ('contractor.city', c.city)) v (field, value)
)
SELECT s.notice_id, u.field, u.position, u.value, s.surface, s.url,
       s.published_on, s.number, l.is_printed, l.place,
       coalesce(l.quote, q.quote) AS quote
  FROM said s
  JOIN stated u USING (document_id, number)
  LEFT JOIN arms.publication_place l
       USING (document_id, number, field, position)
  LEFT JOIN quoted q
    ON (q.document_id, q.number, q.quote_start)
     = (u.document_id, u.number, l.quote_start)
 WHERE u.value IS NOT NULL;

SELECT arms_internal.explain('notice_evidence', $$
The values that each surface states of all notices, each with the sentence that it
was read from

notice_id: the notice
field, position: as in publication_place
value: as that surface says it
surface, url, published_on, number: as in notice_publication
is_printed, place: as in publication_place; null for what is reckoned of other
    values
quote: the sentence or the line that has it; null likewise
$$);
