-- Who receives how much of the world's arms, in the same windows as
-- arms.supplier_share.
CREATE OR REPLACE VIEW arms.recipient_share AS
SELECT first_year, last_year, party AS recipient, party_iso3 AS recipient_iso3,
       tiv, world_tiv, share_percent, rank,
       share_before AS share_before_percent, rank_before,
       share_percent - share_before AS change_points
  FROM arms_internal.tiv_share('tiv_imports');
SELECT arms_internal.explain('recipient_share', $$
Share of the arms that the world received, by recipient and five years, its
rank, and what it was in the five years before; by TIV, a volume and no money

first_year: of five years that are all published
last_year: of the five years
recipient: by our name; unknown ones have no share, but are part of the world
recipient_iso3: its code
tiv: the sum of its trend-indicator values, in millions
world_tiv: the same of all: as published, else the sum of the recipients
share_percent: of the world
rank: 1 for the largest
share_before_percent: in the five years before; null if it received nothing or
    they are not published
rank_before: in the five years before
change_points: percentage points against the five years before
$$);
