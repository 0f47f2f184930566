-- Roles of the product. Run once per cluster by a superuser (the private cluster does it itself).
-- Roles are shared by all databases of a cluster, so nothing is changed when they exist.
DO $$
DECLARE
    step text;
BEGIN
    FOREACH step IN ARRAY ARRAY['sb_owner', 'sb_load', 'sb_count', 'sb_disclose', 'sb_statistics', 'sb_publish']
    LOOP
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE', step);
        EXCEPTION
            WHEN duplicate_object OR unique_violation THEN NULL;
        END;
    END LOOP;
END
$$;

-- The owner takes the role of each step; nobody takes the owner's.
GRANT sb_load, sb_count, sb_disclose, sb_statistics TO sb_owner;

-- The doors: read-only, and never longer than half a minute.
ALTER ROLE sb_publish SET default_transaction_read_only = on;
ALTER ROLE sb_publish SET statement_timeout = '30s';
