-- What a run came to in full, so that nobody has to read its messages.

ALTER TABLE arms.run
    ADD since   date,
    ADD until   date,
    ADD trouble text CHECK (trouble IN ('transient', 'permanent', 'blocked')),
    ADD reason  text,
    ADD gates   jsonb NOT NULL DEFAULT '[]',
    ADD host    text;
COMMENT ON COLUMN arms.run.mode IS
    'live, backfill, replay, load: why it was called';
COMMENT ON COLUMN arms.run.since IS
    'the first day of what the publisher was asked for';
COMMENT ON COLUMN arms.run.trouble IS
    'the worst with the publisher: transient, permanent or blocked';
COMMENT ON COLUMN arms.run.reason IS
    'the message of the worst trouble';
COMMENT ON COLUMN arms.run.gates IS
    'the gates of completeness that failed: what was measured, what wanted, and'
    ' whether an operator accepted it';

-- Two hosts may have packages of the same name that are not the same.
ALTER TABLE arms.package ADD place text NOT NULL DEFAULT '';
ALTER TABLE arms.package DROP CONSTRAINT package_pkey;
ALTER TABLE arms.package ADD PRIMARY KEY (source, name, place);
COMMENT ON COLUMN arms.package.place IS
    'the host and the folder it was loaded from';
