-- Who sold to whom, an edge a pair and kind: what Congress was notified of, and what
-- SIPRI's register has as ordered and delivered, over all years.
CREATE OR REPLACE VIEW arms_internal.flow_edge AS
WITH part AS (
    SELECT 'United States' AS supplier, 'USA' AS supplier_iso3,
           coalesce(c.name, n.purchaser, n.purchaser_iso3, 'not stated')
               AS recipient,
           n.purchaser_iso3::text AS recipient_iso3, 'notified' AS kind,
           n.added_usd AS weight, 'US dollars, as notified' AS unit,
           extract(year FROM n.notified_on)::integer AS year,
           false AS is_restricted
      FROM arms.notified n
      LEFT JOIN arms.country c ON c.iso3 = n.purchaser_iso3
    UNION ALL
    SELECT coalesce(f.supplier, 'not stated'), f.supplier_iso3::text,
           coalesce(f.recipient, 'not stated'),
           f.recipient_iso3::text, k.kind, k.weight,
           'trend-indicator value, millions', f.year, true
      FROM arms.flow f
     CROSS JOIN LATERAL (VALUES ('ordered', f.tiv_ordered),
           ('delivered', f.tiv_delivered)) k (kind, weight)
     WHERE k.weight IS NOT NULL
)
SELECT p.supplier AS source, p.supplier_iso3 AS source_iso3,
       p.recipient AS target, p.recipient_iso3 AS target_iso3, p.kind,
       sum(p.weight) AS weight, p.unit, count(*) AS parts,
       min(p.year) AS first_year, max(p.year) AS last_year, p.is_restricted
  FROM part p
 GROUP BY p.supplier, p.supplier_iso3, p.recipient, p.recipient_iso3, p.kind,
       p.unit, p.is_restricted;

SELECT arms_internal.explain('flow_edge', $$
Who sold to whom: of each pair what Congress was notified of, and what was ordered
and delivered by SIPRI's register, over all years

source: who sells, by our name
source_iso3: null for an organisation or an unknown party
target: who buys, by our name; several for a notice of several purchasers, not
    stated for one that names none
target_iso3: likewise
kind: notified, ordered or delivered
weight: what it amounts to, over the parts that tell; null if none does
unit: of the weight
parts: how many notices it is made of, or rows of flow
first_year, last_year: of these; null where they do not tell
is_restricted: of a source whose licence limits who may be given all of it
$$);
