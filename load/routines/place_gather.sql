-- Which publications have to be placed anew when some pages are touched. The
-- temporary table `placed` gets them all, so that placing them looks at nothing
-- else, and comes to the same whatever came first.

-- Publications that stand as they are, on pages that are not touched.
CREATE OR REPLACE FUNCTION arms.gather(condition text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    gathered bigint;
BEGIN
    EXECUTE
        'INSERT INTO placed'
        ' SELECT p.document_id, p.number, p.surface, p.url, p.published_on,'
        '  p.kind, p.authority, p.transmittal, p.corrects, p.total_usd,'
        '  p.mde_usd, p.purchaser_iso3, p.delivered_on, p.announced_on,'
        '  b.purchasers'
        ' FROM arms.publication p'
        ' JOIN arms.notice_publication n USING (document_id, number)'
        ' CROSS JOIN LATERAL arms.purchasers_of(p.document_id, p.number,'
        '  p.purchaser_iso3, p.purchaser_name) b'
        ' WHERE ' || condition ||
        ' AND NOT EXISTS (SELECT FROM touched_page t'
        '  WHERE (t.surface, t.url) = (p.surface, p.url))'
        ' ON CONFLICT DO NOTHING';
    GET DIAGNOSTICS gathered = ROW_COUNT;
    RETURN gathered;
END $$;

-- What the touched pages say now.
CREATE OR REPLACE FUNCTION arms.gather_touched() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arms.find_speaking_documents();
    CREATE TEMP TABLE placed (
        document_id    uuid,
        number         integer,
        surface        text,
        url            text,
        published_on   date,
        kind           text,
        authority      text,
        transmittal    text,
        corrects       text,
        total_usd      numeric(20,2),
        mde_usd        numeric(20,2),
        purchaser_iso3 char(3),
        delivered_on   date,
        announced_on   date,
        purchasers     text[],
        base           text, -- authority and transmittal
        notice_id      text,
        matched_by     text,
        is_shared      boolean NOT NULL DEFAULT false,
        PRIMARY KEY (document_id, number)
    ) ON COMMIT DROP;
    INSERT INTO placed
    SELECT p.document_id, p.number, p.surface, p.url, p.published_on, p.kind,
           p.authority, p.transmittal, p.corrects, p.total_usd, p.mde_usd,
           p.purchaser_iso3, p.delivered_on, p.announced_on,
           b.purchasers
      FROM speaking JOIN arms.publication p USING (surface, url, document_id)
     CROSS JOIN LATERAL arms.purchasers_of(p.document_id, p.number,
            p.purchaser_iso3, p.purchaser_name) b;
    ANALYZE placed;
END $$;

-- Those without a number that may belong to a touched number, or did; and the
-- numbers to which those that are gathered may belong.
CREATE OR REPLACE FUNCTION arms.gather_unnumbered() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO touched_total
    SELECT DISTINCT total_usd FROM placed
     WHERE transmittal IS NOT NULL AND total_usd IS NOT NULL
    EXCEPT SELECT total_usd FROM touched_total;
    PERFORM arms.gather('p.transmittal IS NULL AND p.kind <> ''correction'''
        ' AND p.total_usd IN (SELECT total_usd FROM touched_total)');

    CREATE TEMP TABLE candidate_number ON COMMIT DROP AS
    SELECT DISTINCT p.transmittal
      FROM placed u JOIN arms.publication p ON p.total_usd = u.total_usd
     CROSS JOIN LATERAL arms.purchasers_of(p.document_id, p.number,
            p.purchaser_iso3, p.purchaser_name) b
     WHERE u.transmittal IS NULL AND u.kind <> 'correction'
       AND p.transmittal IS NOT NULL
       AND b.purchasers = u.purchasers
    EXCEPT SELECT transmittal FROM touched_number;
    PERFORM arms.gather(
        'p.transmittal IN (SELECT transmittal FROM candidate_number)');
END $$;

CREATE OR REPLACE FUNCTION arms.gather_publications() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arms.gather_touched();
    PERFORM arms.gather(
        'p.transmittal IN (SELECT transmittal FROM touched_number)');
    PERFORM arms.gather_unnumbered();
    -- corrections of what is gathered, and corrections of these
    WHILE arms.gather('p.kind = ''correction'' AND p.transmittal IS NULL'
        ' AND p.corrects IN (SELECT url FROM placed'
        '  UNION SELECT url FROM touched_page)') > 0
    LOOP
    END LOOP;
    ANALYZE placed;
END $$;
