-- What a researcher says of notices and contract awards.

CREATE TABLE arms.notice_contract (
    notice_id text NOT NULL,
    award_id  uuid NOT NULL,
    verdict   text NOT NULL CHECK (verdict IN ('confirmed', 'rejected')),
    why       text NOT NULL,
    who       text NOT NULL,
    source    text,
    day       date NOT NULL,
    PRIMARY KEY (notice_id, award_id)
);
COMMENT ON TABLE arms.notice_contract IS
    'What a researcher found out about notices and the contracts that followed '
    'them: config/reference/notice_contract.csv';
COMMENT ON COLUMN arms.notice_contract.notice_id IS 'the notice';
COMMENT ON COLUMN arms.notice_contract.award_id IS
    'the award: of arms.contract_award';
COMMENT ON COLUMN arms.notice_contract.verdict IS
    'confirmed: the contract is for what was notified; rejected: it is not';
COMMENT ON COLUMN arms.notice_contract.why IS 'what it is known by';
COMMENT ON COLUMN arms.notice_contract.who IS 'the researcher';
COMMENT ON COLUMN arms.notice_contract.source IS 'where it can be read';
COMMENT ON COLUMN arms.notice_contract.day IS 'when the researcher said so';

-- The systems that the paragraph of an award by Foreign Military Sales names: to look
-- for all phrases in all paragraphs takes seconds, so it is done as they come.
CREATE TABLE arms_internal.award_system (
    award_id uuid NOT NULL REFERENCES arms.contract_award
                 DEFERRABLE INITIALLY DEFERRED,
    system   text NOT NULL,
    phrase   text NOT NULL,
    PRIMARY KEY (award_id, system)
);
