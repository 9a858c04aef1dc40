-- Where a publication says what it says.

CREATE TABLE arms.publication_place (
    document_id uuid NOT NULL,
    number      integer NOT NULL,
    field       text NOT NULL,
    position    integer NOT NULL,
    place       text,
    is_printed  boolean NOT NULL,
    text_start  integer,
    text_length integer,
    quote       text,
    quote_start integer,
    row_hash    uuid NOT NULL,
    run_id      bigint NOT NULL,
    valid_from  timestamptz NOT NULL,
    PRIMARY KEY (document_id, number, field, position),
    FOREIGN KEY (document_id, number) REFERENCES arms.publication
        DEFERRABLE INITIALLY DEFERRED
);
SELECT arms.give_history('publication_place');

ALTER TABLE arms.fault ADD text_start integer, ADD text_length integer;
ALTER TABLE arms.fault_history ADD text_start integer, ADD text_length integer;
