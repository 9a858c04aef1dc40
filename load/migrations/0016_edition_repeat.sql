-- An edition that does not say what it is about, and repeats two million figures
-- of another, says so in one row and its exceptions, and not in two million.

CREATE TABLE arms.edition_repeat (
    document_id uuid NOT NULL REFERENCES arms.edition,
    repeats     uuid NOT NULL REFERENCES arms.edition,
    PRIMARY KEY (document_id, repeats)
);
COMMENT ON TABLE arms.edition_repeat IS
    'Editions that repeat what others stated first: all of their years that was'
    ' not changed since, but for the rows that edition_row lists';
COMMENT ON COLUMN arms.edition_repeat.document_id IS 'the edition';
COMMENT ON COLUMN arms.edition_repeat.repeats IS
    'the edition whose figures it repeats';
COMMENT ON TABLE arms.edition_row IS
    'Rows that an edition states, though neither its scope tells so nor that it'
    ' stated them first; and rows that it does not state, of an edition that'
    ' it repeats';

-- Editions are of years, and are loaded one after the other: the figures of some
-- years lie together.
CREATE INDEX ON arms.figure USING brin (period_start)
    WITH (pages_per_range = 32, autosummarize = on);
