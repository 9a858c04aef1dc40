-- Template for: purchaser item contractor

-- The @table@s of a notice are those of its first publication that names any.
-- Reads ranked_publications, arms.publication_@table@;
-- fills new_notice_@table@.
CREATE OR REPLACE FUNCTION arms_internal.join_@table@s() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO new_notice_@table@
           (notice_id, position, document_id, @columns@, row_hash)
    SELECT p.notice_id, c.position, c.document_id, @columns@,
           md5(row(c.document_id, c.row_hash)::text)::uuid
      FROM (SELECT DISTINCT ON (r.notice_id)
                   r.notice_id, r.document_id, r.number
              FROM ranked_publications r
             WHERE EXISTS (
                SELECT FROM arms.publication_@table@ c
                 WHERE (c.document_id, c.number) = (r.document_id, r.number))
             ORDER BY r.notice_id, r.rank) p
      JOIN arms.publication_@table@ c USING (document_id, number);
END $$;
