-- A view per published layer, of the layer's name, with the layer's attributes as columns: what a program that reads PostGIS
-- itself shows (GeoServer, docs/geoserver.md). Schema "lag" holds these views and nothing else, so that "only what stands in
-- lag" is all that such a program needs to be told; older publications and raw tables of "publish" are not among them.

CREATE SCHEMA lag;
COMMENT ON SCHEMA lag IS 'One view per layer that is published now: what programs that read PostGIS may show.';
GRANT USAGE ON SCHEMA lag TO sb_publish;

-- Whose publications the views show: the first audience of the catalogue.
CREATE FUNCTION publish.open_audience() RETURNS text
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((SELECT value FROM publish.setting WHERE key = 'audience'), 'offentlig')
$$;

-- The SELECT of a layer of the current publication. Attributes are taken by name; one that the figures do not have is null.
CREATE FUNCTION publish.layer_select(for_audience text, l publish.layer, srid integer) RETURNS text
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    subject    text := coalesce(l.indikator, l.indeks_id);
    figures    text := CASE l.kind WHEN 'index' THEN 'index_value' ELSE 'cell' END;
    subject_id text := CASE l.kind WHEN 'index' THEN 'indeks_id' ELSE 'indikator' END;
    relation   text := CASE l.kind WHEN 'warning' THEN 'warning' WHEN 'index' THEN 'index_value' ELSE 'cell' END;
    -- Danish order of names where the server knows languages.
    by_name    text := 'a.omraade_navn' || CASE WHEN EXISTS (SELECT FROM pg_collation WHERE collname = 'da-x-icu')
                            THEN ' COLLATE "da-x-icu"' ELSE '' END || ', a.omraade_kode';
    area_at    text := 'a.area_revision = u.area_revision AND a.gyldig_fra <= %1$s'
                       ' AND (a.gyldig_til IS NULL OR a.gyldig_til >= %1$s)';
    -- A period is told for the areas of its last day; a school year for those of its first.
    area_day   text := 'CASE p.cadence WHEN ''school_year'' THEN p.periode_start'
                       ' ELSE date_trunc(''day'', p.periode_slut, ''UTC'') END';
    cols       text := '';
    wanted     text := '';
    source     text;
    expression text;
    att        record;
BEGIN
    FOR att IN SELECT x ->> 'name' AS name, x ->> 'type' AS type
               FROM jsonb_array_elements(l.attributes) WITH ORDINALITY AS e (x, place) ORDER BY place LOOP
        expression := CASE
            WHEN att.name = 'geom' THEN 'a.geom'
            WHEN att.name IN ('omraade_kode', 'omraade_navn', 'niveau', 'kommune_kode', 'overordnet', 'gyldig_fra',
                              'gyldig_til') THEN format('a.%I', att.name)
            WHEN att.name = 'link' THEN '(SELECT s.value FROM publish.setting s WHERE s.key = ''public_url'')'
                ' || ''/rapport/'' || a.niveau || ''/'' || a.omraade_kode'
            WHEN att.name = 'enhed' THEN '(SELECT i.definition -> ''unit'' ->> ''da'' FROM publish.indicator i'
                ' WHERE i.publication_id = u.id AND i.indikator = f.indikator)'
            WHEN l.kind = 'warning' AND att.name = 'tekst' THEN 'f.tekst_da'
            WHEN l.kind = 'warning' AND att.name = 'advarsel_id' THEN 'f.id::integer'
            WHEN l.kind = 'overview' AND att.name = 'periode' THEN 'shown.periode'
            WHEN l.kind = 'overview' AND att.type = 'text' AND att.name LIKE '%\_datastatus' THEN
                format('coalesce(max(x.datastatus) FILTER (WHERE x.emne = %L), ''ingen_data'')',
                       left(att.name, -length('_datastatus')))
            WHEN l.kind = 'overview' THEN format('max(x.tal) FILTER (WHERE x.emne = %L)', att.name)
            WHEN l.kind <> 'warning' AND att.name IN ('periode', 'periode_start', 'periode_slut')
                THEN format('p.%I', att.name)
            WHEN l.kind <> 'area' AND EXISTS (SELECT FROM pg_attribute WHERE attname = att.name AND NOT attisdropped
                AND attrelid = format('publish.%I', relation)::regclass) THEN format('f.%I', att.name)
            ELSE 'NULL' END;
        IF l.kind = 'overview' AND att.type = 'double' THEN
            wanted := wanted || format(', %L', att.name);
        END IF;
        IF l.kind = 'area' AND att.name = 'geom' THEN
            -- The day of a validity as a text: ids made from moments could not be asked for again.
            cols := cols || ', to_char(a.gyldig_fra AT TIME ZONE ''UTC'', ''YYYY-MM-DD'') AS gyldig_fra_dag';
        END IF;
        cols := cols || format(', (%s)::%s AS %I', expression,
            CASE att.type WHEN 'text' THEN 'text' WHEN 'integer' THEN 'integer' WHEN 'bigint' THEN 'bigint'
                WHEN 'double' THEN 'double precision' WHEN 'timestamp' THEN 'timestamptz' WHEN 'boolean' THEN 'boolean'
                WHEN 'date' THEN 'date'
                WHEN 'multipolygon' THEN format('postgis.geometry(MultiPolygon, %s)', srid) END, att.name);
    END LOOP;
    source := format(' FROM publish.current_publication n JOIN publish.publication u ON u.id = n.publication_id'
        ' AND n.audience = %L', for_audience);
    RETURN CASE l.kind
        WHEN 'area' THEN 'SELECT ' || substr(cols, 3) || source
            || format(' JOIN publish.area a ON a.area_revision = u.area_revision AND a.niveau = %L', l.niveau)
            || ' ORDER BY ' || by_name || ', a.gyldig_fra'
        WHEN 'warning' THEN 'SELECT ' || substr(cols, 3) || source
            || ' JOIN publish.warning f ON f.audience = n.audience AND f.status IN (''ny'', ''set'', ''handlet'')'
               ' JOIN LATERAL (SELECT * FROM publish.area b WHERE b.area_revision = u.area_revision'
               ' AND b.omraade_kode = f.omraade_kode ORDER BY b.gyldig_fra DESC LIMIT 1) a ON true'
               ' LEFT JOIN publish.level v ON v.publication_id = u.id AND v.niveau = f.niveau'
               -- What is drawn last lies on top: what most needs somebody's attention.
               ' ORDER BY v.ordinal, f.alvor, f.status = ''ny'', f.id'
        WHEN 'overview' THEN format('WITH figure AS (SELECT publication_id, indikator AS emne, omraade_kode, periode,'
            ' vaerdi AS tal, datastatus FROM publish.cell WHERE niveau = %1$L UNION ALL'
            ' SELECT publication_id, indeks_id, omraade_kode, periode, indeks, datastatus FROM publish.index_value'
            ' WHERE niveau = %1$L), dated AS (SELECT g.*, p.periode_start, p.periode_slut, first_value(g.periode) OVER'
            ' (PARTITION BY g.emne ORDER BY (g.datastatus IN (''vist'', ''foreloebig'')) DESC, p.periode_slut DESC,'
            ' p.periode_start) AS nyeste', l.niveau) || source
            || ' JOIN figure g ON g.publication_id = u.id JOIN publish.period p ON p.publication_id = u.id'
               ' AND p.periode = g.periode' || format(' WHERE g.emne = ANY (ARRAY[%s]::text[])', substr(wanted, 3))
            || '), latest AS (SELECT * FROM dated WHERE periode = nyeste),'
               ' shown AS (SELECT periode, periode_slut FROM latest ORDER BY periode_slut DESC, periode_start LIMIT 1)'
               ' SELECT ' || substr(cols, 3) || source || ' CROSS JOIN shown JOIN publish.area a ON '
            || format(area_at, 'shown.periode_slut') || format(' AND a.niveau = %L', l.niveau)
            || ' LEFT JOIN latest x ON x.omraade_kode = a.omraade_kode GROUP BY a.area_revision, a.omraade_kode,'
               ' a.gyldig_fra, shown.periode ORDER BY ' || by_name
        ELSE 'SELECT ' || substr(cols, 3) || source
            || format(' JOIN publish.%I f ON f.publication_id = u.id', figures)
            || CASE WHEN subject IS NULL THEN '' ELSE format(' AND f.%I = %L AND f.niveau = %L', subject_id, subject,
                                                              l.niveau) END
            || ' JOIN publish.period p ON p.publication_id = u.id AND p.periode = f.periode JOIN publish.area a ON '
            || format(area_at, area_day) || ' AND a.omraade_kode = f.omraade_kode'
            || CASE WHEN l.latest_only THEN format(' WHERE f.periode = (SELECT q.periode FROM publish.%I g'
                ' JOIN publish.period q ON q.publication_id = g.publication_id AND q.periode = g.periode'
                ' WHERE g.publication_id = u.id AND g.%I = %L AND g.niveau = %L'
                ' ORDER BY (g.datastatus IN (''vist'', ''foreloebig'')) DESC, q.periode_slut DESC, q.periode_start LIMIT 1)',
                figures, subject_id, subject, l.niveau) ELSE '' END
            || ' ORDER BY ' || by_name || ', f.' || subject_id || ', p.periode_start'
        END;
END
$$;

-- Makes the views of an audience be those of its layers: makes what is missing, makes anew what is defined differently, drops
-- what is retired, and leaves the others alone. A view follows the current publication by itself.
CREATE FUNCTION publish.refresh_layer_views(for_audience text, in_schema name) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    the record;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = in_schema) THEN
        RAISE EXCEPTION 'no schema %', in_schema;
    END IF;
    FOR the IN
        WITH published AS (
            SELECT l.name, publish.layer_select(for_audience, l, u.srid) AS sql
            FROM publish.current_publication n
            JOIN publish.publication u ON u.id = n.publication_id
            JOIN publish.layer l ON l.publication_id = u.id
            WHERE n.audience = for_audience),
        wanted AS (
            SELECT * FROM published
            UNION ALL
            SELECT c.name, format('SELECT * FROM publish.%I ORDER BY fid', 'lag_' || c.name)
            FROM publish.context_layer c
            WHERE c.audience = for_audience AND to_regclass(format('publish.%I', 'lag_' || c.name)) IS NOT NULL
              AND NOT EXISTS (SELECT FROM published p WHERE p.name = c.name)), -- a published layer keeps its name
        made AS (
            SELECT relname, obj_description(oid, 'pg_class') AS made_from FROM pg_class
            WHERE relnamespace = in_schema::text::regnamespace AND relkind = 'v' AND relname <> 'gt_pk_metadata')
        SELECT w.name, w.sql, m.relname, m.made_from FROM wanted w FULL JOIN made m ON m.relname = w.name
    LOOP
        IF octet_length(the.name) > 63 THEN
            RAISE EXCEPTION 'The layer name % is longer than the 63 bytes that PostgreSQL allows. Shorten the id of its level or indicator.', the.name;
        ELSIF the.made_from IS DISTINCT FROM md5(the.sql) OR the.name IS NULL OR the.relname IS NULL THEN
            IF the.relname IS NOT NULL THEN
                EXECUTE format('DROP VIEW %I.%I', in_schema, the.relname);
            END IF;
            IF the.name IS NOT NULL THEN
                EXECUTE format('CREATE VIEW %I.%I AS %s', in_schema, the.name, the.sql);
                EXECUTE format('COMMENT ON VIEW %I.%I IS %L', in_schema, the.name, md5(the.sql));
                EXECUTE format('GRANT SELECT ON %I.%I TO sb_publish', in_schema, the.name);
            END IF;
        END IF;
    END LOOP;
END
$$;

-- At the end of every transaction that changes what is shown, whoever does it.
CREATE FUNCTION publish.layers_changed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM publish.refresh_layer_views(publish.open_audience(), 'lag');
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER layers_changed AFTER INSERT OR UPDATE OR DELETE ON publish.current_publication
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION publish.layers_changed();
CREATE CONSTRAINT TRIGGER layers_changed AFTER INSERT OR UPDATE OR DELETE ON publish.context_layer
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION publish.layers_changed();
REVOKE ALL ON FUNCTION publish.refresh_layer_views(text, name), publish.layers_changed() FROM PUBLIC;

-- A view is in the way of its table: it goes first, and comes back at the end of the transaction.
CREATE OR REPLACE FUNCTION publish.context_table_drop(layer text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Whoever reads own layers takes a share of this lock first, and so sees tables and list of one moment.
    LOCK TABLE publish.context_layer IN ACCESS EXCLUSIVE MODE;
    IF pg_get_viewdef(to_regclass(format('lag.%I', layer))) LIKE '%publish.%lag\_%' THEN
        EXECUTE format('DROP VIEW lag.%I', layer);
    END IF;
    EXECUTE format('DROP TABLE IF EXISTS publish.%I', 'lag_' || layer);
END
$$;

-- Keys of the views, as GeoTools reads them: feature ids are <layer>.<key columns joined by dots>.
CREATE VIEW lag.gt_pk_metadata AS
SELECT 'lag'::text AS table_schema, l.name AS table_name,
       CASE WHEN l.kind = 'area' AND k.name = 'gyldig_fra' THEN 'gyldig_fra_dag' ELSE k.name END AS pk_column, (k.place - 1)::integer AS pk_column_idx,
       'assigned'::text AS pk_policy, NULL::text AS pk_sequence
FROM publish.shown_layer l CROSS JOIN LATERAL unnest(l.key_columns) WITH ORDINALITY AS k (name, place)
WHERE l.audience = publish.open_audience();
GRANT SELECT ON lag.gt_pk_metadata TO sb_publish;

DO $$ BEGIN PERFORM publish.refresh_layer_views(publish.open_audience(), 'lag'); END $$;
