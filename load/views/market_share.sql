-- Who supplies how much of the world's arms, in windows of five years: by
-- SIPRI's trend-indicator values, which are volumes and not money. The world
-- is the published total where there is one, else the sum of the suppliers. Who
-- is unknown, or "others", is part of it and has no share.
CREATE OR REPLACE VIEW arms.market_share AS
WITH yearly AS (
    SELECT extract(year FROM period_start)::integer AS year, reporter,
           reporter_iso3, total_of, value
      FROM arms.observation
     WHERE dataset = 'sipri-tiv' AND indicator = 'tiv_exports'
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
), supplied AS (
    SELECT p.first_year, p.last_year, y.reporter AS supplier,
           max(y.reporter_iso3) AS supplier_iso3, sum(y.value) AS tiv,
           p.world AS world_tiv
      FROM period p
      JOIN yearly y ON y.year BETWEEN p.first_year AND p.last_year
                   AND y.total_of IS NULL AND y.reporter IS NOT NULL
      LEFT JOIN arms.country c ON c.name = y.reporter AND c.kind = 'unknown'
     WHERE c.name IS NULL
     GROUP BY p.first_year, p.last_year, y.reporter, p.world
), ranked AS (
    SELECT *, rank() OVER w AS rank,
           nth_value(tiv, 2) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING
               AND UNBOUNDED FOLLOWING) AS second_tiv
      FROM supplied
    WINDOW w AS (PARTITION BY first_year ORDER BY tiv DESC)
)
SELECT first_year, last_year, supplier, supplier_iso3, tiv, world_tiv,
       round(100 * tiv / nullif(world_tiv, 0), 2) AS share_percent, rank,
       round(tiv / nullif(second_tiv, 0), 3) AS ratio_to_second
  FROM ranked;
COMMENT ON VIEW arms.market_share IS
    'Share of the world''s arms supplies by supplier and five years, its rank'
    ' and how many times the second it is';
