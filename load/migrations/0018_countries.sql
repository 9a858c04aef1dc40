-- Where a country lies, by which codes others know it, who continues a state
-- that is gone, and in which land an armed group fights.

ALTER TABLE arms.country
    ADD COLUMN region    text,
    ADD COLUMN subregion text,
    ADD COLUMN m49       char(3) UNIQUE,
    ADD COLUMN cow       smallint,
    ADD COLUMN successor char(3) REFERENCES arms.country (iso3)
        DEFERRABLE INITIALLY DEFERRED,
    ADD COLUMN host      char(3) REFERENCES arms.country (iso3)
        DEFERRABLE INITIALLY DEFERRED;

COMMENT ON COLUMN arms.country.name IS 'as this project calls it';
COMMENT ON COLUMN arms.country.iso3 IS
    'of ISO 3166-1; of ISO 3166-3 for a former state; from XAA to XZZ ours';
COMMENT ON COLUMN arms.country.iso2 IS 'of ISO 3166-1';
COMMENT ON COLUMN arms.country.dsca_code IS
    'the two letters by which DSCA knows it, which are not ISO''s';
COMMENT ON COLUMN arms.country.waits_15_days IS
    'why an offer to it may be issued 15 days after Congress was told, and not'
    ' 30: NATO or law; null where it waits 30';
COMMENT ON COLUMN arms.country.waits_15_days_since IS
    'the first day of that; null: for as long as notices are published';
COMMENT ON COLUMN arms.country.region IS
    'of UN M49: Africa, Americas, Asia, Europe, Oceania, or Antarctica; ours'
    ' where M49 has no such land';
COMMENT ON COLUMN arms.country.subregion IS
    'of UN M49, the finest: Western Africa, not Sub-Saharan Africa; ours where'
    ' M49 has no such land';
COMMENT ON COLUMN arms.country.m49 IS
    'the three digits of UN M49; null for Taiwan, Kosovo and others that it'
    ' does not have';
COMMENT ON COLUMN arms.country.cow IS
    'the number of the state in the Correlates of War (ccode); a state that'
    ' is gone may share it with the one that continues it';
COMMENT ON COLUMN arms.country.successor IS
    'of a former state: the iso3 of the one that continues it or took it in;'
    ' null where it fell apart';
COMMENT ON COLUMN arms.country.host IS
    'of an armed group: the iso3 of the land it fights in; null if there are'
    ' several';

-- Who belonged to NATO, the European Union and other groups, and when.

CREATE TABLE arms.country_group_name (
    group_id text PRIMARY KEY,
    name     text NOT NULL
);
COMMENT ON TABLE arms.country_group_name IS
    'Groups of countries that analyses tell apart: a list of config/reference';
COMMENT ON COLUMN arms.country_group_name.group_id IS
    'by which country_group and in_group() know it: nato, eu, five-eyes';
COMMENT ON COLUMN arms.country_group_name.name IS 'what a reader calls it';

CREATE TABLE arms.country_group (
    group_id text NOT NULL REFERENCES arms.country_group_name
        DEFERRABLE INITIALLY DEFERRED,
    iso3     char(3) NOT NULL REFERENCES arms.country (iso3)
        DEFERRABLE INITIALLY DEFERRED,
    since    date NOT NULL,
    until    date CHECK (until >= since),
    source   text NOT NULL,
    PRIMARY KEY (group_id, iso3, since)
);
COMMENT ON TABLE arms.country_group IS
    'Which country belonged to which group, and when: a list of'
    ' config/reference; in_group() asks it';
COMMENT ON COLUMN arms.country_group.group_id IS 'of country_group_name';
COMMENT ON COLUMN arms.country_group.iso3 IS 'of country';
COMMENT ON COLUMN arms.country_group.since IS
    'the first day: of accession, of designation, or of the founding; the first'
    ' of the year where only the year is known';
COMMENT ON COLUMN arms.country_group.until IS
    'the last day, that of leaving; null: it lasts';
COMMENT ON COLUMN arms.country_group.source IS
    'the address where the day was read; two are parted by a space';
