#!/bin/sh
# Heads of notices in the layouts of thirty years, cut off behind 2,000 characters:
# what the letters and value tables say is read, and each says that it is cut off.
set -u
. tests/lib.sh

REAL=../shared/data
if [ ! -d "$REAL/federal-register/cut" ] ||
    [ ! -d "$REAL/congressional-record" ]; then
	echo "1..0 # SKIP the publishers' own documents are not here"
	exit
fi
database
run migrate
run import --force federal-register "$REAL"/federal-register/cut/*
run import --force congressional-record "$REAL"/congressional-record/*
run replay

heads() { # SURFACE
	sql "SELECT transmittal, authority, kind, amends,
	            (SELECT string_agg(coalesce(x.iso3, '?'), ' ' ORDER BY position)
	               FROM arms.publication_purchaser x
	              WHERE x.document_id = p.document_id),
	            mde_usd::bigint, total_usd::bigint, published_on
	       FROM arms.publication p WHERE surface = '$1'
	      ORDER BY transmittal COLLATE \"C\""
}
is "$(heads federal_register)" \
"11-32|36(b)(1)|original||POL|45000000|200000000|2011-08-03
11-34|36(b)(1)|original||TWN|0|52000000|
13-6|36(b)(1)|original||?|0|300000000|2013-05-06
13-74|36(b)(1)|original||LBY|0|600000000|2014-01-31
14-24|36(b)(1)|original||PHL|31000000|61000000|2014-07-31
14-57|36(b)(1)|original||GRC|0|188000000|2014-12-02
17-0A|36(b)(5)(C)|enhancement|09-36|AUS|0||
17-19|36(b)(1)|original||?|0||2017-05-26
20-23|36(b)(1)|original||KOR|0|675000000|2020-04-27
21-66|36(b)(1)|original||TWN|0|100000000|2023-09-27
22-22|36(b)(1)|original||TWN|0|120000000|
97-15|36(b)(1)|original||AUS||27000000|1997-05-20
97-9|36(b)(1)|original||TWN||95000000|1997-02-27" \
    "the Register's, from letters as text to tables"
is "$(heads congressional_record)" \
"0L-22|36(b)(5)(A)|enhancement|21-17||||2022-09-06
16-80|36(b)(1)|original||KWT||319000000|2017-04-04
19-40|36(b)(1)|original||EGY|||2019-07-30
19-54|36(b)(1)|original||JPN||140000000|
19-60|36(b)(1)|original||ARE||150000000|
20-43|36(b)(1)|original|||||2020-09-29
20-44|36(b)(1)|original||ISR|0|3000000000|
20-58|36(b)(1)|original||SAU||350000000|2020-12-01
21-69|36(b)(1)|original||SAU||500000000|2023-09-21
23-1|36(b)(5)(C)|enhancement|11-5||||2023-05-30
24-0J|36(b)(5)(C)|enhancement|20-76||||2024-09-10
24-12|36(b)(1)|original||SAU||250000000|2024-05-01
25-38|36(b)(1)|original||LBN||100000000|" \
    "the Record's, whatever is lost of their layout"
is "$(sql "SELECT regexp_replace(url, '.*/', '') FROM arms.document d
            WHERE source IN ('federal-register', 'congressional-record')
              AND NOT EXISTS (SELECT FROM arms.publication p
                               WHERE p.document_id = d.document_id)")" \
    "2016-04-07_S1802_docslib-pdftext.txt" "mixed columns give no notice"
is "$(sql "SELECT count(*) FROM arms.publication p
            WHERE NOT EXISTS (SELECT FROM arms.fault f
                               WHERE f.document_id = p.document_id
                                 AND (f.reason ~ 'cut off' OR f.reason ~
                                      'the item is missing'))")" 0 \
    "each of the others says that it is not whole"

done_testing
