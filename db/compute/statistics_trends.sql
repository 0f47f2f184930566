-- Classes by the pinned breaks, and trends (docs/method.md, "Classes" and "Trend"). Role sb_statistics.
-- Settings: sb.publication, sb.audience.
-- Temporary tables: point, carried.

CREATE TEMPORARY TABLE trend ON COMMIT DROP AS
-- Counts: chi-square over five points without a gap, and the slope weighted by denominators. Leaving out point i
-- subtracts its terms from the sums; all of it is exact arithmetic.
WITH history AS (
    SELECT indikator, niveau, omraade_kode, gyldig_fra, periode, measure, polarity, cadence, season, step, year, n, d,
           0 AS carried
    FROM point
    WHERE measure IN ('share', 'per_1000') AND n IS NOT NULL
    UNION ALL
    SELECT indikator, niveau, omraade_kode, gyldig_fra, periode, measure, polarity, cadence, season, step, year, n, d, 1
    FROM carried
    WHERE measure IN ('share', 'per_1000') AND n IS NOT NULL
), five AS (
    SELECT h.*, sum(carried) OVER (w ROWS 4 PRECEDING) AS borrowed,
           year - lag(year, 4) OVER w = 4 * step AS complete,
           ARRAY[lag(n, 4) OVER w, lag(n, 3) OVER w, lag(n, 2) OVER w, lag(n, 1) OVER w, n] AS ns,
           ARRAY[lag(d, 4) OVER w, lag(d, 3) OVER w, lag(d, 2) OVER w, lag(d, 1) OVER w, d] AS ds
    FROM history h
    WINDOW w AS (PARTITION BY indikator, niveau, omraade_kode, gyldig_fra, cadence, season ORDER BY year)
), counted AS (
    SELECT f.*, s.n1, s.d1, s.xn, s.xd, s.xxd,
           s.d1 * s.xn - s.xd * s.n1 AS slope,
           s.d1 * s.xxd - s.xd * s.xd AS spread
    FROM five f
    CROSS JOIN LATERAL (
        SELECT sum(n) AS n1, sum(d) AS d1, sum(x * n) AS xn, sum(x * d) AS xd, sum(x * x * d) AS xxd
        FROM unnest(f.ns, f.ds) WITH ORDINALITY AS u (n, d, x)
    ) s
    WHERE f.complete AND f.carried = 0
)
SELECT c.indikator, c.niveau, c.omraade_kode, c.periode,
       CASE WHEN publish.trend_chi_square(c.n1, c.d1, c.xn, c.xd, c.xxd) > 9.5495 AND l.steady
            THEN CASE WHEN sign(c.slope) * c.polarity > 0 THEN 'forvaerret' ELSE 'forbedret' END
            ELSE 'uaendret' END AS udvikling,
       CASE c.measure WHEN 'share' THEN 100.0::double precision ELSE 1000.0::double precision END
           * c.slope::double precision / nullif(c.spread, 0)::double precision / c.step AS per_year,
       nullif(c.borrowed, 0)::integer AS borrowed
FROM counted c
CROSS JOIN LATERAL (
    SELECT bool_and(sign((c.d1 - d) * (c.xn - x * n) - (c.xd - x * d) * (c.n1 - n)) = sign(c.slope)) AS steady
    FROM unnest(c.ns, c.ds) WITH ORDINALITY AS u (n, d, x)
) l;

-- Means and delivered values: Mann-Kendall and Sen's slope over the points of the last ten years, at least seven.
INSERT INTO trend
WITH history AS MATERIALIZED (
    SELECT indikator, niveau, omraade_kode, gyldig_fra, periode, polarity, cadence, season, year, x, 0 AS carried
    FROM point
    WHERE measure IN ('mean', 'value') OR n IS NULL
    UNION ALL
    SELECT indikator, niveau, omraade_kode, gyldig_fra, periode, polarity, cadence, season, year, x, 1
    FROM carried
    WHERE measure IN ('mean', 'value') OR n IS NULL
), pairs AS (
    SELECT t.indikator, t.niveau, t.omraade_kode, t.periode, t.polarity,
           sum(sign(b.x - a.x))::integer AS s,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY (b.x - a.x) / (b.year - a.year)) AS sen
    FROM history t
    JOIN history b ON (b.indikator, b.niveau, b.omraade_kode, b.gyldig_fra, b.cadence, b.season)
                    = (t.indikator, t.niveau, t.omraade_kode, t.gyldig_fra, t.cadence, t.season)
                  AND b.year BETWEEN t.year - 9 AND t.year
    JOIN history a ON (a.indikator, a.niveau, a.omraade_kode, a.gyldig_fra, a.cadence, a.season)
                    = (t.indikator, t.niveau, t.omraade_kode, t.gyldig_fra, t.cadence, t.season)
                  AND a.year BETWEEN t.year - 9 AND b.year - 1
    WHERE t.carried = 0
    GROUP BY t.indikator, t.niveau, t.omraade_kode, t.periode, t.polarity
), ties AS (
    SELECT indikator, niveau, omraade_kode, periode, sum(points)::integer AS points, sum(carried)::integer AS carried,
           sum(points * (points - 1) * (2 * points + 5))::bigint AS ties
    FROM (
        SELECT t.indikator, t.niveau, t.omraade_kode, t.periode, a.x, count(*) AS points, sum(a.carried) AS carried
        FROM history t
        JOIN history a ON (a.indikator, a.niveau, a.omraade_kode, a.gyldig_fra, a.cadence, a.season)
                        = (t.indikator, t.niveau, t.omraade_kode, t.gyldig_fra, t.cadence, t.season)
                      AND a.year BETWEEN t.year - 9 AND t.year
        WHERE t.carried = 0
        GROUP BY t.indikator, t.niveau, t.omraade_kode, t.periode, a.x
    ) g
    GROUP BY indikator, niveau, omraade_kode, periode
), tested AS (
    -- One test for each distinct outcome: the exact distribution is costly.
    SELECT u.s, u.points, u.ties, publish.mann_kendall_significant(u.s, u.points, u.ties) AS significant
    FROM (SELECT DISTINCT abs(p.s) AS s, t.points, t.ties
          FROM pairs p JOIN ties t USING (indikator, niveau, omraade_kode, periode) WHERE t.points >= 7) u
)
SELECT p.indikator, p.niveau, p.omraade_kode, p.periode,
       CASE WHEN NOT e.significant THEN 'uaendret'
            WHEN sign(p.s) * p.polarity > 0 THEN 'forvaerret' ELSE 'forbedret' END,
       p.sen, nullif(t.carried, 0)
FROM pairs p
JOIN ties t USING (indikator, niveau, omraade_kode, periode)
JOIN tested e ON e.s = abs(p.s) AND e.points = t.points AND e.ties = t.ties;

ANALYZE trend;

UPDATE publish.cell c
SET vaerdi = p.x, nedre = p.lower, oevre = p.upper,
    klasse = publish.class_of(p.x, b.breaks, p.polarity), udvikling = t.udvikling, udvikling_pr_aar = t.per_year,
    overfoert = t.borrowed
FROM point p
LEFT JOIN publish.class_break b
    ON b.audience = current_setting('sb.audience') AND b.indikator = p.indikator AND b.niveau = p.niveau
LEFT JOIN trend t ON t.indikator = p.indikator AND t.niveau = p.niveau AND t.omraade_kode = p.omraade_kode AND t.periode = p.periode
WHERE c.publication_id = current_setting('sb.publication')::bigint
  AND c.indikator = p.indikator AND c.niveau = p.niveau AND c.omraade_kode = p.omraade_kode AND c.periode = p.periode;
