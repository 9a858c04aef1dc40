-- Lists of codes, as their publishers give them.

CREATE TABLE arms.code (
    document_id uuid NOT NULL REFERENCES arms.document,
    number      integer NOT NULL,
    scheme      text NOT NULL,
    code        text NOT NULL,
    name        text,
    same_as     text,
    row_hash    uuid NOT NULL,
    run_id      bigint NOT NULL REFERENCES arms.run,
    valid_from  timestamptz NOT NULL,
    PRIMARY KEY (document_id, number)
);
CREATE INDEX ON arms.code (scheme, code);
COMMENT ON TABLE arms.code IS
    'The codes by which tables name things: countries, commodities, funds';
COMMENT ON COLUMN arms.code.same_as IS 'the code of another scheme, as of ISO';

SELECT arms.give_history('code');
