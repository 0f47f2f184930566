-- Copies the areas that publications speak of, and says which are valid when. Role sb_disclose.
-- Settings: sb.publication, sb.srid, sb.kommune_kode.

INSERT INTO publish.area (area_revision, niveau, omraade_kode, omraade_navn, overordnet, kommune_kode, gyldig_fra, gyldig_til, geom)
SELECT p.area_revision, a.niveau, a.kode, a.navn, a.overordnet,
       coalesce(a.kommune_kode, nullif(current_setting('sb.kommune_kode'), '')),
       a.gyldig_fra::timestamp AT TIME ZONE 'UTC',
       ((a.gyldig_til + 1)::timestamp AT TIME ZONE 'UTC') - interval '1 second',
       CASE WHEN postgis.ST_SRID(a.geom) = current_setting('sb.srid')::integer THEN a.geom
            ELSE postgis.ST_Multi(postgis.ST_Transform(a.geom, current_setting('sb.srid')::integer)) END
FROM publish.publication p
CROSS JOIN indicator.area a
WHERE p.id = current_setting('sb.publication')::bigint
  AND NOT EXISTS (SELECT FROM publish.area b WHERE b.area_revision = p.area_revision);

-- The areas valid on each period's last day, with the residents and households that the gate asks for: of the same
-- period, else of the latest one that ended before it, else of the earliest.
CREATE TEMPORARY TABLE area_period ON COMMIT DROP AS
SELECT a.niveau, a.omraade_kode, d.periode, g.residents, g.households
FROM publish.period d
JOIN publish.publication p ON p.id = d.publication_id
JOIN LATERAL (
    SELECT DISTINCT ON (b.niveau, b.omraade_kode) b.niveau, b.omraade_kode
    FROM publish.area b
    WHERE b.area_revision = p.area_revision AND b.gyldig_fra <= d.areas_at
      AND (b.gyldig_til IS NULL OR b.gyldig_til >= d.areas_at)
) a ON true
LEFT JOIN LATERAL (
    SELECT r.residents, r.households
    FROM indicator.population r
    JOIN population_period e ON e.periode = r.periode
    WHERE r.niveau = a.niveau AND r.omraade_kode = a.omraade_kode
    ORDER BY r.periode <> d.periode, e.slut > d.periode_slut,
             CASE WHEN e.slut > d.periode_slut THEN e.slut END, e.slut DESC, r.periode
    LIMIT 1
) g ON true
WHERE p.id = current_setting('sb.publication')::bigint;

ANALYZE area_period;

INSERT INTO publish.population (publication_id, niveau, omraade_kode, periode, residents)
SELECT current_setting('sb.publication')::bigint, niveau, omraade_kode, periode, residents
FROM area_period;

-- Which sets of areas hold addresses.
INSERT INTO publish.atom_area (publication_id, atom, niveau, omraade_kode, gyldig_fra)
SELECT current_setting('sb.publication')::bigint, atom, niveau, kode, gyldig_fra::timestamp AT TIME ZONE 'UTC'
FROM indicator.atom_area;
