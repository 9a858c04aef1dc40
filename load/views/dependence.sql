-- On whom a recipient depends: the shares of its suppliers in what it received in
-- five years, by the trend-indicator values of SIPRI's register. What came from a
-- supplier that is not known stays in the whole, so that no share looks larger than
-- is known.
CREATE OR REPLACE VIEW arms.dependence AS
WITH yearly AS MATERIALIZED (
    SELECT f.recipient, f.recipient_iso3, f.supplier, f.supplier_iso3, f.year,
           sum(f.tiv_delivered) AS tiv, sum(f.tiv_spread) AS tiv_spread,
           coalesce(c.kind = 'unknown', false) AS is_unknown
      FROM arms.flow f LEFT JOIN arms.country c ON c.name = f.supplier
     WHERE f.year IS NOT NULL AND f.tiv_delivered IS NOT NULL
     GROUP BY 1, 2, 3, 4, 5, 8
), received AS (
    SELECT y.recipient, y.recipient_iso3, y.supplier, y.supplier_iso3,
           y.is_unknown, last_year, sum(y.tiv) AS tiv,
           sum(y.tiv_spread) AS tiv_spread
      FROM yearly y, generate_series(y.year, least(y.year + 4,
               (SELECT max(year) FROM yearly))) last_year
     GROUP BY 1, 2, 3, 4, 5, 6
), whole AS MATERIALIZED (
    -- editions of all suppliers, of all recipients or of some
    SELECT partners, coalesce(extract(year FROM since), 0) AS first_year,
           coalesce(extract(year FROM until), 9999) AS last_year
      FROM arms.edition
     WHERE dataset = 'sipri-deals' AND NOT partial
       AND coalesce(reporters, '[]') = '[]'
), shared AS (
    SELECT *, sum(tiv) OVER w AS all_tiv,
           count(*) FILTER (WHERE NOT is_unknown) OVER w AS suppliers,
           sum(tiv) FILTER (WHERE is_unknown) OVER w AS unknown_tiv
      FROM received WINDOW w AS (PARTITION BY recipient, last_year)
)
SELECT recipient, recipient_iso3, last_year - 4 AS first_year, last_year,
       supplier, supplier_iso3, trim_scale(round(tiv, 3)) AS tiv,
       round(100 * tiv / nullif(all_tiv, 0), 2) AS share_percent,
       rank() OVER (PARTITION BY recipient, last_year ORDER BY tiv DESC)
           AS rank,
       suppliers,
       round(sum((tiv / nullif(all_tiv, 0)) ^ 2) FILTER (WHERE NOT is_unknown)
           OVER (PARTITION BY recipient, last_year), 4) AS hhi,
       round(100 * coalesce(unknown_tiv, 0) / nullif(all_tiv, 0), 2)
           AS unknown_percent,
       round(100 * coalesce(tiv_spread, 0) / nullif(tiv, 0), 2)
           AS spread_percent,
       EXISTS (SELECT FROM whole w
                WHERE w.first_year <= s.last_year - 4
                  AND w.last_year >= s.last_year
                  AND (coalesce(w.partners, '[]') = '[]'
                       OR w.partners ? s.recipient)) AS is_whole
  FROM shared s;

SELECT arms_internal.explain('dependence', $$
The suppliers of a recipient in five years and their shares, by deliveries of
SIPRI's register of deals; by TIV, a volume and no money

recipient: by our name
recipient_iso3: null for an organisation or an armed group
first_year: of the five years; the register may begin later
last_year: of the five years
supplier: by our name; also one that is not known
supplier_iso3: its code
tiv: what it delivered to the recipient, in millions of TIV
share_percent: of all that the recipient received, the unknown among it
rank: 1 for the largest
suppliers: how many known suppliers the recipient has in these years
hhi: the sum of the squared shares of known suppliers, shares from 0 to 1: 1 is
    one supplier alone
unknown_percent: of all that the recipient received, from suppliers not known
spread_percent: how much of tiv is an even share of a delivery over several
    years
is_whole: whether an edition of all suppliers was loaded for this recipient and
    these years; if not, shares are of the suppliers that were, and mislead
$$);
