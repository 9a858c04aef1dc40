-- Registers and tables: what each edition says, and how figures changed from
-- one edition to the next.

-- A document that is one edition of a dataset. Its rows are not kept once for
-- each edition, but once for as long as they stay the same: see transfer and
-- observation.
CREATE TABLE arms.edition (
    document_id uuid PRIMARY KEY REFERENCES arms.document,
    dataset     text NOT NULL,
    edition_at  timestamptz NOT NULL,
    stated      boolean NOT NULL,
    reporters   jsonb,
    partners    jsonb,
    indicators  jsonb,
    since       date,
    until       date,
    open_deals  boolean NOT NULL,
    partial     boolean NOT NULL,
    rows        integer NOT NULL,
    content     uuid NOT NULL,
    row_hash    uuid NOT NULL,
    run_id      bigint NOT NULL REFERENCES arms.run,
    valid_from  timestamptz NOT NULL,
    applied_at  timestamptz
);
CREATE INDEX ON arms.edition (dataset, applied_at);
COMMENT ON TABLE arms.edition IS
    'Which document is an edition of which dataset, as of when, and of what'
    ' it speaks: what lies outside is not touched by it';
COMMENT ON COLUMN arms.edition.edition_at IS
    'as the publisher states it, else the day of publication, else when it'
    ' was fetched';
COMMENT ON COLUMN arms.edition.applied_at IS
    'edition_at, with a microsecond more for each edition of the dataset that'
    ' has the same: the valid_from and valid_to of its rows';

-- Each partition has its own primary key (the identity and the occurrence): a
-- key here would forbid partitions in other databases.
CREATE TABLE arms.transfer (
    dataset                    text NOT NULL,
    transfer_id                uuid NOT NULL,
    occurrence                 smallint NOT NULL DEFAULT 1,
    publisher_id               text,
    supplier                   text NOT NULL,
    supplier_iso3              char(3),
    supplier_name              text NOT NULL,
    recipient                  text NOT NULL,
    recipient_iso3             char(3),
    recipient_name             text NOT NULL,
    order_year                 integer,
    order_year_uncertain       boolean,
    number_ordered             numeric,
    number_ordered_uncertain   boolean,
    designation                text,
    description                text,
    category                   text,
    number_delivered           numeric,
    number_delivered_uncertain boolean,
    delivery_years             integer[],
    delivery_years_uncertain   boolean,
    status                     text,
    status_on                  date,
    authority                  text,
    agency                     text,
    comments                   text,
    local_production           boolean,
    tiv_unit                   numeric,
    tiv_deal_unit              numeric,
    tiv_ordered                numeric,
    tiv_delivered              numeric,
    number_requested           numeric,
    number_allocated           numeric,
    number_accepted            numeric,
    number_rejected            numeric,
    acquisition_usd            numeric(20,2),
    current_usd                numeric(20,2),
    matched_by                 text,
    document_id                uuid NOT NULL,
    number                     integer,
    line                       integer,
    row_hash                   uuid NOT NULL,
    run_id                     bigint NOT NULL,
    valid_from                 timestamptz NOT NULL
) PARTITION BY LIST (dataset);
COMMENT ON TABLE arms.transfer IS
    'One row for each deal or delivery in a register, as its newest edition'
    ' has it';
COMMENT ON COLUMN arms.transfer.transfer_id IS
    'stays from edition to edition, also where the publisher gives no name';
COMMENT ON COLUMN arms.transfer.occurrence IS
    'tells rows apart that say the very same';
COMMENT ON COLUMN arms.transfer.matched_by IS
    'by what it was found to be the row of the edition before: see the table'
    ' in SCHEMA.md';
COMMENT ON COLUMN arms.transfer.document_id IS
    'the first document that says just this';
COMMENT ON COLUMN arms.transfer.tiv_unit IS
    'SIPRI trend-indicator value in millions: a volume, never money';

CREATE TABLE arms.observation (
    dataset        text NOT NULL,
    observation_id uuid NOT NULL,
    occurrence     smallint NOT NULL DEFAULT 1,
    indicator      text NOT NULL,
    reporter       text,
    reporter_iso3  char(3),
    reporter_name  text,
    partner        text,
    partner_iso3   char(3),
    partner_name   text,
    item_scheme    text,
    item_code      text,
    item_name      text,
    period_start   date,
    period_end     date,
    value          numeric,
    unit           text,
    flag           text,
    total_of       text,
    document_id    uuid NOT NULL,
    number         integer,
    line           integer,
    row_hash       uuid NOT NULL,
    run_id         bigint NOT NULL,
    valid_from     timestamptz NOT NULL
) PARTITION BY LIST (dataset);
COMMENT ON TABLE arms.observation IS
    'One row for each published figure, as its newest edition has it';
COMMENT ON COLUMN arms.observation.total_of IS
    'what it is the sum of: partner, reporter, item, period; null for a part';
COMMENT ON COLUMN arms.observation.value IS
    'null where the publisher says that there is no figure: see flag';

CREATE TABLE arms.transfer_history (
    LIKE arms.transfer, valid_to timestamptz NOT NULL
) PARTITION BY LIST (dataset);
CREATE INDEX ON arms.transfer_history (transfer_id);
COMMENT ON TABLE arms.transfer_history IS
    'Earlier versions of transfer, each valid from one edition to another';
CREATE TABLE arms.observation_history (
    LIKE arms.observation, valid_to timestamptz NOT NULL
) PARTITION BY LIST (dataset);
CREATE INDEX ON arms.observation_history (observation_id);
COMMENT ON TABLE arms.observation_history IS
    'Earlier versions of observation, each valid from one edition to another';

-- Policy --------------------------------------------------------------------

CREATE TABLE arms.policy_document (
    document_id       uuid NOT NULL REFERENCES arms.document,
    number            integer NOT NULL,
    kind              text NOT NULL,
    identifier        text NOT NULL,
    title             text,
    url               text,
    citation          text,
    agencies          text,
    cfr               text,
    abstract          text,
    published_on      date,
    signed_on         date,
    effective_on      date,
    comments_close_on date,
    row_hash          uuid NOT NULL,
    run_id            bigint NOT NULL REFERENCES arms.run,
    valid_from        timestamptz NOT NULL,
    PRIMARY KEY (document_id, number)
);
CREATE INDEX ON arms.policy_document (identifier);
COMMENT ON TABLE arms.policy_document IS
    'What governments publish about their policy on arms sales';

SELECT arms.give_history('policy_document');

CREATE TABLE arms.policy_event (
    event       text PRIMARY KEY,
    occurred_on date NOT NULL,
    kind        text NOT NULL,
    title       text NOT NULL,
    identifier  text,
    source      text
);
COMMENT ON TABLE arms.policy_event IS
    'Days on which policy on arms sales changed: a list of config/reference';

-- Any table as it stood -----------------------------------------------------

CREATE SCHEMA IF NOT EXISTS arms_as_of;
COMMENT ON SCHEMA arms_as_of IS
    'The tables of arms that have a history, as they stood when arms.as_of()'
    ' says';
