-- What changed policy on arms sales, and when: the list of config/reference
-- and the documents that were published, each in its newest version.
CREATE OR REPLACE VIEW arms.policy AS
SELECT occurred_on AS on_day, kind, title, identifier, source AS url,
       NULL::date AS effective_on, NULL::date AS comments_close_on,
       NULL::text AS cfr, NULL::uuid AS document_id
  FROM arms.policy_event
UNION ALL
SELECT coalesce(signed_on, published_on), kind, title, identifier, url,
       effective_on, comments_close_on, cfr, document_id
  FROM (SELECT DISTINCT ON (p.identifier) p.*
          FROM arms.policy_document p
          JOIN arms.document d USING (document_id)
         ORDER BY p.identifier, d.fetched_at DESC, d.warc_file DESC,
               d.warc_offset DESC) newest;

SELECT arms_internal.explain('policy', $$
Days on which policy on arms sales changed, was proposed or explained

on_day: when it was signed or handed over; else published
kind, title, identifier: as in policy_document
url: where it can be read
effective_on, comments_close_on, cfr: as in policy_document
document_id: the document; null for an event of policy_event
$$);
