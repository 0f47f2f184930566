-- Rule (a), trend (docs/method.md, "Warnings"). Role sb_statistics. Temporary tables: warning_point, warning_target, warning_test.

-- Sums are taken in a fixed order, so that the same cells give the same last digit.
-- Counts: the verdict of the published trend, and for areas below the municipality the same test of what goes beyond the
-- municipality's own course: counts against the area's level times the municipality's rate.
INSERT INTO warning_test
WITH five AS (
    SELECT t.indikator, t.niveau, t.omraade_kode, t.periode, t.top, t.udvikling, t.x AS now, t.d AS d5, t.m AS m5, t.step,
           t.subset, t.polarity, t.measure, p.b, p.d, p.m, p.x, (p.year - t.year) / t.step + 5 AS score
    FROM warning_target w
    JOIN warning_point t ON t.indikator = w.indikator AND t.niveau = w.niveau AND t.periode = w.periode
    JOIN warning_point p ON p.indikator = t.indikator AND p.niveau = t.niveau AND p.omraade_kode = t.omraade_kode
        AND p.cadence = t.cadence AND p.season = t.season
        AND p.year BETWEEN t.year - 4 * t.step AND t.year AND mod(t.year - p.year, t.step) = 0
    WHERE t.b IS NOT NULL AND t.udvikling IS NOT NULL
), sums AS (
    SELECT indikator, niveau, omraade_kode, periode, top, udvikling, now, step, subset, polarity, measure, d5, m5,
           sum(b) AS b, sum(d) AS d, sum(score * b) AS xb, sum(score * d) AS xd, sum(score * score * d) AS xxd,
           sum(d * m ORDER BY score) AS e, sum(score * d * m ORDER BY score) AS xe,
           sum(b) / nullif(sum(d * m ORDER BY score), 0) AS ratio,
           min(x) FILTER (WHERE score = 1) AS first,
           array_agg(score ORDER BY score) AS scores, array_agg(d * m ORDER BY score) AS es, array_agg(d ORDER BY score) AS ds
    FROM five
    GROUP BY indikator, niveau, omraade_kode, periode, top, udvikling, now, step, subset, polarity, measure, d5, m5
    HAVING count(*) = 5
), tested AS (
    SELECT s.*,
           sign(s.d * s.xb - s.xd * s.b) * sqrt(coalesce(
               publish.trend_chi_square(s.b::numeric, s.d, s.xb::numeric, s.xd, s.xxd), 0)) AS z,
           CASE WHEN s.top THEN NULL ELSE (s.xb - s.ratio * s.xe) / nullif(sqrt(v.variance), 0) END AS net
    FROM sums s
    CROSS JOIN LATERAL (
        SELECT sum((u.x - s.xe / nullif(s.e, 0)) ^ 2 * s.ratio * u.e
                   * CASE WHEN s.subset THEN greatest(1 - s.ratio * u.e / u.d, 0) ELSE 1 END ORDER BY u.x) AS variance
        FROM unnest(s.scores, s.es, s.ds) AS u (x, e, d)
    ) v
)
SELECT 'tendens', indikator, niveau, omraade_kode, periode, publish.normal_upper(least(z, coalesce(net, z))),
       udvikling = 'forvaerret' AND z > 0 AND (top OR (net > 0 AND net * net > 9.5495)), now,
       CASE measure WHEN 'share' THEN 100.0::double precision ELSE 1000.0::double precision END
           * abs((polarity < 0)::integer - CASE WHEN top THEN b / d::double precision ELSE ratio * m5 END),
       first, 4 * step
FROM tested
WHERE top OR net IS NOT NULL;

-- Means and delivered values: Mann-Kendall as published; where the municipality's own figure worsens too, it is told there.
INSERT INTO warning_test
WITH target AS (
    SELECT t.*
    FROM warning_target w
    JOIN warning_point t ON t.indikator = w.indikator AND t.niveau = w.niveau AND t.periode = w.periode
    WHERE t.n IS NULL AND t.udvikling IS NOT NULL
), points AS (
    SELECT t.indikator, t.niveau, t.omraade_kode, t.periode, t.polarity, p.x, p.year
    FROM target t
    JOIN warning_point p ON p.indikator = t.indikator AND p.niveau = t.niveau AND p.omraade_kode = t.omraade_kode
        AND p.cadence = t.cadence AND p.season = t.season AND p.year BETWEEN t.year - 9 AND t.year
), kendall AS (
    SELECT b.indikator, b.niveau, b.omraade_kode, b.periode, sum(sign(b.x - a.x) * b.polarity)::integer AS s
    FROM points b
    JOIN points a USING (indikator, niveau, omraade_kode, periode)
    WHERE a.year < b.year
    GROUP BY b.indikator, b.niveau, b.omraade_kode, b.periode
), ties AS (
    SELECT indikator, niveau, omraade_kode, periode, sum(points)::integer AS points,
           sum(points * (points - 1) * (2 * points + 5))::double precision AS ties,
           (array_agg(first ORDER BY first_year))[1] AS first, min(first_year) AS first_year
    FROM (SELECT indikator, niveau, omraade_kode, periode, x AS first, count(*) AS points, min(year) AS first_year
          FROM points GROUP BY indikator, niveau, omraade_kode, periode, x) g
    GROUP BY indikator, niveau, omraade_kode, periode
), exact AS (
    -- One test for each distinct outcome: the exact distribution is costly.
    SELECT u.s, u.points, publish.mann_kendall_exact(u.s, u.points) / 2 AS p
    FROM (SELECT DISTINCT k.s, g.points FROM kendall k JOIN ties g USING (indikator, niveau, omraade_kode, periode)
          WHERE k.s > 0 AND g.points <= 10 AND g.ties = 0) u
)
SELECT 'tendens', t.indikator, t.niveau, t.omraade_kode, t.periode,
       CASE WHEN k.s <= 0 THEN 1
            WHEN g.points <= 10 AND g.ties = 0 THEN x.p
            ELSE publish.normal_upper((k.s - 1)
                 / sqrt((g.points * (g.points - 1) * (2 * g.points + 5) - g.ties) / 18)) END,
       t.udvikling = 'forvaerret' AND (t.top OR coalesce(kommune.udvikling, '') <> 'forvaerret'),
       t.x, NULL, g.first, t.year - g.first_year
FROM target t
JOIN kendall k USING (indikator, niveau, omraade_kode, periode)
JOIN ties g USING (indikator, niveau, omraade_kode, periode)
LEFT JOIN exact x ON x.s = k.s AND x.points = g.points
LEFT JOIN target kommune ON kommune.indikator = t.indikator AND kommune.omraade_kode = t.kommune;
