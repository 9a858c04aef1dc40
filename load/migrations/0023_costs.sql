-- What a load would otherwise reckon, or keep, a row at a time.

-- The names of organisations as fold_name() folds them, see routines/notice.sql.
CREATE TABLE arms_internal.organisation_name (
    key  text PRIMARY KEY,
    name text NOT NULL
);

-- Where a publication says what it says: one row for all of it, which the view
-- arms.publication_place unfolds.
CREATE TYPE arms_internal.value_place AS (
    field       text,
    position    integer,
    place       text,
    is_printed  boolean,
    text_start  integer,
    text_length integer,
    quote       text,
    quote_start integer
);

CREATE TABLE arms_internal.publication_places (
    document_id uuid NOT NULL,
    number      integer NOT NULL,
    places      arms_internal.value_place[] NOT NULL,
    row_hash    uuid NOT NULL,
    run_id      bigint NOT NULL REFERENCES arms.run,
    valid_from  timestamptz NOT NULL,
    PRIMARY KEY (document_id, number),
    FOREIGN KEY (document_id, number) REFERENCES arms.publication
        DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE arms_history.publication_places_history
    (LIKE arms_internal.publication_places, valid_to timestamptz NOT NULL);

-- A version of a publication's places lasts as long as each of them does; its run is
-- the last that wrote one of them.
CREATE TEMP TABLE versions_of_places ON COMMIT DROP AS
WITH kept AS (
    SELECT *, 'infinity'::timestamptz AS valid_to FROM arms.publication_place
    UNION ALL
    SELECT * FROM arms_history.publication_place_history
), span AS (
    SELECT document_id, number, at AS since, lead(at) OVER
               (PARTITION BY document_id, number ORDER BY at) AS until
      FROM (SELECT document_id, number, valid_from AS at FROM kept
            UNION
            SELECT document_id, number, valid_to FROM kept) bound
)
SELECT document_id, number, array_agg(ROW(field, position, place, is_printed,
           text_start, text_length, quote, quote_start)
           ::arms_internal.value_place
           ORDER BY field COLLATE "C", position) AS places,
       max(run_id) AS run_id, since AS valid_from, until AS valid_to
  FROM span JOIN kept USING (document_id, number)
 WHERE kept.valid_from <= since AND kept.valid_to > since
 GROUP BY document_id, number, since, until;

INSERT INTO arms_internal.publication_places
SELECT document_id, number, places, md5(places::text)::uuid, run_id, valid_from
  FROM versions_of_places WHERE valid_to = 'infinity';
INSERT INTO arms_history.publication_places_history
SELECT document_id, number, places, md5(places::text)::uuid, run_id, valid_from,
       valid_to
  FROM versions_of_places WHERE valid_to < 'infinity';

DROP VIEW IF EXISTS arms_as_of.publication_place;
DROP TABLE arms.publication_place, arms_history.publication_place_history;

CREATE VIEW arms.publication_place AS
SELECT p.document_id, p.number, l.field, l.position, l.place, l.is_printed,
       l.text_start, l.text_length, l.quote, l.quote_start, p.run_id,
       p.valid_from
  FROM arms_internal.publication_places p CROSS JOIN LATERAL unnest(p.places) l;
CREATE VIEW arms_history.publication_place_history AS
SELECT p.document_id, p.number, l.field, l.position, l.place, l.is_printed,
       l.text_start, l.text_length, l.quote, l.quote_start, p.run_id,
       p.valid_from, p.valid_to
  FROM arms_history.publication_places_history p
 CROSS JOIN LATERAL unnest(p.places) l;

CREATE TRIGGER history_of_updates AFTER UPDATE
    ON arms_internal.publication_places REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION arms_internal.keep_history();
CREATE TRIGGER history_of_deletes AFTER DELETE
    ON arms_internal.publication_places REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION arms_internal.keep_history();
