-- An edition says more than what its scope tells: see replace_rows() and
-- match_transfers().

CREATE TABLE arms.edition_row (
    document_id uuid NOT NULL,
    row_id      uuid NOT NULL,
    occurrence  smallint NOT NULL,
    part        jsonb,
    PRIMARY KEY (document_id, row_id, occurrence)
);
COMMENT ON TABLE arms.edition_row IS
    'Rows that an edition says though neither its scope tells so nor that it'
    ' said them first';
COMMENT ON COLUMN arms.edition_row.row_id IS
    'transfer_id or observation_id';
COMMENT ON COLUMN arms.edition_row.part IS
    'what it says of a deal of which only some years are its business; null if'
    ' it says the row as it stood';
