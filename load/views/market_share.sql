-- What supplier_share tells without the window before, under the older name.
CREATE OR REPLACE VIEW arms.market_share AS
SELECT first_year, last_year, supplier, supplier_iso3, tiv, world_tiv,
       share_percent, rank, ratio_to_second
  FROM arms.supplier_share;
