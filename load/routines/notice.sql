-- Which notice a publication is about. A notice is its authority and its
-- transmittal, never an address; one without a number stands alone.
CREATE OR REPLACE FUNCTION arms.notice_key(
    authority text, transmittal text, url text, number integer) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN transmittal IS NULL
        THEN coalesce(authority, '36') || ' ' || url || '#' || number
        ELSE coalesce(authority, '36') || ' ' || transmittal END
$$;

-- Which publication is believed first: a correction over what it corrects,
-- the Federal Register over a page, a page over the Congressional Record.
CREATE OR REPLACE FUNCTION arms.surface_rank(kind text, surface text)
RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN kind = 'correction' THEN 0
        ELSE CASE surface WHEN 'federal_register' THEN 1 WHEN 'dsca' THEN 2
        WHEN 'state' THEN 2 WHEN 'congressional_record' THEN 3 ELSE 4 END END
$$;

-- The rows of the newest version of each page.
CREATE OR REPLACE FUNCTION arms.current_publication(
    of_surface text, of_url text) RETURNS SETOF arms.publication
LANGUAGE sql STABLE AS $$
    SELECT p.* FROM arms.publication p
     WHERE p.surface = of_surface AND p.url = of_url
       AND p.document_id = (
        SELECT q.document_id
          FROM arms.publication q JOIN arms.document d USING (document_id)
         WHERE q.surface = of_surface AND q.url = of_url
         ORDER BY q.version DESC NULLS LAST, d.fetched_at DESC, d.document_id
         LIMIT 1)
$$;

-- jsonb ["a", "b"] as text[]
CREATE OR REPLACE FUNCTION arms.text_array(list jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT array_agg(value ORDER BY position)
      FROM jsonb_array_elements_text(list) WITH ORDINALITY e (value, position)
$$;

-- Finds out anew where each touched page belongs: fills new_notice_publication
-- for the notices in touched_notice.
CREATE OR REPLACE FUNCTION arms.place_publications() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    CREATE TEMP TABLE placed ON COMMIT DROP AS
    SELECT arms.notice_key(p.authority, p.transmittal, p.url, p.number)
               AS notice_id, p.*
      FROM touched_page t
     CROSS JOIN LATERAL arms.current_publication(t.surface, t.url) p;

    -- A correction without a number belongs to what it corrects.
    UPDATE placed p SET notice_id = coalesce(
        (SELECT min(o.notice_id) FROM placed o WHERE o.url = p.corrects),
        (SELECT min(o.notice_id) FROM arms.notice_publication o
          WHERE o.url = p.corrects),
        p.notice_id)
     WHERE p.transmittal IS NULL AND p.kind = 'correction';

    CREATE TEMP TABLE touched_notice ON COMMIT DROP AS
    SELECT notice_id FROM placed
    UNION
    SELECT notice_id FROM arms.notice_publication
      JOIN touched_page USING (surface, url);

    PERFORM arms.stage('notice_publication');
    INSERT INTO new_notice_publication
    SELECT notice_id, document_id, number, surface, url, published_on, kind,
           total_usd, mde_usd, purchaser_iso3, delivered_on,
           md5(row(published_on, kind, total_usd, mde_usd, purchaser_iso3,
               delivered_on)::text)::uuid
      FROM placed
    UNION ALL -- the other pages of the same notices stay as they are
    SELECT notice_id, document_id, number, surface, url, published_on, kind,
           total_usd, mde_usd, purchaser_iso3, delivered_on, row_hash
      FROM arms.notice_publication JOIN touched_notice USING (notice_id)
     WHERE (surface, url) NOT IN (SELECT surface, url FROM touched_page);
END $$;

-- What the publications of the touched notices say together: of each field
-- the value of the first publication that has one.
CREATE OR REPLACE FUNCTION arms.join_publications() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    CREATE TEMP TABLE said ON COMMIT DROP AS
    SELECT n.notice_id, p.*, row_number() OVER (
               PARTITION BY n.notice_id
               ORDER BY arms.surface_rank(p.kind, p.surface),
                        CASE WHEN p.kind = 'correction'
                             THEN p.published_on END DESC NULLS LAST,
                        p.published_on NULLS LAST, p.surface, p.url, p.number
           ) AS rank
      FROM arms.notice_publication n
      JOIN touched_notice USING (notice_id)
      JOIN arms.publication p USING (document_id, number);

    PERFORM arms.stage('notice');
    INSERT INTO new_notice
    SELECT v.*, md5(row(transmittal, authority, kind, title, purchaser_name,
               purchaser_iso3, mde_usd, other_usd, total_usd, threshold_usd,
               funding_source, military_department, case_designators,
               prior_cases, amends, delivered_on, announced_on, review_days,
               review_ends_on, description, us_government_reps,
               contractor_reps)::text)::uuid
      FROM (
        SELECT notice_id,
               -- a correction tells its own kind only when it is alone
               (array_agg(document_id ORDER BY kind = 'correction', rank))[1],
               arms.first_said(transmittal ORDER BY rank) AS transmittal,
               arms.first_said(authority ORDER BY rank) AS authority,
               arms.first_said(kind ORDER BY kind = 'correction', rank) AS kind,
               arms.first_said(title ORDER BY rank) AS title,
               arms.first_said(purchaser_name ORDER BY rank) AS purchaser_name,
               -- of the publication whose name is taken, also if it has none
               (array_agg(purchaser_iso3 ORDER BY rank)
                   FILTER (WHERE purchaser_name IS NOT NULL))[1]
                   AS purchaser_iso3,
               arms.first_said(mde_usd ORDER BY rank) AS mde_usd,
               arms.first_said(other_usd ORDER BY rank) AS other_usd,
               arms.first_said(total_usd ORDER BY rank) AS total_usd,
               arms.first_said(threshold_usd ORDER BY rank) AS threshold_usd,
               arms.first_said(funding_source ORDER BY rank) AS funding_source,
               arms.first_said(military_department ORDER BY rank)
                   AS military_department,
               arms.text_array(arms.first_said(case_designators ORDER BY rank))
                   AS case_designators,
               arms.text_array(arms.first_said(prior_cases ORDER BY rank))
                   AS prior_cases,
               arms.first_said(amends ORDER BY rank) AS amends,
               arms.first_said(delivered_on ORDER BY rank) AS delivered_on,
               arms.first_said(announced_on ORDER BY rank) AS announced_on,
               arms.first_said(review_days ORDER BY rank) AS review_days,
               arms.first_said(review_ends_on ORDER BY rank) AS review_ends_on,
               arms.first_said(description ORDER BY rank) AS description,
               arms.first_said(us_government_reps ORDER BY rank)
                   AS us_government_reps,
               arms.first_said(contractor_reps ORDER BY rank)
                   AS contractor_reps
          FROM said GROUP BY notice_id) v;
END $$;

-- Purchasers, items and contractors are those of the first publication that
-- names any.
CREATE OR REPLACE FUNCTION arms.join_lists() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arms.stage(t) FROM unnest(ARRAY['notice_purchaser', 'notice_item',
        'notice_contractor']) t;

    INSERT INTO new_notice_purchaser
    SELECT s.notice_id, c.position, c.document_id, c.iso3, c.name, c.row_hash
      FROM (SELECT DISTINCT ON (notice_id) notice_id, document_id, number
              FROM said s WHERE EXISTS (
                SELECT FROM arms.publication_purchaser c
                 WHERE (c.document_id, c.number) = (s.document_id, s.number))
             ORDER BY notice_id, rank) s
      JOIN arms.publication_purchaser c USING (document_id, number);

    INSERT INTO new_notice_item
    SELECT s.notice_id, c.position, c.document_id, c.quantity,
           c.quantity_text, c.precision, c.designation, c.is_mde, c.category,
           c.row_hash
      FROM (SELECT DISTINCT ON (notice_id) notice_id, document_id, number
              FROM said s WHERE EXISTS (
                SELECT FROM arms.publication_item c
                 WHERE (c.document_id, c.number) = (s.document_id, s.number))
             ORDER BY notice_id, rank) s
      JOIN arms.publication_item c USING (document_id, number);

    INSERT INTO new_notice_contractor
    SELECT s.notice_id, c.position, c.document_id, c.contractor_id, c.name,
           c.city, c.region, c.row_hash
      FROM (SELECT DISTINCT ON (notice_id) notice_id, document_id, number
              FROM said s WHERE EXISTS (
                SELECT FROM arms.publication_contractor c
                 WHERE (c.document_id, c.number) = (s.document_id, s.number))
             ORDER BY notice_id, rank) s
      JOIN arms.publication_contractor c USING (document_id, number);
END $$;

-- Two publications that both state a value and differ in it. What a
-- correction says differs because it is one.
CREATE OR REPLACE FUNCTION arms.find_discrepancies() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arms.stage('discrepancy');
    INSERT INTO new_discrepancy
    SELECT a.notice_id, f.field, a.surface, a.url, b.surface, b.url,
           b.document_id, f.value_a, f.value_b,
           md5(row(f.value_a, f.value_b)::text)::uuid
      FROM said a
      JOIN said b ON b.notice_id = a.notice_id AND b.rank > a.rank
       AND (b.surface, b.url) <> (a.surface, a.url)
     CROSS JOIN LATERAL (VALUES
        ('total_usd', a.total_usd::text, b.total_usd::text),
        ('mde_usd', a.mde_usd::text, b.mde_usd::text),
        ('purchaser_iso3', a.purchaser_iso3::text, b.purchaser_iso3::text),
        ('delivered_on', a.delivered_on::text, b.delivered_on::text),
        ('announced_on', a.announced_on::text, b.announced_on::text)
      ) f (field, value_a, value_b)
     WHERE a.kind <> 'correction' AND b.kind <> 'correction'
       AND f.value_a <> f.value_b;
END $$;
