-- Who receives how much of the world's arms, in the same windows as
-- arms.supplier_share.
CREATE OR REPLACE VIEW arms.recipient_share AS
SELECT first_year, last_year, party AS recipient, party_iso3 AS recipient_iso3,
       tiv, world_tiv, share_percent, rank,
       share_before AS share_before_percent, rank_before,
       share_percent - share_before AS change_points
  FROM arms.tiv_share('tiv_imports');
COMMENT ON VIEW arms.recipient_share IS
    'Share of the arms that the world received, by recipient and five years, its '
    'rank, and what it was in the five years before; by TIV, a volume and no '
    'money';
COMMENT ON COLUMN arms.recipient_share.first_year IS
    'of five years that are all published';
COMMENT ON COLUMN arms.recipient_share.last_year IS 'of the five years';
COMMENT ON COLUMN arms.recipient_share.recipient IS
    'by our name; unknown ones have no share, but are part of the world';
COMMENT ON COLUMN arms.recipient_share.recipient_iso3 IS 'its code';
COMMENT ON COLUMN arms.recipient_share.tiv IS
    'the sum of its trend-indicator values, in millions';
COMMENT ON COLUMN arms.recipient_share.world_tiv IS
    'the same of all: as published, else the sum of the recipients';
COMMENT ON COLUMN arms.recipient_share.share_percent IS 'of the world';
COMMENT ON COLUMN arms.recipient_share.rank IS '1 for the largest';
COMMENT ON COLUMN arms.recipient_share.share_before_percent IS
    'in the five years before; null if it received nothing or they are not '
    'published';
COMMENT ON COLUMN arms.recipient_share.rank_before IS
    'in the five years before';
COMMENT ON COLUMN arms.recipient_share.change_points IS
    'percentage points against the five years before';
