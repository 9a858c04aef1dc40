-- Routines of earlier versions whose names are gone. What is there today is
-- made anew behind the migrations.

DROP VIEW IF EXISTS arms.source_status; -- which needs count_source()

DO $$
DECLARE
    routine regprocedure;
BEGIN
    FOR routine IN
        SELECT oid::regprocedure
          FROM pg_proc
         WHERE pronamespace = 'arms'::regnamespace
           AND proname IN ('apply_edition', 'attach_first', 'count_source',
               'current_publication', 'cut_back', 'find_in_batch',
               'find_moved_editions', 'find_speaking_documents', 'first_said',
               'gather', 'id_of', 'join_list', 'join_lists',
               'join_publications', 'keep_later_editions', 'may_say',
               'number_equals', 'pair_by', 'query_of_edition',
               'replace_rows', 'said_digest', 'say_again',
               'speaking_document', 'speaks_of')
    LOOP
        EXECUTE format('DROP ROUTINE %s', routine);
    END LOOP;
END $$;

COMMENT ON COLUMN arms.run.trouble IS
    'the worst failure at the publisher: transient, permanent or blocked';
COMMENT ON COLUMN arms.run.reason IS
    'the message of the worst failure';
COMMENT ON COLUMN arms.edition_row.part IS
    'what it states of a deal of which it covers only some years; null if it'
    ' states the row as it was';
