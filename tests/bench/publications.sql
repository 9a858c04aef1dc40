-- Four publications of each of :notices notices, merged as one package. Every
-- fiftieth notice lacks its number on one surface.
CREATE TEMP TABLE made AS
SELECT n, surface, s,
       md5(n || surface || 'address')::uuid AS page,
       (mod(10 + n / 3000, 99))::text || '-' || (mod(n, 3000) + 1) AS transmittal,
       'A' || chr(65 + mod(n * 31, 25)) || chr(65 + mod(n * 17, 8)) AS iso3,
       (mod(n * 7919::bigint, 100000) + 1) * 10000
           + CASE WHEN mod(n * 4 + s, 10) = 0 THEN :change ELSE 0 END AS total,
       date '2000-01-01' + mod(n, 9000) AS delivered
  FROM generate_series(1, :notices) n
 CROSS JOIN (VALUES (0, 'federal_register'), (1, 'dsca'), (2, 'state'),
             (3, 'dsca_library')) v (s, surface);
INSERT INTO arms.source (source) VALUES ('bench');
INSERT INTO arms.run (command, source, mode, version)
VALUES ('bench', 'bench', 'live', 'bench');

BEGIN;
SELECT arms_internal.begin_package();
INSERT INTO new_document (document_id, source, url, sha256, fetched_at, bytes,
    warc_file, warc_offset, records, row_hash)
SELECT page, 'bench', 'https://example.org/' || surface || '/' || n, page,
       '2026-01-01', 1000, 'bench.warc.gz', n, 1, page
  FROM made;
INSERT INTO new_publication (document_id, number, surface, url, published_on,
    kind, authority, transmittal, title, purchaser_name, purchaser_iso3,
    mde_usd, other_usd, total_usd, delivered_on, announced_on, description,
    row_hash)
SELECT page, 1, surface, 'https://example.org/' || surface || '/' || n,
       delivered + 10 * s, 'original', '36(b)(1)',
       CASE WHEN surface <> 'state' OR mod(n, 50) <> 0 THEN transmittal END,
       'Country – Things', 'Government of ' || iso3, iso3, total / 2,
       total - total / 2, total, delivered,
       CASE WHEN s IN (1, 2) THEN delivered + 1 END,
       repeat('What would be sold, as printed. ', 20),
       md5(row(transmittal, iso3, total)::text)::uuid
  FROM made;
INSERT INTO new_publication_purchaser
SELECT page, 1, 1, iso3, 'Government of ' || iso3, md5(iso3)::uuid FROM made;
INSERT INTO new_publication_item (document_id, number, position, quantity,
    designation, row_hash)
SELECT page, 1, i, i, 'Thing ' || i, md5(i::text)::uuid
  FROM made CROSS JOIN generate_series(1, 3) i;
ANALYZE new_document, new_publication, new_publication_purchaser,
    new_publication_item;
SELECT * FROM arms_internal.merge_package((SELECT max(run_id) FROM arms.run));
COMMIT;
