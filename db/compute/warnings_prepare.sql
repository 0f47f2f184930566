-- What the rules of warnings work on (docs/method.md, "Warnings"). Role sb_statistics. Setting: sb.publication.

-- Each area with the municipality it is measured against: the top of its parents, or for areas without parents the only
-- top area (of the same municipality's code when there are several).
CREATE TEMPORARY TABLE warning_area ON COMMIT DROP AS
WITH RECURSIVE area AS (
    SELECT DISTINCT ON (a.omraade_kode) a.niveau, a.omraade_kode, a.omraade_navn, a.overordnet, a.kommune_kode, a.geom,
           l.overlapping, l.overordnet IS NULL AND NOT l.overlapping AS top,
           EXISTS (SELECT FROM publish.level s WHERE s.publication_id = l.publication_id AND s.overordnet = l.niveau) AS divided
    FROM publish.publication p
    JOIN publish.area a ON a.area_revision = p.area_revision
    JOIN publish.level l ON l.publication_id = p.id AND l.niveau = a.niveau
    WHERE p.id = current_setting('sb.publication')::bigint
    ORDER BY a.omraade_kode, a.gyldig_fra DESC
), climb AS (
    SELECT omraade_kode AS start, omraade_kode, overordnet, top FROM area
    UNION ALL
    SELECT c.start, a.omraade_kode, a.overordnet, a.top
    FROM climb c
    JOIN area a ON a.omraade_kode = c.overordnet
    WHERE NOT c.top
), lone AS (
    SELECT kommune_kode, min(omraade_kode) AS omraade_kode FROM area WHERE top GROUP BY kommune_kode HAVING count(*) = 1
)
SELECT a.*, coalesce(c.omraade_kode, l.omraade_kode) AS kommune
FROM area a
LEFT JOIN climb c ON c.start = a.omraade_kode AND c.top
LEFT JOIN lone l ON l.kommune_kode IS NOT DISTINCT FROM a.kommune_kode;

CREATE UNIQUE INDEX ON warning_area (omraade_kode);
ANALYZE warning_area;

-- Visible figures. `b` counts the unfavourable: n, or for favourable indicators the complement.
CREATE TEMPORARY TABLE warning_point ON COMMIT DROP AS
SELECT c.indikator, c.niveau, c.omraade_kode, c.periode, a.kommune, a.top, i.measure, i.subset, i.polarity,
       d.periode_start, d.periode_slut, d.cadence,
       extract(month FROM d.periode_start AT TIME ZONE 'UTC')::integer AS season,
       extract(year FROM d.periode_start AT TIME ZONE 'UTC')::integer AS year,
       CASE WHEN d.cadence LIKE 'years:%' THEN substr(d.cadence, 7)::integer ELSE 1 END AS step,
       c.vaerdi AS x, c.taeller AS n, c.naevner AS d, c.udvikling,
       CASE WHEN i.polarity > 0 THEN c.taeller WHEN i.subset THEN c.naevner - c.taeller END::double precision AS b,
       NULL::double precision AS m, NULL::double precision AS mx
FROM publish.cell c
JOIN publish.indicator i ON i.publication_id = c.publication_id AND i.indikator = c.indikator
JOIN publish.period d ON d.publication_id = c.publication_id AND d.periode = c.periode
JOIN warning_area a ON a.omraade_kode = c.omraade_kode
WHERE c.publication_id = current_setting('sb.publication')::bigint AND c.datastatus = 'vist' AND c.vaerdi IS NOT NULL
  AND (c.taeller IS NULL OR c.naevner > 0);

-- The municipality's rate `m` (of the unfavourable) and value `mx` in the same stretch of time: its own figure of that
-- period, or all that fill it (four quarters, three years).
UPDATE warning_point p
SET m = r.m, mx = r.mx
FROM (
    SELECT s.indikator, s.periode, k.omraade_kode AS kommune, sum(k.b) / sum(k.d) AS m,
           -- A year is no mean of its quarters, but a pooled window is the sum of its years.
           CASE WHEN min(k.periode) = s.periode THEN min(k.x)
                WHEN bool_and(k.n IS NOT NULL AND k.cadence = 'year') THEN
                    CASE min(k.measure) WHEN 'share' THEN 100.0::double precision ELSE 1000.0::double precision END * sum(k.n) / sum(k.d)
           END AS mx
    FROM (SELECT DISTINCT indikator, periode, periode_start, periode_slut FROM warning_point) s
    JOIN warning_point k ON k.top AND k.indikator = s.indikator
        AND k.periode_start >= s.periode_start AND k.periode_slut <= s.periode_slut
    GROUP BY s.indikator, s.periode, s.periode_start, s.periode_slut, k.omraade_kode
    HAVING sum(k.periode_slut - k.periode_start + interval '1 second') >= s.periode_slut - s.periode_start
) r
WHERE r.indikator = p.indikator AND r.periode = p.periode AND r.kommune = p.kommune;

CREATE INDEX ON warning_point (indikator, niveau, omraade_kode, cadence, season, year);
ANALYZE warning_point;

-- Warned is about the latest period of an indicator on a level that shows a final figure, and no other.
CREATE TEMPORARY TABLE warning_target ON COMMIT DROP AS
SELECT DISTINCT ON (indikator, niveau) indikator, niveau, periode
FROM warning_point
ORDER BY indikator, niveau, periode_slut DESC, periode_start DESC;

-- Every test, signal or not: the false discovery rate needs them all.
CREATE TEMPORARY TABLE warning_test (
    regel        text NOT NULL,
    indikator    text NOT NULL,
    niveau       text NOT NULL,
    omraade_kode text NOT NULL,
    periode      text NOT NULL,
    p            double precision,
    signal       boolean NOT NULL,
    vaerdi       double precision,
    forventet    double precision,
    fra          double precision,  -- trend: value of the first period; hot spot: mean of the neighbours
    aar          integer            -- trend: years between first and last
) ON COMMIT DROP;
