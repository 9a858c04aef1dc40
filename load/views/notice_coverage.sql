-- Which surfaces have a notice, since when, and how long after Congress was told.
CREATE OR REPLACE VIEW arms.notice_coverage AS
WITH shown AS (
    SELECT notice_id,
           min(published_on) FILTER (WHERE surface = 'federal_register')
               AS federal_register_on,
           min(published_on) FILTER (WHERE surface IN ('dsca', 'state'))
               AS page_on,
           min(published_on) FILTER (WHERE surface = 'congressional_record')
               AS congressional_record_on,
           min(published_on) AS first_published_on,
           array_agg(DISTINCT surface ORDER BY surface) AS surfaces
      FROM arms.notice_publication GROUP BY notice_id
)
SELECT n.notice_id, n.authority, n.transmittal, n.transmittal_year,
       n.transmittal_serial, n.purchaser_iso3, n.notified_on,
       s.surfaces, s.first_published_on, s.federal_register_on, s.page_on,
       s.congressional_record_on,
       s.federal_register_on - n.notified_on AS federal_register_lag,
       s.page_on - n.notified_on AS page_lag,
       s.congressional_record_on - n.notified_on AS congressional_record_lag,
       CASE WHEN s.surfaces <@ ARRAY['federal_register'] THEN 'register only'
            WHEN s.surfaces <@ ARRAY['dsca', 'state'] THEN 'page only'
            WHEN s.surfaces <@ ARRAY['congressional_record'] THEN 'record only'
            WHEN s.surfaces <@ ARRAY['dsca_library', 'dsca_pdf']
                THEN 'library only'
            ELSE 'several' END AS coverage
  FROM arms.notice n LEFT JOIN shown s USING (notice_id);

SELECT arms_internal.explain('notice_coverage', $$
For each notice the surfaces that have it, since when, and how many days after
it came to Congress

notice_id: the notice
authority, transmittal, transmittal_year, transmittal_serial, purchaser_iso3,
    notified_on: as in notice
surfaces: where it was published, as far as we fetched it
first_published_on: the first day of publication on any of them
federal_register_on: the day of the issue; null: not seen there
page_on: the day of a page of DSCA or of the Department of State; null: not seen
congressional_record_on: the day of the issue; null: not seen there
federal_register_lag: days from notified_on
page_lag: days from notified_on; 0 where that day is known by the page alone
congressional_record_lag: days from notified_on
coverage: register only, page only, record only, library only, or several
$$);
