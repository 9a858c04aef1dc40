#!/bin/sh
set -u
. tests/lib.sh
database
printf '#!/bin/sh\nexec "%s" --config "%s" "$@"\n' "$ARMSETL" "$HERE/conf" >"$HERE/armsetl"
chmod +x "$HERE/armsetl"
ARMSETL=$HERE/armsetl config/run-sample >"$HERE/out" 2>"$HERE/err"
ok $? "sample"
tests/cookbook >/tmp/place-data/new
psql -X -c "select d.source, f.field, f.reason, left(value_as_published,60), f.number from arms.fault f join arms.document d using (document_id) where value_as_published is not null and text_start is null and d.source in ('federal-register','ddtc','dsca','dsca-library','state','congressional-record') order by 1,2" >/tmp/place-data/q3 2>&1
psql -X -c "explain analyze select * from arms.evidence('36(b)(1) 18-182')" >>/tmp/place-data/q3 2>&1
done_testing
