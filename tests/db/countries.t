#!/bin/sh
# The lists of countries are in the database, and are whole: what every analysis
# joins on is there for every land.
. tests/lib.sh
database

run import federal-register \
    tests/golden/federal-register/era-2018-mde-items-several-towns.txt
run replay
is "$status" 0 "a notice is loaded, and the lists with it"

none() { # WHAT QUERY: it finds nothing
	is "$(sql "$2")" "" "$1"
}

# Countries

none "every land has a region" \
    "SELECT name FROM arms.country WHERE iso3 IS NOT NULL AND region IS NULL"
none "every country and territory has a subregion, but Antarctica" \
    "SELECT name FROM arms.country
      WHERE kind IN ('country', 'territory') AND subregion IS NULL
        AND region <> 'Antarctica'"
is "$(sql "SELECT count(m49), count(*) - count(m49) FROM arms.country
            WHERE kind IN ('country', 'territory')")" "248|8" \
    "all 248 of M49 have its number; eight others have none"
is "$(sql "SELECT count(cow) FROM arms.country
            WHERE kind IN ('country', 'territory')")" 195 \
    "all 195 states of the Correlates of War have theirs"
is "$(sql "SELECT count(DISTINCT region), count(DISTINCT subregion)
             FROM arms.country")" "6|22" "there are six regions, 22 subregions"
none "no subregion is of two regions" \
    "SELECT subregion FROM arms.country WHERE subregion IS NOT NULL
      GROUP BY 1 HAVING count(DISTINCT region) > 1"
is "$(sql "SELECT iso3, region, subregion, m49, cow FROM arms.country
            WHERE iso3 IN ('TWN', 'XKX') ORDER BY 1")" \
"TWN|Asia|Eastern Asia||713
XKX|Europe|Southern Europe||347" "Taiwan and Kosovo have a region, but no m49"
none "a former state and its successor lie in one region" \
    "SELECT f.name FROM arms.country f
       JOIN arms.country s ON s.iso3 = f.successor
      WHERE f.region <> s.region"
none "no successor is gone itself" \
    "SELECT f.name FROM arms.country f
       JOIN arms.country s ON s.iso3 = f.successor WHERE s.kind = 'former'"
is "$(sql "SELECT successor FROM arms.country
            WHERE iso3 IN ('SUN', 'YUG', 'CSK') ORDER BY iso3")" "
RUS
SRB" "the Soviet Union is continued by Russia, Czechoslovakia by none"
is "$(sql "SELECT name FROM arms.country
            WHERE kind = 'armed group' AND host IS NULL")" "Islamic State" \
    "every armed group has a host, but one that has several"
none "a land in the brackets of an armed group is its host" \
    "SELECT g.name FROM arms.country g
       JOIN arms.country h ON h.name = substring(g.name FROM '\(([^)]*)\)\$')
      WHERE g.kind = 'armed group' AND g.host <> h.iso3"

# Groups

is "$(sql "SELECT group_id, count(*) FROM arms.country_group
            WHERE until IS NULL GROUP BY 1 ORDER BY group_id COLLATE \"C\"")" \
"asean|11
aukus|3
brics|10
eu|27
five-eyes|5
gcc|6
major-non-nato-ally|21
nato|32
quad|4" "every group has as many members as today"
none "every member is a country" \
    "SELECT g.group_id, g.iso3 FROM arms.country_group g
       LEFT JOIN arms.country c USING (iso3) WHERE c.kind IS DISTINCT FROM
           'country'"
none "no country is twice in one group at one time" \
    "SELECT a.group_id, a.iso3 FROM arms.country_group a
       JOIN arms.country_group b USING (group_id, iso3)
      WHERE a.since < b.since AND coalesce(a.until, 'infinity') >= b.since"
none "every day has an address where it was read" \
    "SELECT group_id, iso3 FROM arms.country_group
      WHERE source !~ '^https?://'"
none "who waits 15 days as a member of NATO is one from that day" \
    "SELECT c.name FROM arms.country c
       FULL JOIN (SELECT * FROM arms.country_group
                   WHERE group_id = 'nato' AND iso3 <> 'USA') g USING (iso3)
      WHERE (c.waits_15_days = 'NATO' AND c.iso3 IS NOT NULL
             OR g.iso3 IS NOT NULL)
        AND c.waits_15_days_since IS DISTINCT FROM g.since"
none "none is in NATO and a major non-NATO ally" \
    "SELECT iso3 FROM arms.country_group WHERE group_id = 'nato'
     INTERSECT
     SELECT iso3 FROM arms.country_group
      WHERE group_id = 'major-non-nato-ally'"

in_group() { # COUNTRY GROUP DAY WANTED
	is "$(sql "SELECT coalesce(arms.in_group('$1', '$2', '$3')::text, '-')")" \
	    "$4" "$1 in $2 on $3: $4"
}

in_group SWE nato 2024-03-06 false
in_group SWE nato 2024-03-07 true
in_group GBR eu 1972-12-31 false
in_group GBR eu 2020-01-31 true
in_group GBR eu 2020-02-01 false
in_group AFG major-non-nato-ally 2012-07-05 false
in_group AFG major-non-nato-ally 2022-09-23 true
in_group AFG major-non-nato-ally 2022-09-24 false
in_group FRA gcc 2024-01-01 false
in_group FRA natoo 2024-01-01 -
is "$(sql "SELECT count(arms.in_group(iso3, 'nato', '2024-03-07'))
                  FILTER (WHERE arms.in_group(iso3, 'nato', '2024-03-07'))
             FROM arms.country")" 32 "all parties can be asked for at once"
is "$(sql "SELECT arms.in_group(NULL, 'nato', '2024-03-07') IS NULL")" t \
    "of no country it is not known"

done_testing
