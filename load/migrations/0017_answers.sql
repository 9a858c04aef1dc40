-- What answers need: what a researcher says of notices and deals, since when a
-- company has its owner, and numbers of notices that sort.

CREATE TABLE arms.notice_delivery (
    notice_id   text NOT NULL,
    transfer_id uuid NOT NULL,
    occurrence  smallint NOT NULL DEFAULT 1,
    verdict     text NOT NULL CHECK (verdict IN ('confirmed', 'rejected')),
    why         text NOT NULL,
    who         text NOT NULL,
    source      text,
    day         date NOT NULL,
    PRIMARY KEY (notice_id, transfer_id, occurrence)
);
COMMENT ON TABLE arms.notice_delivery IS
    'What a researcher found out about notices and the deals that they became: '
    'config/reference/notice_delivery.csv';
COMMENT ON COLUMN arms.notice_delivery.notice_id IS 'the notice';
COMMENT ON COLUMN arms.notice_delivery.transfer_id IS
    'the deal, with occurrence: of arms.transfer, dataset sipri-deals';
COMMENT ON COLUMN arms.notice_delivery.occurrence IS 'as in transfer';
COMMENT ON COLUMN arms.notice_delivery.verdict IS
    'confirmed: the notice became that deal; rejected: it did not';
COMMENT ON COLUMN arms.notice_delivery.why IS 'what it is known by';
COMMENT ON COLUMN arms.notice_delivery.who IS 'the researcher';
COMMENT ON COLUMN arms.notice_delivery.source IS 'where it can be read';
COMMENT ON COLUMN arms.notice_delivery.day IS 'when the researcher said so';

ALTER TABLE arms.contractor ADD COLUMN parent_since date;
COMMENT ON COLUMN arms.contractor.parent_since IS
    'from when it belongs to its parent; null: as long as notices go back';

-- 26-9 is before 26-12. "DDTC 22-055" is number 55 of 2022; a number with a letter,
-- 26-1C, 0A-26, 17-0A, is of a year and of a series of its own.
ALTER TABLE arms.notice
    ADD COLUMN transmittal_year smallint GENERATED ALWAYS AS (
        (substring(transmittal FROM '(?:^|[ -])([0-9]{2})(?:$|-)')::integer
         + CASE WHEN substring(transmittal FROM '(?:^|[ -])([0-9]{2})(?:$|-)')
                     >= '70' THEN 1900 ELSE 2000 END)::smallint) STORED,
    ADD COLUMN transmittal_serial integer GENERATED ALWAYS AS (
        substring(transmittal FROM '^(?:DDTC )?[0-9]{2}-([0-9]{1,6})$')::integer)
        STORED;
ALTER TABLE arms.notice_history
    ADD COLUMN transmittal_year smallint, ADD COLUMN transmittal_serial integer;
COMMENT ON COLUMN arms.notice.transmittal_year IS
    'the year in the number, 2026 of 26-27; numbers go back to the 1970s';
COMMENT ON COLUMN arms.notice.transmittal_serial IS
    'the number within the year, 27 of 26-27, to sort by; null where it has a '
    'letter, which is a series of its own';
