-- One notice out of all surfaces: why each publication is where it is, and the
-- ways to find quickly what belongs together.

-- By name: a column that a table gets later stands behind valid_from there,
-- and behind valid_to in its history.
CREATE OR REPLACE FUNCTION arms.keep_history() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    columns text;
BEGIN
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
      INTO columns
      FROM pg_attribute
     WHERE attrelid = TG_RELID AND attnum > 0 AND NOT attisdropped;
    EXECUTE format(
        'INSERT INTO %1$I.%2$I (%3$s, valid_to) SELECT %3$s, now()'
        ' FROM old_rows', TG_TABLE_SCHEMA, TG_TABLE_NAME || '_history',
        columns);
    RETURN NULL;
END $$;

ALTER TABLE arms.notice_publication ADD matched_by text;
ALTER TABLE arms.notice_publication_history ADD matched_by text;
COMMENT ON COLUMN arms.notice_publication.matched_by IS
    'by what the publication was found to be about this notice';

CREATE INDEX ON arms.publication (transmittal) WHERE transmittal IS NOT NULL;
CREATE INDEX ON arms.publication (total_usd) WHERE total_usd IS NOT NULL;
CREATE INDEX ON arms.notice_publication (document_id, number);
CREATE INDEX ON arms.notice_publication (url);
-- What was placed before there was matched_by: the next load places it anew.
CREATE INDEX ON arms.notice_publication (surface, url)
 WHERE matched_by IS NULL;
CREATE INDEX ON arms.notice (amends) WHERE amends IS NOT NULL;
CREATE INDEX ON arms.notice (review_ends_on) WHERE review_ends_on IS NOT NULL;

COMMENT ON COLUMN arms.fault.fault_number IS
    'below 0: not of the document alone, but of what others say beside it';
