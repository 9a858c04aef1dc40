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

done_testing
