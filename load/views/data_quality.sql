-- How many of the rows of a table tell each of its fields, by source and year of
-- publication. Counted column by column, whatever columns the table has.
-- Reads the table, arms.document, arms.edition.
CREATE OR REPLACE FUNCTION arms_internal.fields_told(target text)
RETURNS TABLE (source text, year integer, records bigint, told jsonb)
LANGUAGE plpgsql STABLE AS $$
BEGIN
    FOR source, year, records, told IN EXECUTE format(
        'SELECT d.source, extract(year FROM coalesce(d.published_on,'
        ' e.edition_at, d.fetched_at))::integer, count(*),'
        ' jsonb_build_object(%s)'
        ' FROM arms.%I t JOIN arms.document d USING (document_id)'
        ' LEFT JOIN arms.edition e USING (document_id)'
        ' WHERE d.taken_back IS NULL GROUP BY 1, 2',
        (SELECT string_agg(format('%1$L, count(t.%1$I)', attname), ', '
                           ORDER BY attnum)
           FROM pg_attribute
          WHERE attrelid = ('arms.' || target)::regclass AND attnum > 0
            AND NOT attisdropped AND attname <> ALL (arms_internal.own_columns()
                || '{document_id,number,line,row_hash,dataset}')), target)
    LOOP
        RETURN NEXT;
    END LOOP;
END $$;

-- What each source gave, year by year, and how well it could be read.
CREATE OR REPLACE VIEW arms.data_quality AS
WITH document AS (
    SELECT d.document_id, d.source,
           extract(year FROM coalesce(d.published_on, e.edition_at,
               d.fetched_at))::integer AS year
      FROM arms.document d LEFT JOIN arms.edition e USING (document_id)
     WHERE d.taken_back IS NULL
), documents AS (
    SELECT source, year, count(*) AS documents FROM document GROUP BY 1, 2
), counted AS MATERIALIZED (
    SELECT c.*
      FROM unnest('{publication,transfer,observation,policy_document,code,'
                  'contract_award}'::text[]) name, arms_internal.fields_told(name) c
), filled AS (
    -- a source of two tables has the fields of both
    SELECT c.source, c.year,
           jsonb_object_agg(f.key, round(f.value::numeric / c.records, 3))
               AS filled
      FROM counted c, jsonb_each_text(c.told) f
     GROUP BY 1, 2
), records AS (
    SELECT source, year, sum(records)::bigint AS records
      FROM counted GROUP BY 1, 2
), faults AS (
    SELECT source, year, sum(count)::bigint AS faults,
           jsonb_object_agg(field || ': ' || reason, count) AS by_reason
      FROM (SELECT d.source, d.year, f.field, f.reason, count(*) AS count
              FROM arms.fault f JOIN document d USING (document_id)
             GROUP BY 1, 2, 3, 4) f
     GROUP BY 1, 2
), differences AS (
    SELECT d.source, d.year, count(*) AS discrepancies
      FROM arms.discrepancy JOIN document d USING (document_id)
     GROUP BY 1, 2
), corrected AS (
    SELECT d.source, d.year, count(*) AS corrections
      FROM arms.correction_state s
      JOIN arms.notice n USING (notice_id)
      JOIN document d ON d.document_id = n.document_id
     WHERE s.state = 'applied'
     GROUP BY 1, 2
)
SELECT source, year, documents, coalesce(c.records, 0) AS records,
       coalesce(f.faults, 0) AS faults,
       coalesce(f.by_reason, '{}') AS faults_by_reason,
       coalesce(x.discrepancies, 0) AS discrepancies,
       coalesce(y.corrections, 0) AS corrections,
       coalesce(t.filled, '{}') AS filled
  FROM documents
  LEFT JOIN records c USING (source, year)
  LEFT JOIN filled t USING (source, year)
  LEFT JOIN faults f USING (source, year)
  LEFT JOIN differences x USING (source, year)
  LEFT JOIN corrected y USING (source, year)
 ORDER BY source, year;

SELECT arms_internal.explain('data_quality', $$
By source and year of publication: how much there is, what could not be read,
and how many of the records tell each field

source: as in document
year: of publication; of a register or a table, of its edition
documents: every version of every page; those that were taken back not
records: publications; deals and figures that stand today and were first said
    then; documents of policy; codes; contract awards
faults: what was published and could not be read, or should have been published
faults_by_reason: how many, by "field: reason"
discrepancies: where these documents differ from others about one notice
corrections: by researchers that are applied to notices of these documents
filled: for each field the share of records that tell it, from 0 to 1; many
    fields are rightly null, as an amendment's
$$);
