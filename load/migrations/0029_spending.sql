-- Actions of USAspending are found by the number of their contract, or of the one
-- that their order is under: the third and the fifth part of their key.
CREATE INDEX series_contract_idx ON arms.series (split_part(item_code, '_', 3))
    WHERE item_scheme = 'contract transaction';
CREATE INDEX series_parent_contract_idx
    ON arms.series (split_part(item_code, '_', 5))
    WHERE item_scheme = 'contract transaction';
