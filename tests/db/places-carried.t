#!/bin/sh
# Where publications say what they say was a row for each value, with a version for
# each; a database with such rows is carried over, and its past is as it was.
set -u
. tests/lib.sh

bare_database
migrated_to 0022
sql "INSERT INTO arms.source (source) VALUES ('dsca');
     INSERT INTO arms.run (run_id, command, source, version, mode, status)
     OVERRIDING SYSTEM VALUE
     SELECT n, 'load', 'dsca', '0', 'load', 'ok' FROM generate_series(1, 3) n;
     INSERT INTO arms.document (document_id, source, url, sha256, fetched_at,
            media_type, bytes, warc_file, warc_offset, records, row_hash,
            run_id, valid_from)
     VALUES ('00000000-0000-0000-0000-00000000000a', 'dsca', 'https://a', 'a',
             now(), 'text/html', 1, 'f', 1, 1, gen_random_uuid(), 1, now());
     INSERT INTO arms.publication (document_id, number, surface, url, version,
            kind, row_hash, run_id, valid_from)
     SELECT document_id, n, 'dsca', url, 1, 'original', gen_random_uuid(), 1,
            now()
       FROM arms.document, generate_series(1, 2) n;
     CREATE TABLE public.place (number integer, field text, position integer,
         quote text, run_id bigint, valid_from timestamptz,
         valid_to timestamptz);
     INSERT INTO public.place VALUES
         (1, 'total_usd', 0, 'ten', 1, '2026-01-01', '2026-01-03'),
         (1, 'total_usd', 0, 'twelve', 3, '2026-01-03', NULL),
         (1, 'item.quantity', 1, 'a', 1, '2026-01-01', NULL),
         (1, 'item.quantity', 2, 'b', 2, '2026-01-02', '2026-01-03'),
         (2, 'title', 0, 'gone', 1, '2026-01-01', '2026-01-02');
     INSERT INTO arms.publication_place (document_id, number, field, position,
            is_printed, quote, row_hash, run_id, valid_from)
     SELECT '00000000-0000-0000-0000-00000000000a', number, field, position,
            true, quote, gen_random_uuid(), run_id, valid_from
       FROM public.place WHERE valid_to IS NULL;
     INSERT INTO arms_history.publication_place_history (document_id, number,
            field, position, is_printed, quote, row_hash, run_id, valid_from,
            valid_to)
     SELECT '00000000-0000-0000-0000-00000000000a', number, field, position,
            true, quote, gen_random_uuid(), run_id, valid_from, valid_to
       FROM public.place WHERE valid_to IS NOT NULL"
run migrate
is "$status" 0 "a database of the version before is migrated"

for day in 2025-12-31 2026-01-01 2026-01-02 2026-01-03 2026-02-01; do
	is "$(sql "SELECT arms.as_of('$day');
	           SELECT number, field, position, is_printed, quote
	             FROM arms_as_of.publication_place
	            ORDER BY number, field, position" | tail -n +2)" \
	    "$(sql "SELECT number, field, position, true, quote
	              FROM public.place
	             WHERE valid_from <= '$day'
	               AND coalesce(valid_to > '$day', true)
	             ORDER BY number, field, position")" \
	    "what stood on $day is what stood then"
done
is "$(sql "SELECT number, field, position, quote, run_id
             FROM arms.publication_place
            ORDER BY number, field, position")" \
    "1|item.quantity|1|a|3
1|total_usd|0|twelve|3" "what stands today has the last run of all of it"
is "$(sql "SELECT number, array_length(places, 1), run_id, valid_from::date,
                  valid_to::date
             FROM arms_history.publication_places_history
            ORDER BY number, valid_from")" \
    "1|2|1|2026-01-01|2026-01-02
1|3|2|2026-01-02|2026-01-03
2|1|1|2026-01-01|2026-01-02" "a publication has a version for each change"

done_testing
