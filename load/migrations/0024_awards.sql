-- Contracts that the Department of Defense announces. What each version of a page
-- says is arms_internal.announced_award; arms.contract_award has each award once.

CREATE TABLE arms_internal.announced_award (
    document_id              uuid NOT NULL REFERENCES arms.document,
    number                   integer NOT NULL,
    award_id                 uuid NOT NULL,
    article                  text NOT NULL,
    is_whole_page            boolean NOT NULL,
    line                     integer,
    kind                     text NOT NULL,
    is_corrected_text        boolean NOT NULL,
    corrected_on             date,
    contract_numbers         jsonb,
    contract_numbers_printed jsonb,
    modification             text,
    is_order                 boolean NOT NULL,
    amount_usd               numeric(20,2),
    amount_kind              text,
    contract_type            text,
    department               text,
    contracting_activity     text,
    announced_on             date,
    awarded_on               date,
    completion_on            date,
    completion_precision     text,
    work_places              jsonb,
    is_fms                   boolean NOT NULL,
    fms_funds_usd            numeric(20,2),
    description              text NOT NULL,
    row_hash                 uuid NOT NULL,
    run_id                   bigint NOT NULL REFERENCES arms.run,
    valid_from               timestamptz NOT NULL,
    PRIMARY KEY (document_id, number)
);
CREATE INDEX ON arms_internal.announced_award (article);
CREATE INDEX ON arms_internal.announced_award ((contract_numbers ->> 0));

CREATE TABLE arms_internal.announced_award_contractor (
    document_id     uuid NOT NULL,
    number          integer NOT NULL,
    position        integer NOT NULL,
    name            text NOT NULL,
    contractor_id   text,
    trade_name      text,
    city            text,
    region          text,
    contract_number text,
    footnote        text,
    row_hash        uuid NOT NULL,
    run_id          bigint NOT NULL REFERENCES arms.run,
    valid_from      timestamptz NOT NULL,
    PRIMARY KEY (document_id, number, position),
    FOREIGN KEY (document_id, number) REFERENCES arms_internal.announced_award
        DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE arms_internal.announced_award_customer (
    document_id  uuid NOT NULL,
    number       integer NOT NULL,
    position     integer NOT NULL,
    name         text NOT NULL,
    iso3         text,
    percent      numeric,
    amount_usd   numeric(20,2),
    basis        text,
    amount_scope text,
    row_hash     uuid NOT NULL,
    run_id       bigint NOT NULL REFERENCES arms.run,
    valid_from   timestamptz NOT NULL,
    PRIMARY KEY (document_id, number, position),
    FOREIGN KEY (document_id, number) REFERENCES arms_internal.announced_award
        DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE arms.contract_award (
    award_id                 uuid PRIMARY KEY,
    document_id              uuid NOT NULL REFERENCES arms.document,
    position                 integer NOT NULL,
    line                     integer,
    article                  text NOT NULL,
    kind                     text NOT NULL,
    version                  integer NOT NULL,
    corrects                 uuid REFERENCES arms.contract_award
                                 DEFERRABLE INITIALLY DEFERRED,
    is_current               boolean NOT NULL,
    contract_numbers         text[] NOT NULL,
    contract_numbers_printed text[] NOT NULL,
    modification             text,
    is_order                 boolean NOT NULL,
    amount_usd               numeric(20,2),
    amount_kind              text,
    contract_type            text,
    department               text,
    contracting_activity     text,
    announced_on             date,
    awarded_on               date,
    completion_on            date,
    completion_precision     text,
    work_places              text[] NOT NULL,
    is_fms                   boolean NOT NULL,
    fms_funds_usd            numeric(20,2),
    description              text NOT NULL,
    row_hash                 uuid NOT NULL,
    run_id                   bigint NOT NULL REFERENCES arms.run,
    valid_from               timestamptz NOT NULL
);
CREATE INDEX ON arms.contract_award (article);
CREATE INDEX ON arms.contract_award (document_id);
CREATE INDEX ON arms.contract_award USING gin (contract_numbers);
CREATE INDEX ON arms.contract_award (awarded_on) WHERE is_fms;

CREATE TABLE arms.award_contractor (
    award_id        uuid NOT NULL REFERENCES arms.contract_award
                        DEFERRABLE INITIALLY DEFERRED,
    position        integer NOT NULL,
    document_id     uuid NOT NULL REFERENCES arms.document,
    name            text NOT NULL,
    contractor_id   text,
    trade_name      text,
    city            text,
    region          text,
    contract_number text,
    footnote        text,
    row_hash        uuid NOT NULL,
    run_id          bigint NOT NULL REFERENCES arms.run,
    valid_from      timestamptz NOT NULL,
    PRIMARY KEY (award_id, position)
);
CREATE INDEX ON arms.award_contractor (contractor_id);

CREATE TABLE arms.award_customer (
    award_id     uuid NOT NULL REFERENCES arms.contract_award
                     DEFERRABLE INITIALLY DEFERRED,
    position     integer NOT NULL,
    document_id  uuid NOT NULL REFERENCES arms.document,
    name         text NOT NULL,
    iso3         text,
    percent      numeric,
    amount_usd   numeric(20,2),
    basis        text,
    amount_scope text,
    row_hash     uuid NOT NULL,
    run_id       bigint NOT NULL REFERENCES arms.run,
    valid_from   timestamptz NOT NULL,
    PRIMARY KEY (award_id, position)
);
CREATE INDEX ON arms.award_customer (iso3);

SELECT arms_internal.give_history(name)
  FROM unnest('{contract_award,award_contractor,award_customer}'::text[]) name;
