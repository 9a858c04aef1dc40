-- Registers and statistics name more parties than states and organisations.

COMMENT ON TABLE arms.country IS
    'Parties: states and territories, also such as are gone, with a code;'
    ' organisations, armed groups, regions and others without';
COMMENT ON COLUMN arms.country.kind IS
    'country, territory, former, organisation, armed group, region, programme'
    ' or unknown';
