-- What plpgsql_check has to say of our routines, in a database that was
-- migrated. See tests/plpgsql-check.
SET search_path = pg_catalog, arms, pg_temp; -- that of a load
CREATE SCHEMA plpgsql_check;
CREATE EXTENSION plpgsql_check SCHEMA plpgsql_check;
DO $$
BEGIN
    PERFORM arms_internal.begin_package(), arms_internal.make_notice_tables(),
        arms_internal.make_award_tables();
END $$;

-- What is not heeded, and why.
CREATE TEMP TABLE silenced (routine name, message text, why text);
INSERT INTO silenced VALUES
    ('merge', '%is not sanitized',
        'the lists of columns are quoted name by name'),
    ('keep_history', '%is not sanitized',
        'the list of columns is quoted name by name'),
    ('attach_partition', '%is not sanitized', 'qualified() quotes the name'),
    ('count_for_planner', '%is not sanitized', 'qualified() quotes the name'),
    ('explain', '%is not sanitized', 'qualified() quotes the name'),
    ('give_figures_key', '%is not sanitized', 'qualified() quotes the name'),
    ('make_partition', '%is not sanitized', 'qualified() quotes the name'),
    ('stage_first_figures', '%is not sanitized', 'qualified() quotes the name'),
    ('correct_field', '%is not sanitized',
        'the type is written by format_type()'),
    ('judge_fill', '%is not sanitized',
        'its expressions are those of fill_floors(), which are constants'),
    ('judge_fill', 'OUT variable % is maybe unmodified',
        'RETURN QUERY EXECUTE gives them'),
    ('rehearsed_changes', 'OUT variable % is maybe unmodified',
        'RETURN QUERY EXECUTE gives them'),
    ('stage_first_figures', 'routine is marked as VOLATILE%',
        'it makes a table by EXECUTE, into which nobody can see');

CREATE TEMP TABLE warning AS
SELECT p.oid::regprocedure AS routine, p.proname,
       t.tgrelid::regclass AS of_table, w.*
  FROM pg_proc p
  JOIN pg_language l ON l.oid = p.prolang AND l.lanname = 'plpgsql'
  LEFT JOIN (SELECT DISTINCT tgfoid, tgrelid FROM pg_trigger) t
    ON t.tgfoid = p.oid
 CROSS JOIN LATERAL plpgsql_check.plpgsql_check_function_tb(p.oid,
        coalesce(t.tgrelid, 0), fatal_errors := false, all_warnings := true) w
 WHERE p.pronamespace::regnamespace::text LIKE 'arms%';

SELECT concat_ws(': ', concat_ws(' of ', w.routine, w.of_table),
           'line ' || w.lineno, w.level, w.message, w.detail, w.hint)
  FROM warning w
 WHERE NOT EXISTS (SELECT FROM silenced s
                    WHERE s.routine = w.proname AND w.message LIKE s.message)
 ORDER BY 1;
SELECT format('%s: nothing is to be silenced like "%s" any more', routine,
           message)
  FROM silenced s
 WHERE NOT EXISTS (SELECT FROM warning w
                    WHERE w.proname = s.routine AND w.message LIKE s.message);
