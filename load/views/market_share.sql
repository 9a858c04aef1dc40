-- What supplier_share tells without the window before, under the older name.
CREATE OR REPLACE VIEW arms.market_share AS
SELECT first_year, last_year, supplier, supplier_iso3, tiv, world_tiv,
       share_percent, rank, ratio_to_second
  FROM arms.supplier_share;

SELECT arms_internal.explain('market_share', $$
Share of the world's arms supplies by supplier and five years, its rank and how
many times the second it is

first_year, last_year, supplier, supplier_iso3, tiv: as in supplier_share
world_tiv, share_percent, rank, ratio_to_second: as in supplier_share
$$);
