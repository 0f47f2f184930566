-- Rates and their 95 % intervals (docs/method.md, "Statistics"), from visible cells alone. Role sb_statistics.
-- Setting: sb.publication. Gathered in a temporary table; publish.cell is written once, in statistics_trends.sql.

-- Which generation of an area speaks for a period: the one that is valid on its last day. An area is the same one as
-- long as it keeps its code and its first day; figures of different generations are never compared.
CREATE TEMPORARY TABLE generation ON COMMIT DROP AS
SELECT a.niveau, a.omraade_kode, d.periode, d.periode_slut, a.gyldig_fra, a.overordnet
FROM publish.publication p
JOIN publish.period d ON d.publication_id = p.id
JOIN publish.area a ON a.area_revision = p.area_revision AND a.gyldig_fra <= d.areas_at
    AND (a.gyldig_til IS NULL OR a.gyldig_til >= d.areas_at)
WHERE p.id = current_setting('sb.publication')::bigint;

ANALYZE generation;

-- A season is one place in the year; its points follow each other by `step` years.
CREATE TEMPORARY TABLE point ON COMMIT DROP AS
SELECT c.indikator, c.niveau, c.omraade_kode, g.gyldig_fra, c.periode, i.measure, i.polarity, d.cadence,
       extract(month FROM d.periode_start AT TIME ZONE 'UTC')::integer AS season,
       CASE WHEN d.cadence LIKE 'years:%' THEN substr(d.cadence, 7)::integer ELSE 1 END AS step,
       extract(year FROM d.periode_start AT TIME ZONE 'UTC')::integer AS year,
       c.taeller AS n, c.naevner AS d,
       CASE WHEN c.taeller IS NOT NULL THEN f.factor * c.taeller / nullif(c.naevner, 0)
            WHEN c.sum IS NOT NULL THEN c.sum / nullif(c.naevner, 0)
            ELSE c.vaerdi END AS x,
       CASE WHEN c.taeller IS NOT NULL THEN f.factor * CASE
                WHEN i.subset THEN publish.wilson_lower(c.taeller, nullif(c.naevner, 0))
                ELSE coalesce(e.lower, publish.byar_lower(nullif(c.taeller, 0))) / nullif(c.naevner, 0) END
            WHEN c.sum IS NOT NULL THEN c.sum / nullif(c.naevner, 0) - t.quantile * h.error END AS lower,
       CASE WHEN c.taeller IS NOT NULL THEN f.factor * CASE
                WHEN i.subset THEN publish.wilson_upper(c.taeller, nullif(c.naevner, 0))
                ELSE coalesce(e.upper, publish.byar_upper(c.taeller)) / nullif(c.naevner, 0) END
            WHEN c.sum IS NOT NULL THEN c.sum / nullif(c.naevner, 0) + t.quantile * h.error END AS upper
FROM publish.cell c
JOIN publish.indicator i ON i.publication_id = c.publication_id AND i.indikator = c.indikator
JOIN publish.period d ON d.publication_id = c.publication_id AND d.periode = c.periode
JOIN generation g ON g.niveau = c.niveau AND g.omraade_kode = c.omraade_kode AND g.periode = c.periode
CROSS JOIN LATERAL (
    SELECT CASE i.measure WHEN 'share' THEN 100.0::double precision ELSE 1000.0::double precision END AS factor
) f
-- The standard error of a mean.
CROSS JOIN LATERAL (
    SELECT CASE WHEN c.naevner > 1 THEN
        sqrt(greatest(c.sum_squares - c.sum * c.sum / c.naevner, 0) / (c.naevner - 1) / c.naevner) END AS error
) h
-- Exact Poisson limits of the small counts, once each.
LEFT JOIN (
    SELECT n, publish.poisson_mean(n - 1, 0.975) AS lower, publish.poisson_mean(n, 0.025) AS upper
    FROM generate_series(0, 9) AS n
) e ON e.n = c.taeller
-- And a quantile of t for each number of persons that occurs.
LEFT JOIN (
    SELECT u.naevner, publish.t_quantile(u.naevner - 1) AS quantile
    FROM (
        SELECT DISTINCT naevner
        FROM publish.cell
        WHERE publication_id = current_setting('sb.publication')::bigint AND sum IS NOT NULL AND naevner > 1
    ) u
) t ON t.naevner = c.naevner AND c.sum IS NOT NULL
WHERE c.publication_id = current_setting('sb.publication')::bigint AND c.datastatus IN ('vist', 'foreloebig');

DELETE FROM point WHERE x IS NULL;

ANALYZE point;
