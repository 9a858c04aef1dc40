-- What arms.evidence() tells of one notice, of all at once: the values that have a
-- place in a document.
CREATE OR REPLACE VIEW arms_internal.notice_evidence AS
WITH said AS MATERIALIZED (
    SELECT n.notice_id, n.url, n.surface, n.published_on, p.document_id, p.number,
           to_jsonb(p) - ARRAY['document_id', 'number', 'url', 'version',
               'row_hash', 'run_id', 'valid_from'] AS words
      FROM arms.notice_publication n
      JOIN arms.publication p USING (document_id, number)
), quoted AS (
    -- of the values of a sentence one has the quote
    SELECT DISTINCT ON (document_id, number, quote_start)
           document_id, number, quote_start, quote
      FROM arms.publication_place
     WHERE quote IS NOT NULL AND quote_start IS NOT NULL
     ORDER BY document_id, number, quote_start, octet_length(quote) DESC
), listed AS (
    SELECT document_id, number, 'purchaser.name' AS field, position, name AS value
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
SELECT s.notice_id, l.field, l.position, coalesce(u.value,
           CASE WHEN l.position = 0 THEN s.words ->> l.field
                ELSE s.words -> l.field ->> l.position - 1 END) AS value,
       s.surface, s.url, s.published_on, s.number, l.is_printed, l.place,
       coalesce(l.quote, q.quote) AS quote
  FROM said s
  JOIN arms.publication_place l USING (document_id, number)
  LEFT JOIN listed u
    ON (u.document_id, u.number, u.field, u.position)
     = (l.document_id, l.number, l.field, l.position)
  LEFT JOIN quoted q
    ON (q.document_id, q.number, q.quote_start)
     = (l.document_id, l.number, l.quote_start);

SELECT arms_internal.explain('notice_evidence', $$
The values of all notices that have a place in a document, each with the sentence
that it was read from

notice_id: the notice
field, position: as in publication_place
value: as that surface says it
surface, url, published_on, number: as in notice_publication
is_printed, place: as in publication_place
quote: the sentence or the line that has it
$$);
