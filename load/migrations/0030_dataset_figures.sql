-- A run that brings nothing, and armsetl status, tell how many records there are of a
-- source. To count millions of figures for that took longer than all the rest.
CREATE TABLE arms_internal.dataset_figures (
    dataset text PRIMARY KEY,
    place   regclass NOT NULL,
    figures bigint NOT NULL
);

-- Of the partitions on this server: another may not answer.
DO $$
DECLARE
    here regclass;
BEGIN
    FOR here IN SELECT inhrelid FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
                 WHERE inhparent = 'arms_internal.figure'::regclass
                   AND c.relkind = 'r'
    LOOP
        EXECUTE format('INSERT INTO arms_internal.dataset_figures'
            ' SELECT dataset, %L, count(*) FROM %s GROUP BY dataset', here, here);
    END LOOP;
END $$;
