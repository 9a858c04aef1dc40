-- Who supplied what to whom, year by year, from SIPRI's register of deals: orders by
-- the year of the order, deliveries by their years. A deal that was delivered in
-- several years does not say how much in which: it is spread evenly over them, and
-- what is so estimated says so.
CREATE OR REPLACE VIEW arms.flow AS
WITH deal AS (
    SELECT * FROM arms_as_of.transfer WHERE dataset = 'sipri-deals'
), part AS (
    SELECT supplier, supplier_iso3, recipient, recipient_iso3,
           order_year AS year, equipment_category, family,
           number_ordered AS ordered, tiv_ordered,
           NULL::numeric AS delivered, NULL::numeric AS tiv_delivered,
           NULL::numeric AS spread, NULL::numeric AS tiv_spread,
           coalesce(order_year_uncertain, false)
               OR coalesce(number_ordered_uncertain, false) AS is_uncertain
      FROM deal WHERE num_nonnulls(number_ordered, tiv_ordered) > 0
    UNION ALL
    SELECT supplier, supplier_iso3, recipient, recipient_iso3, y.year,
           equipment_category, family, NULL, NULL,
           number_delivered / years, tiv_delivered / years,
           CASE WHEN years > 1 THEN number_delivered / years END,
           CASE WHEN years > 1 THEN tiv_delivered / years END,
           coalesce(delivery_years_uncertain, false)
               OR coalesce(number_delivered_uncertain, false)
      FROM deal
     CROSS JOIN LATERAL (
        SELECT greatest(coalesce(cardinality(delivery_years), 1), 1)) c (years)
      LEFT JOIN LATERAL unnest(delivery_years) y (year) ON true
     WHERE num_nonnulls(number_delivered, tiv_delivered) > 0
)
SELECT supplier, supplier_iso3, recipient, recipient_iso3, year,
       equipment_category, family, sum(ordered) AS ordered,
       sum(tiv_ordered) AS tiv_ordered,
       trim_scale(round(sum(delivered), 12)) AS delivered,
       trim_scale(round(sum(tiv_delivered), 12)) AS tiv_delivered,
       trim_scale(round(sum(spread), 12)) AS delivered_spread,
       trim_scale(round(sum(tiv_spread), 12)) AS tiv_spread,
       bool_or(is_uncertain) AS is_uncertain
  FROM part
 GROUP BY supplier, supplier_iso3, recipient, recipient_iso3, year,
          equipment_category, family;

SELECT arms_internal.explain('flow', $$
Orders and deliveries of SIPRI's register of deals by supplier, recipient, year,
category and family. TIV is a volume in millions and no money. It follows
arms.as_of()

supplier: by our name; an unknown one is "unknown"
supplier_iso3: null for an organisation, an armed group or an unknown party
recipient: likewise
recipient_iso3: likewise
year: of the order, and of the delivery; null where the register does not tell
equipment_category: of equipment_category
family: of equipment_family; null for what is of none
ordered: how many were ordered in that year
tiv_ordered: the trend-indicator value of all that was ordered, in millions
delivered: how many were delivered in that year, delivered_spread among them
tiv_delivered: the trend-indicator value of what was delivered, tiv_spread among
    it
delivered_spread: the part that is an even share of a delivery over several
    years: an estimate of ours; null if there is none
tiv_spread: likewise
is_uncertain: whether the register itself marks a year or a number of it as
    uncertain
$$);
