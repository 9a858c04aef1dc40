-- Notifications to Congress of arms sales: what each publication says, and
-- what they say together.

-- The ledger ----------------------------------------------------------------

CREATE TABLE arms.run (
    run_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    command     text NOT NULL,
    source      text NOT NULL,
    mode        text NOT NULL,
    started_at  timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    status      text NOT NULL DEFAULT 'running',
    version     text NOT NULL,
    counts      jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX ON arms.run (source, run_id);
COMMENT ON TABLE arms.run IS
    'One row for each source each time it was loaded';
COMMENT ON COLUMN arms.run.status IS
    'running, interrupted, or how it ended: ok, incomplete, unreachable, ...';

CREATE TABLE arms.package (
    source    text NOT NULL,
    name      text NOT NULL,
    digest    text NOT NULL,
    run_id    bigint NOT NULL REFERENCES arms.run,
    loaded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source, name)
);
COMMENT ON TABLE arms.package IS
    'The packages that are wholly in the database, by their digest';

-- Earlier versions ----------------------------------------------------------

-- A table with history has valid_from; its twin has valid_to as well.
CREATE FUNCTION arms.keep_history() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO %I.%I SELECT o.*, now() FROM old_rows o',
        TG_TABLE_SCHEMA, TG_TABLE_NAME || '_history');
    RETURN NULL;
END $$;

CREATE FUNCTION arms.give_history(t text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'CREATE TABLE arms.%I (LIKE arms.%I, valid_to timestamptz NOT NULL)',
        t || '_history', t);
    EXECUTE format(
        'COMMENT ON TABLE arms.%I IS %L', t || '_history',
        'Earlier versions of ' || t || ', each valid from one run to another');
    EXECUTE format(
        'CREATE TRIGGER history_of_updates AFTER UPDATE ON arms.%I'
        ' REFERENCING OLD TABLE AS old_rows'
        ' FOR EACH STATEMENT EXECUTE FUNCTION arms.keep_history()', t);
    EXECUTE format(
        'CREATE TRIGGER history_of_deletes AFTER DELETE ON arms.%I'
        ' REFERENCING OLD TABLE AS old_rows'
        ' FOR EACH STATEMENT EXECUTE FUNCTION arms.keep_history()', t);
END $$;

-- Documents and what they say -----------------------------------------------

CREATE TABLE arms.document (
    document_id  uuid PRIMARY KEY,
    source       text NOT NULL,
    url          text NOT NULL,
    sha256       text NOT NULL,
    fetched_at   timestamptz NOT NULL,
    published_on date,
    media_type   text,
    bytes        bigint NOT NULL,
    warc_file    text NOT NULL,
    warc_offset  bigint NOT NULL,
    records      integer NOT NULL,
    row_hash     uuid NOT NULL,
    run_id       bigint NOT NULL REFERENCES arms.run,
    valid_from   timestamptz NOT NULL
);
CREATE INDEX ON arms.document (source, url);
COMMENT ON TABLE arms.document IS
    'What was published, where, and the bytes in the archive that prove it';

CREATE TABLE arms.publication (
    document_id         uuid NOT NULL REFERENCES arms.document,
    number              integer NOT NULL,
    surface             text NOT NULL,
    url                 text NOT NULL,
    version             text,
    published_on        date,
    kind                text NOT NULL,
    authority           text,
    transmittal         text,
    amends              text,
    corrects            text,
    title               text,
    purchaser_name      text,
    purchaser_iso3      char(3),
    mde_usd             numeric(20,2),
    other_usd           numeric(20,2),
    total_usd           numeric(20,2),
    threshold_usd       numeric(20,2),
    funding_source      text,
    military_department text,
    case_designators    jsonb,
    prior_cases         jsonb,
    delivered_on        date,
    announced_on        date,
    review_days         integer,
    review_ends_on      date,
    description         text,
    us_government_reps  integer,
    contractor_reps     integer,
    row_hash            uuid NOT NULL,
    run_id              bigint NOT NULL REFERENCES arms.run,
    valid_from          timestamptz NOT NULL,
    PRIMARY KEY (document_id, number)
);
CREATE INDEX ON arms.publication (surface, url);
CREATE INDEX ON arms.publication (corrects) WHERE corrects IS NOT NULL;
COMMENT ON TABLE arms.publication IS
    'What one document says of one notification; every version of every page';

CREATE TABLE arms.publication_purchaser (
    document_id uuid NOT NULL,
    number      integer NOT NULL,
    position    integer NOT NULL,
    iso3        char(3),
    name        text NOT NULL,
    row_hash    uuid NOT NULL,
    run_id      bigint NOT NULL REFERENCES arms.run,
    valid_from  timestamptz NOT NULL,
    PRIMARY KEY (document_id, number, position)
);

CREATE TABLE arms.publication_item (
    document_id   uuid NOT NULL,
    number        integer NOT NULL,
    position      integer NOT NULL,
    quantity      bigint,
    quantity_text text,
    precision     text,
    designation   text NOT NULL,
    is_mde        boolean,
    category      text,
    row_hash      uuid NOT NULL,
    run_id        bigint NOT NULL REFERENCES arms.run,
    valid_from    timestamptz NOT NULL,
    PRIMARY KEY (document_id, number, position)
);

CREATE TABLE arms.publication_contractor (
    document_id   uuid NOT NULL,
    number        integer NOT NULL,
    position      integer NOT NULL,
    contractor_id text,
    name          text NOT NULL,
    city          text,
    region        text,
    row_hash      uuid NOT NULL,
    run_id        bigint NOT NULL REFERENCES arms.run,
    valid_from    timestamptz NOT NULL,
    PRIMARY KEY (document_id, number, position)
);

CREATE TABLE arms.fault (
    document_id        uuid NOT NULL REFERENCES arms.document,
    fault_number       integer NOT NULL,
    number             integer,
    place              text,
    field              text NOT NULL,
    reason             text NOT NULL,
    value_as_published text,
    row_hash           uuid NOT NULL,
    run_id             bigint NOT NULL REFERENCES arms.run,
    valid_from         timestamptz NOT NULL,
    PRIMARY KEY (document_id, fault_number)
);
CREATE INDEX ON arms.fault (field, reason);
COMMENT ON TABLE arms.fault IS
    'What was published and could not be read, with its place and the reason';
COMMENT ON COLUMN arms.fault.number IS
    'the publication within the document it concerns, if one';

-- What the publications say together ----------------------------------------

CREATE TABLE arms.notice (
    notice_id           text PRIMARY KEY,
    document_id         uuid NOT NULL REFERENCES arms.document,
    transmittal         text,
    authority           text,
    kind                text NOT NULL,
    title               text,
    purchaser_name      text,
    purchaser_iso3      char(3),
    mde_usd             numeric(20,2),
    other_usd           numeric(20,2),
    total_usd           numeric(20,2),
    threshold_usd       numeric(20,2),
    funding_source      text,
    military_department text,
    case_designators    text[],
    prior_cases         text[],
    amends              text,
    delivered_on        date,
    announced_on        date,
    review_days         integer,
    review_ends_on      date,
    description         text,
    us_government_reps  integer,
    contractor_reps     integer,
    row_hash            uuid NOT NULL,
    run_id              bigint NOT NULL REFERENCES arms.run,
    valid_from          timestamptz NOT NULL
);
CREATE INDEX ON arms.notice (transmittal);
CREATE INDEX ON arms.notice (purchaser_iso3, delivered_on);
COMMENT ON TABLE arms.notice IS
    'One row for each notification to Congress, however often it was published';
COMMENT ON COLUMN arms.notice.purchaser_iso3 IS
    'null when there are several, or for an organisation: see notice_purchaser';
COMMENT ON COLUMN arms.notice.threshold_usd IS
    'AECA 36(c)/(d): the amount "or more", which is not a value';
COMMENT ON COLUMN arms.notice.document_id IS
    'the document that says most of it; notice_publication has them all';

CREATE TABLE arms.notice_publication (
    notice_id      text NOT NULL,
    document_id    uuid NOT NULL REFERENCES arms.document,
    number         integer NOT NULL,
    surface        text NOT NULL,
    url            text NOT NULL,
    published_on   date,
    kind           text NOT NULL,
    total_usd      numeric(20,2),
    mde_usd        numeric(20,2),
    purchaser_iso3 char(3),
    delivered_on   date,
    row_hash       uuid NOT NULL,
    run_id         bigint NOT NULL REFERENCES arms.run,
    valid_from     timestamptz NOT NULL,
    PRIMARY KEY (notice_id, surface, url, number)
);
CREATE INDEX ON arms.notice_publication (surface, url);
COMMENT ON TABLE arms.notice_publication IS
    'Where a notice was published, in the newest version of each page';

CREATE TABLE arms.notice_purchaser (
    notice_id   text NOT NULL,
    position    integer NOT NULL,
    document_id uuid NOT NULL REFERENCES arms.document,
    iso3        char(3),
    name        text NOT NULL,
    row_hash    uuid NOT NULL,
    run_id      bigint NOT NULL REFERENCES arms.run,
    valid_from  timestamptz NOT NULL,
    PRIMARY KEY (notice_id, position)
);

CREATE TABLE arms.notice_item (
    notice_id     text NOT NULL,
    position      integer NOT NULL,
    document_id   uuid NOT NULL REFERENCES arms.document,
    quantity      bigint,
    quantity_text text,
    precision     text,
    designation   text NOT NULL,
    is_mde        boolean,
    category      text,
    row_hash      uuid NOT NULL,
    run_id        bigint NOT NULL REFERENCES arms.run,
    valid_from    timestamptz NOT NULL,
    PRIMARY KEY (notice_id, position)
);

CREATE TABLE arms.notice_contractor (
    notice_id     text NOT NULL,
    position      integer NOT NULL,
    document_id   uuid NOT NULL REFERENCES arms.document,
    contractor_id text,
    name          text NOT NULL,
    city          text,
    region        text,
    row_hash      uuid NOT NULL,
    run_id        bigint NOT NULL REFERENCES arms.run,
    valid_from    timestamptz NOT NULL,
    PRIMARY KEY (notice_id, position)
);

CREATE TABLE arms.discrepancy (
    notice_id   text NOT NULL,
    field       text NOT NULL,
    surface_a   text NOT NULL,
    url_a       text NOT NULL,
    surface_b   text NOT NULL,
    url_b       text NOT NULL,
    document_id uuid NOT NULL REFERENCES arms.document,
    value_a     text NOT NULL,
    value_b     text NOT NULL,
    row_hash    uuid NOT NULL,
    run_id      bigint NOT NULL REFERENCES arms.run,
    valid_from  timestamptz NOT NULL,
    PRIMARY KEY (notice_id, field, surface_a, url_a, surface_b, url_b)
);
COMMENT ON TABLE arms.discrepancy IS
    'Two publications of one notice that differ in a value';

SELECT arms.give_history(t) FROM unnest(ARRAY['document', 'publication',
    'publication_purchaser', 'publication_item', 'publication_contractor',
    'fault', 'notice', 'notice_publication', 'notice_purchaser',
    'notice_item', 'notice_contractor', 'discrepancy']) t;

-- Names: the lists of config/reference --------------------------------------

CREATE TABLE arms.reference (
    name      text PRIMARY KEY,
    digest    text NOT NULL,
    loaded_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE arms.reference IS 'The lists that are loaded, by their digest';

CREATE TABLE arms.country (
    name                text PRIMARY KEY,
    iso3                char(3) UNIQUE,
    iso2                char(2),
    kind                text NOT NULL,
    dsca_code           text,
    waits_15_days       text,
    waits_15_days_since date
);
COMMENT ON TABLE arms.country IS
    'Countries, territories, former states, and organisations (without a code)';

CREATE TABLE arms.country_alias (
    alias  text PRIMARY KEY,
    name   text NOT NULL REFERENCES arms.country DEFERRABLE INITIALLY DEFERRED,
    origin text NOT NULL
);

CREATE TABLE arms.contractor (
    contractor_id text PRIMARY KEY,
    name          text NOT NULL,
    parent        text REFERENCES arms.contractor DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE arms.contractor_alias (
    alias         text PRIMARY KEY,
    contractor_id text NOT NULL
        REFERENCES arms.contractor DEFERRABLE INITIALLY DEFERRED
);
