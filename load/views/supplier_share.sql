-- Shares of the world's supplies, or of what was received, in windows of five
-- years: by SIPRI's trend-indicator values, which are volumes and not money. The
-- world is the published total where there is one, else the sum of the parties. Who
-- is unknown, or "others", is part of it and has no share.
-- Reads arms.observation, arms.country.
CREATE OR REPLACE FUNCTION arms_internal.tiv_share(of_indicator text)
RETURNS TABLE (first_year integer, last_year integer, party text,
    party_iso3 text, tiv numeric, world_tiv numeric, share_percent numeric,
    rank bigint, ratio_to_second numeric, share_before numeric,
    rank_before bigint)
LANGUAGE sql STABLE ROWS 1000 AS $$
    WITH yearly AS MATERIALIZED (
        SELECT extract(year FROM period_start)::integer AS year, reporter,
               reporter_iso3, total_of, value
          FROM arms.observation
         WHERE dataset = 'sipri-tiv' AND indicator = of_indicator
           AND partner IS NULL AND item_code IS NULL
           AND (total_of IS NULL OR total_of = 'reporter')
           AND extract(year FROM period_start) = extract(year FROM period_end)
    ), year AS (
        SELECT year,
               coalesce(max(value) FILTER (WHERE total_of = 'reporter'),
                        sum(value) FILTER (WHERE total_of IS NULL)) AS world
          FROM yearly GROUP BY year
    ), period AS (
        SELECT y.year - 4 AS first_year, y.year AS last_year,
               sum(w.world) AS world
          FROM year y
          JOIN year w ON w.year BETWEEN y.year - 4 AND y.year
         GROUP BY y.year HAVING count(*) = 5
    ), summed AS (
        SELECT p.first_year, p.last_year, y.reporter AS party,
               max(y.reporter_iso3) AS iso3, sum(y.value) AS tiv, p.world
          FROM period p
          JOIN yearly y ON y.year BETWEEN p.first_year AND p.last_year
                       AND y.total_of IS NULL AND y.reporter IS NOT NULL
          LEFT JOIN arms.country c
            ON c.name = y.reporter AND c.kind = 'unknown'
         WHERE c.name IS NULL
         GROUP BY p.first_year, p.last_year, y.reporter, p.world
    ), ranked AS (
        SELECT *, rank() OVER w AS rank,
               nth_value(tiv, 2) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING
                   AND UNBOUNDED FOLLOWING) AS second_tiv,
               100 * tiv / nullif(world, 0) AS share
          FROM summed
        WINDOW w AS (PARTITION BY first_year ORDER BY tiv DESC)
    )
    SELECT r.first_year, r.last_year, r.party, r.iso3::text, r.tiv, r.world,
           round(r.share, 2), r.rank,
           round(r.tiv / nullif(r.second_tiv, 0), 3), round(b.share, 2), b.rank
      FROM ranked r
      LEFT JOIN ranked b ON b.party = r.party AND b.last_year = r.first_year - 1
$$;

-- Who supplies how much of the world's arms.
CREATE OR REPLACE VIEW arms.supplier_share AS
SELECT first_year, last_year, party AS supplier, party_iso3 AS supplier_iso3,
       tiv, world_tiv, share_percent, rank, ratio_to_second,
       share_before AS share_before_percent, rank_before,
       share_percent - share_before AS change_points
  FROM arms_internal.tiv_share('tiv_exports');
SELECT arms_internal.explain('supplier_share', $$
Share of the world's arms supplies by supplier and five years, its rank, and
what it was in the five years before; by TIV, a volume and no money

first_year: of five years that are all published
last_year: of the five years
supplier: by our name; unknown ones have no share, but are part of the world
supplier_iso3: its code
tiv: the sum of its trend-indicator values, in millions
world_tiv: the same of all: as published, else the sum of the suppliers
share_percent: of the world
rank: 1 for the largest
ratio_to_second: how many times the second's it is
share_before_percent: in the five years before; null if it supplied nothing or
    they are not published
rank_before: in the five years before
change_points: percentage points against the five years before
$$);
