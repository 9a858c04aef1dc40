-- The touched notices, put together from their publications.

-- Ranks the publications of each touched notice: the first is believed first.
-- Reads new_notice_publication, arms.publication, and what purchasers_of()
--   reads.
-- Fills ranked_publications.
CREATE OR REPLACE FUNCTION arms_internal.rank_publications() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ranked_publications
    SELECT n.notice_id, p.*,
           b.purchasers, b.are_listed,
           row_number() OVER (
               PARTITION BY n.notice_id
               ORDER BY arms_internal.surface_rank(p.kind, p.surface),
                        CASE WHEN p.kind = 'correction'
                             THEN p.published_on END DESC NULLS LAST,
                        p.published_on NULLS LAST, p.surface, p.url, p.number
           ) AS rank
      FROM new_notice_publication n
      JOIN arms.publication p USING (document_id, number)
     CROSS JOIN LATERAL arms_internal.purchasers_of(p.document_id, p.number,
            p.purchaser_iso3, p.purchaser_name) b;
    ANALYZE ranked_publications (notice_id, document_id, number);
END $$;

-- By what it is known when a notice came to Congress. A letter under section
-- 36(c) or (d) states its own date and not that of its delivery.
-- Reads nothing.
CREATE OR REPLACE FUNCTION arms_internal.notified_basis(authority text,
    delivered_on date, announced_on date, notified_on date) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN delivered_on IS NOT NULL AND authority ~ '^36\((c|d)\)'
                    THEN 'letter'
                WHEN delivered_on IS NOT NULL THEN 'delivered'
                WHEN announced_on IS NOT NULL THEN 'announced'
                WHEN notified_on IS NOT NULL THEN 'published' END
$$;

-- Of each field the value of the first publication that has one. notified_on is the
-- first day of publication; complete_notices() has the rest.
-- Reads ranked_publications; fills new_notice.
CREATE OR REPLACE FUNCTION arms_internal.join_notices() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO new_notice (notice_id, document_id, transmittal, authority,
           kind, title, purchaser_name, purchaser_iso3, mde_usd, other_usd,
           total_usd, threshold_usd, funding_source, military_department,
           case_designators, prior_cases, amends, delivered_on, announced_on,
           review_days, description, us_government_reps, contractor_reps,
           usml_categories, added_usd, mde_added_usd, other_added_usd,
           emergency, notified_on)
    SELECT notice_id,
           -- a correction gives its own kind only when it is alone
           (array_agg(document_id ORDER BY kind = 'correction', rank))[1],
           arms_internal.first_known(transmittal ORDER BY rank),
           arms_internal.first_known(authority
               ORDER BY NOT arms_internal.prints_authority(surface), rank),
           arms_internal.first_known(kind ORDER BY kind = 'correction',
               NOT arms_internal.prints_authority(surface), rank),
           arms_internal.first_known(title ORDER BY rank),
           -- of the publication whose list is taken, also if it has none
           (array_agg(purchaser_name ORDER BY NOT are_listed, rank)
               FILTER (WHERE are_listed
                          OR purchaser_name IS NOT NULL))[1],
           (array_agg(purchaser_iso3 ORDER BY NOT are_listed, rank)
               FILTER (WHERE are_listed
                          OR purchaser_name IS NOT NULL))[1],
           arms_internal.first_known(mde_usd ORDER BY rank),
           arms_internal.first_known(other_usd ORDER BY rank),
           arms_internal.first_known(total_usd ORDER BY rank),
           arms_internal.first_known(threshold_usd ORDER BY rank),
           arms_internal.first_known(funding_source ORDER BY rank),
           arms_internal.first_known(military_department ORDER BY rank),
           arms_internal.text_array(
               arms_internal.first_known(case_designators ORDER BY rank)),
           arms_internal.text_array(arms_internal.first_known(prior_cases ORDER BY rank)),
           arms_internal.first_known(amends ORDER BY rank),
           arms_internal.first_known(delivered_on ORDER BY rank),
           arms_internal.first_known(announced_on ORDER BY rank),
           arms_internal.first_known(review_days ORDER BY rank),
           arms_internal.first_known(description ORDER BY rank),
           arms_internal.first_known(us_government_reps ORDER BY rank),
           arms_internal.first_known(contractor_reps ORDER BY rank),
           arms_internal.text_array(
               arms_internal.first_known(usml_categories ORDER BY rank)),
           arms_internal.first_known(added_usd ORDER BY rank),
           arms_internal.first_known(mde_added_usd ORDER BY rank),
           arms_internal.first_known(other_added_usd ORDER BY rank),
           -- whoever does not speak of an emergency does not deny it
           bool_or(emergency),
           -- a file is of the day on which it was put up anew
           min(published_on) FILTER (WHERE kind <> 'correction'
               AND surface NOT IN ('dsca_pdf', 'dsca_library'))
      FROM ranked_publications GROUP BY notice_id;
END $$;

-- What follows from the values of a notice, be they read or corrected: when it came
-- to Congress, until when that may review it, and the hash of the row.
-- Changes new_notice.
CREATE OR REPLACE FUNCTION arms_internal.complete_notices() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE new_notice n
       SET (review_days, notified_on, notified_basis, review_ends_on) = (
            SELECT days, day, arms_internal.notified_basis(n.authority, n.delivered_on,
                       n.announced_on, day), day + days
              FROM (SELECT CASE WHEN n.emergency IS NOT TRUE
                                THEN n.review_days END AS days,
                           coalesce(n.delivered_on, n.announced_on,
                               n.notified_on) AS day) d);
    UPDATE new_notice
       SET row_hash = md5(concat(row(notice_id, document_id, transmittal,
               authority, kind, title, purchaser_name, purchaser_iso3, mde_usd,
               other_usd, total_usd, threshold_usd, funding_source,
               military_department, case_designators, prior_cases, amends,
               delivered_on, announced_on, review_days, description,
               us_government_reps, contractor_reps, usml_categories, added_usd,
               mde_added_usd, other_added_usd, emergency, notified_on,
               notified_basis, review_ends_on), corrected))::uuid;
END $$;

-- Two publications that both state a value and differ in it, be it by rounding.
-- What a correction states differs because it is one. Purchasers are compared
-- by what they are and not by what they are called.
-- Reads ranked_publications; fills new_discrepancy.
CREATE OR REPLACE FUNCTION arms_internal.find_discrepancies() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO new_discrepancy (notice_id, field, surface_a, url_a,
           surface_b, url_b, document_id, value_a, value_b, row_hash)
    SELECT DISTINCT ON (a.notice_id, f.field, a.surface, a.url, b.surface,
           b.url)
           a.notice_id, f.field, a.surface, a.url, b.surface, b.url,
           b.document_id, f.value_a, f.value_b,
           md5(row(b.document_id, f.value_a, f.value_b)::text)::uuid
      FROM ranked_publications a
      JOIN ranked_publications b
        ON b.notice_id = a.notice_id AND b.rank > a.rank
       AND (b.surface, b.url) <> (a.surface, a.url)
     CROSS JOIN LATERAL (VALUES
        ('total_usd', a.total_usd::text, b.total_usd::text),
        ('mde_usd', a.mde_usd::text, b.mde_usd::text),
        ('other_usd', a.other_usd::text, b.other_usd::text),
        ('threshold_usd', a.threshold_usd::text, b.threshold_usd::text),
        (CASE WHEN a.purchaser_iso3 IS NULL OR b.purchaser_iso3 IS NULL
            THEN 'purchasers' ELSE 'purchaser_iso3' END,
            array_to_string(a.purchasers, ', '),
            array_to_string(b.purchasers, ', ')),
        ('delivered_on', a.delivered_on::text, b.delivered_on::text),
        ('announced_on', a.announced_on::text, b.announced_on::text)
      ) f (field, value_a, value_b)
     WHERE a.kind <> 'correction' AND b.kind <> 'correction'
       AND f.value_a <> f.value_b
     ORDER BY a.notice_id, f.field, a.surface, a.url, b.surface, b.url,
           a.rank, b.rank;
END $$;
