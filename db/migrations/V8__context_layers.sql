-- Layers that an installation loads beside its indicators (docs/data-formats.md, "Own layers"). They live over
-- publications, like warnings: each has a revision of its own. A layer's rows stand in a table of their own, with real
-- column types, so that any program that reads PostGIS can show them: publish."lag_<name>".

CREATE TABLE publish.context_layer (
    name          text PRIMARY KEY CHECK (name ~ '^[A-Za-z_][A-Za-z0-9_-]{0,54}$'),
    audience      text NOT NULL,
    prefix        text CHECK (prefix ~ '^[a-z][a-z0-9]{0,15}$'), -- of the name in OWS doors; null: the workspace's
    namespace     text,                          -- the prefix's XML namespace
    title_da      text NOT NULL,
    title_en      text NOT NULL,
    abstract_da   text NOT NULL,
    abstract_en   text NOT NULL,
    attributes    jsonb NOT NULL,                -- [{"name","type","title_da","title_en"}] in order, without the geometry
    time_columns  text[] NOT NULL DEFAULT '{}',  -- none, one, or start and end
    geometry_type text,                          -- of the column "geom"; null: no feature has one
    srid          integer,
    sld           text,                          -- the layer's only style, of its own name; null without geometry
    rows          bigint NOT NULL,
    vertices      bigint NOT NULL,
    geometry_hash text NOT NULL,                 -- changes when a geometry does
    revision      bigint NOT NULL,               -- that of publish.context_revision when it was loaded
    CHECK ((prefix IS NULL) = (namespace IS NULL)),
    CHECK ((geometry_type IS NULL) = (srid IS NULL)),
    CHECK ((geometry_type IS NULL) = (sld IS NULL)),
    CHECK (cardinality(time_columns) <= 2)
);
-- Names differ by more than case: files and feature ids are made from them.
CREATE UNIQUE INDEX context_layer_name ON publish.context_layer (lower(name));

-- How often an audience's own layers have changed.
CREATE TABLE publish.context_revision (
    audience text PRIMARY KEY,
    revision bigint NOT NULL
);

-- The kinds of deliveries are the loaders' business.
ALTER TABLE indicator.delivery
    DROP CONSTRAINT IF EXISTS delivery_kind_check,
    ADD CONSTRAINT delivery_kind_check CHECK (kind ~ '^[a-z]{1,20}$');

-- What is to be shown now, of publications and own layers alike: what a GeoServer is set up from.
CREATE VIEW publish.shown_layer AS
SELECT c.audience, l.name, l.kind, NULL::text AS prefix, NULL::text AS namespace, l.title_da, l.title_en,
       l.abstract_da, l.abstract_en, l.attributes, l.key_columns, l.in_wms, l.styles, NULL::text AS source_table
FROM publish.current_publication c
JOIN publish.layer l ON l.publication_id = c.publication_id
UNION ALL
SELECT audience, name, 'context', prefix, namespace, title_da, title_en, abstract_da, abstract_en, attributes,
       ARRAY['fid'], sld IS NOT NULL, CASE WHEN sld IS NULL THEN '{}' ELSE ARRAY[name] END, 'lag_' || name
FROM publish.context_layer;

CREATE VIEW publish.shown_style AS
SELECT c.audience, s.name, s.title_da, s.title_en, s.sld
FROM publish.current_publication c
JOIN publish.style s ON s.publication_id = c.publication_id
UNION ALL
SELECT audience, name, title_da, title_en, sld FROM publish.context_layer WHERE sld IS NOT NULL;

-- Tables of own layers are made and dropped by these functions alone, so that sb_load needs no right to create anything in
-- this schema. A new table is filled beside the old one and takes its place at the end.

CREATE FUNCTION publish.context_table_create(layer text, columns jsonb, key_type text, geometry_type text, srid integer)
    RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    made text := format('publish.%I', 'lag_' || layer || '~');
    sql  text;
BEGIN
    IF layer !~ '^[A-Za-z_][A-Za-z0-9_-]{0,54}$' OR key_type NOT IN ('bigint', 'text')
       OR geometry_type !~ '^(Multi)?(Point|LineString|Polygon)$|^Geometry(Collection)?$' THEN
        RAISE EXCEPTION 'not a layer: %', layer USING ERRCODE = 'invalid_parameter_value';
    END IF;
    SELECT string_agg(format(', %I %s', c ->> 'name',
               CASE c ->> 'type' WHEN 'text' THEN 'text' WHEN 'integer' THEN 'integer' WHEN 'bigint' THEN 'bigint'
                    WHEN 'double' THEN 'double precision' WHEN 'timestamp' THEN 'timestamptz' WHEN 'date' THEN 'date'
                    WHEN 'boolean' THEN 'boolean' END), '' ORDER BY ordinal)
    INTO sql FROM jsonb_array_elements(columns) WITH ORDINALITY AS t (c, ordinal);
    EXECUTE 'CREATE TABLE ' || made || ' (fid ' || key_type
        || CASE key_type WHEN 'text' THEN ' COLLATE "C"' ELSE '' END || ' PRIMARY KEY' || coalesce(sql, '')
        || CASE WHEN geometry_type IS NULL THEN ''
                ELSE format(', geom postgis.geometry(%s, %s)', geometry_type, srid) END || ')';
    EXECUTE 'GRANT SELECT, INSERT ON ' || made || ' TO sb_load';
END
$$;

CREATE FUNCTION publish.context_table_drop(layer text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Whoever reads own layers takes a share of this lock first, and so sees tables and list of one moment.
    LOCK TABLE publish.context_layer IN ACCESS EXCLUSIVE MODE;
    EXECUTE format('DROP TABLE IF EXISTS publish.%I', 'lag_' || layer);
END
$$;

CREATE FUNCTION publish.context_table_swap(layer text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    made text := format('publish.%I', 'lag_' || layer || '~');
BEGIN
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = made::regclass AND attname = 'geom') THEN
        EXECUTE 'CREATE INDEX ON ' || made || ' USING gist (geom)';
    END IF;
    EXECUTE 'ANALYZE ' || made;
    PERFORM publish.context_table_drop(layer);
    EXECUTE 'ALTER TABLE ' || made || format(' RENAME TO %I', 'lag_' || layer);
    EXECUTE format('REVOKE INSERT ON publish.%I FROM sb_load', 'lag_' || layer);
    EXECUTE format('GRANT SELECT ON publish.%I TO sb_publish', 'lag_' || layer);
END
$$;

-- What an audience's snapshot holds in memory: rows and vertices, with all own layers but one.
CREATE FUNCTION publish.snapshot_size(for_audience text, but_layer text, OUT rows bigint, OUT vertices bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (SELECT count(*) FROM publish.cell c JOIN publish.current_publication p USING (publication_id)
            WHERE p.audience = for_audience)
         + (SELECT count(*) FROM publish.index_value c JOIN publish.current_publication p USING (publication_id)
            WHERE p.audience = for_audience)
         + (SELECT coalesce(sum(l.rows), 0) FROM publish.context_layer l
            WHERE l.audience = for_audience AND l.name <> but_layer),
           (SELECT coalesce(sum(postgis.ST_NPoints(a.geom)), 0) FROM publish.area a
            JOIN publish.publication u USING (area_revision) JOIN publish.current_publication p ON p.publication_id = u.id
            WHERE p.audience = for_audience)
         + (SELECT coalesce(sum(l.vertices), 0) FROM publish.context_layer l
            WHERE l.audience = for_audience AND l.name <> but_layer)
$$;

-- Tells the doors that own layers have changed; they read anew what did.
CREATE FUNCTION publish.context_changed(for_audience text) RETURNS bigint
    LANGUAGE plpgsql AS $$
DECLARE
    changed bigint;
BEGIN
    INSERT INTO publish.context_revision AS r VALUES (for_audience, 1)
    ON CONFLICT (audience) DO UPDATE SET revision = r.revision + 1 RETURNING revision INTO changed;
    PERFORM pg_notify('publication', for_audience);
    RETURN changed;
END
$$;

REVOKE ALL ON FUNCTION publish.context_table_create(text, jsonb, text, text, integer),
    publish.context_table_drop(text), publish.context_table_swap(text), publish.snapshot_size(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION publish.context_table_create(text, jsonb, text, text, integer),
    publish.context_table_drop(text), publish.context_table_swap(text), publish.snapshot_size(text, text) TO sb_load;
GRANT SELECT, INSERT, UPDATE, DELETE ON publish.context_layer TO sb_load;
GRANT SELECT, INSERT, UPDATE ON publish.context_revision TO sb_load;
-- A new layer must not take a name that a publication has given.
GRANT SELECT ON publish.current_publication, publish.layer, publish.style TO sb_load;
GRANT SELECT ON publish.context_layer, publish.context_revision, publish.shown_layer, publish.shown_style TO sb_publish;
