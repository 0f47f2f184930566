-- Run once per database by a superuser, after roles.sql.
CREATE SCHEMA IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA postgis;
GRANT USAGE ON SCHEMA postgis TO PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO sb_owner, sb_publish', current_database());
    EXECUTE format('GRANT CREATE, TEMPORARY ON DATABASE %I TO sb_owner', current_database());
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO sb_load, sb_count, sb_disclose, sb_statistics', current_database());
    EXECUTE format('ALTER DATABASE %I SET search_path = postgis, pg_catalog', current_database());
    EXECUTE format('ALTER DATABASE %I SET timezone = ''UTC''', current_database());
END
$$;
