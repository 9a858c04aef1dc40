-- The entities of the schema arms and what refers to what, as a graph for dot of
-- graphviz, from the catalogue of a database that was migrated:
--
--	psql -XqAt -f docs/entities.sql | dot -Tsvg
--
-- A table shows its key (underlined) and the columns by which it refers. An arrow
-- goes from a reference to what it means; a dashed one is by value alone, where no
-- foreign key can hold: see SCHEMA.md.
SET search_path = pg_catalog;

CREATE TEMP TABLE entity AS
SELECT oid, relname::text AS name, CASE
       WHEN relname ~ '^(notice|discrepancy)' THEN 1
       WHEN relname ~ '^(publication|document|fault|run|source)' THEN 2
       WHEN relname ~ '^(edition|transfer|observation|series|code)' THEN 3
       WHEN relname ~ '^policy' THEN 4
       WHEN relname ~ 'award' THEN 6 ELSE 5 END AS part
  FROM pg_class
 WHERE relnamespace = 'arms'::regnamespace
   AND (relkind IN ('r', 'p')
        OR relname IN ('observation', 'publication_place'))
   AND relname <> 'migration';

-- By a key; every table has its run, which is not drawn.
CREATE TEMP TABLE reference AS
SELECT e.name, t.name AS target, a.attname::text AS attribute, true AS is_key
  FROM pg_constraint c
  JOIN entity e ON e.oid = conrelid
  JOIN entity t ON t.oid = confrelid
  JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = ANY (conkey)
 WHERE contype = 'f' AND t.name <> 'run';
INSERT INTO reference
SELECT e.name, v.target, a.attname, false
  FROM entity e
  JOIN pg_attribute a ON a.attrelid = e.oid AND a.attnum > 0
                     AND NOT a.attisdropped
  JOIN (VALUES ('(^|_)iso3$', 'country'), ('^contractor_id$', 'contractor'),
            ('^(equipment_)?category$', 'equipment_category'),
            ('^family$', 'equipment_family'), ('^document_id$', 'edition'),
            ('^notice_id$', 'notice')) v (pattern, target)
    ON a.attname ~ v.pattern AND v.target <> e.name
 WHERE NOT EXISTS (SELECT FROM reference r
                    WHERE (r.name, r.attribute) = (e.name, a.attname))
   AND CASE v.target
       WHEN 'edition' THEN e.name IN ('transfer', 'observation')
       WHEN 'equipment_category' THEN e.name ~ '_item$'
            OR a.attname = 'equipment_category'
       ELSE true END
   AND NOT (e.part = 5 AND v.target = 'country' AND a.attname <> 'iso3');
INSERT INTO reference VALUES
    ('observation', 'series', 'dataset', false),
    ('publication_place', 'publication', 'document_id', true),
    ('publication_place', 'publication', 'number', true);

CREATE TEMP TABLE shown AS
SELECT e.part, e.name, a.attname::text AS attribute, a.attnum,
       EXISTS (SELECT FROM pg_index
                WHERE indrelid = e.oid AND indisprimary
                  AND a.attnum = ANY (indkey)) AS is_key
  FROM entity e JOIN pg_attribute a ON a.attrelid = e.oid
 WHERE a.attnum > 0 AND NOT a.attisdropped;

SELECT 'digraph entities {' || E'\n'
    || E'\trankdir=LR; ranksep=1.1; nodesep=0.2; compound=true;\n'
    || E'\tfontname="Helvetica"; fontsize=16; labeljust=l;\n'
    || E'\tnode [shape=plain, fontname="Helvetica", fontsize=11];\n'
    || E'\tedge [color="#47607a", arrowsize=0.6];';
SELECT concat(CASE WHEN row_number() OVER (PARTITION BY part ORDER BY name
                   COLLATE "C") = 1
       THEN format(E'\tsubgraph cluster_%s {\n\t\tlabel="%s"; color="%s";\n',
           part, (ARRAY['notices', 'what was published', 'registers and tables',
               'policy', 'lists of config/reference',
               'contracts'])[part], '#b9c4d0') END,
       format(E'\t\t%s [label=<<table border="0" cellborder="1" cellspacing="0"'
           ' cellpadding="3" color="#47607a"><tr><td bgcolor="#e3ebf3"><b>%s</b>'
           '</td></tr>%s</table>>];', name, name, (
           SELECT string_agg(format('<tr><td align="left" port="%s">%s</td></tr>',
                      attribute, format(CASE WHEN is_key THEN '<u>%s</u>'
                          ELSE '%s' END, attribute)), '' ORDER BY attnum)
             FROM shown s
            WHERE s.name = e.name AND (is_key OR EXISTS (
                  SELECT FROM reference r
                   WHERE (r.name, r.attribute) = (s.name, s.attribute))))),
       CASE WHEN row_number() OVER (PARTITION BY part ORDER BY name
                   COLLATE "C" DESC) = 1 THEN E'\n\t}' END)
  FROM entity e ORDER BY part, name COLLATE "C";
SELECT format(E'\t%s:%s -> %s%s;', name, min(attribute COLLATE "C"), target,
           CASE WHEN is_key THEN '' ELSE ' [style=dashed]' END)
  FROM reference WHERE name <> target
 GROUP BY name, target, is_key
 ORDER BY name COLLATE "C", target COLLATE "C", is_key;
SELECT '}';
