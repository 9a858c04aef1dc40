-- A researcher's word: what was read and is not so. It stands in a list of
-- config/reference, and each row that it changes tells what was read there. The list
-- has no key but a unique one: a value of the notice itself has no position.

CREATE TABLE arms.correction (
    table_name text NOT NULL,
    notice_id  text NOT NULL,
    position   integer,
    row_name   text,
    field      text NOT NULL,
    was        text,
    value      text CHECK (value IS DISTINCT FROM was),
    why        text NOT NULL CHECK (why <> ''),
    who        text NOT NULL CHECK (who <> ''),
    source     text NOT NULL CHECK (source ~ '^https?://'),
    day        date NOT NULL,
    UNIQUE NULLS NOT DISTINCT (notice_id, table_name, position, field)
);

ALTER TABLE arms.notice ADD COLUMN corrected jsonb;
ALTER TABLE arms.notice_history ADD COLUMN corrected jsonb;
ALTER TABLE arms.notice_purchaser ADD COLUMN corrected jsonb;
ALTER TABLE arms.notice_purchaser_history ADD COLUMN corrected jsonb;
ALTER TABLE arms.notice_item ADD COLUMN corrected jsonb;
ALTER TABLE arms.notice_item_history ADD COLUMN corrected jsonb;
ALTER TABLE arms.notice_contractor ADD COLUMN corrected jsonb;
ALTER TABLE arms.notice_contractor_history ADD COLUMN corrected jsonb;

-- The faults of corrections that do not fit, see routines/correction.sql: few.
CREATE INDEX ON arms.fault (document_id) WHERE fault_number <= -1000000;
