-- What was published of notices by a day, however much later we fetched it: of each
-- value the statement of the surface that is believed first among those published by
-- then. What we ourselves knew on a day is arms.notice_at().
-- Reads arms.notice, arms.notice_publication.
CREATE OR REPLACE FUNCTION arms.notice_published_by(day date)
RETURNS TABLE (notice_id text, authority text, transmittal text,
    first_published_on date, last_published_on date, surfaces text[],
    purchaser_iso3 char(3), delivered_on date, mde_usd numeric(20,2),
    total_usd numeric(20,2))
LANGUAGE sql STABLE AS $$
    SELECT n.notice_id, n.authority, n.transmittal, min(p.published_on),
           max(p.published_on), array_agg(DISTINCT p.surface),
           arms_internal.first_known(p.purchaser_iso3 ORDER BY rank, p.published_on,
               p.url, p.number),
           arms_internal.first_known(p.delivered_on ORDER BY rank, p.published_on,
               p.url, p.number),
           arms_internal.first_known(p.mde_usd ORDER BY rank, p.published_on,
               p.url, p.number),
           arms_internal.first_known(p.total_usd ORDER BY rank, p.published_on,
               p.url, p.number)
      FROM arms.notice n
      JOIN arms.notice_publication p USING (notice_id)
     CROSS JOIN LATERAL arms_internal.surface_rank(p.kind, p.surface) rank
     WHERE p.published_on <= $1
     GROUP BY n.notice_id, n.authority, n.transmittal
     ORDER BY n.notice_id COLLATE "C"
$$;
COMMENT ON FUNCTION arms.notice_published_by(date) IS
    'Notices as they were published by a day, by the days of publication and '
    'not of fetching: of a page that was changed since, its text of today; '
    'what a researcher corrected is as published';
