-- Rule (c), CUSUM (docs/method.md, "Warnings"): slow drifts in quarterly and monthly series of levels that are divided
-- further. Role sb_statistics. Temporary tables: warning_area, warning_point, warning_target, warning_test.

-- z of each visible period after the first twelve, against the rate of the same season in those twelve, moved as the
-- municipality's rate has moved.
INSERT INTO warning_test
WITH series AS (
    SELECT p.*, row_number() OVER w AS visible,
           CASE p.cadence WHEN 'quarter' THEN 4 * p.year + (p.season - 1) / 3 ELSE 12 * p.year + p.season - 1 END AS number
    FROM warning_point p
    JOIN warning_area a ON a.omraade_kode = p.omraade_kode AND a.divided
    WHERE p.cadence IN ('quarter', 'month') AND p.b IS NOT NULL AND p.m > 0
    WINDOW w AS (PARTITION BY p.indikator, p.niveau, p.omraade_kode ORDER BY p.periode_slut)
), base AS (
    SELECT indikator, niveau, omraade_kode, season, sum(b) AS b, sum(CASE WHEN top THEN d ELSE d * m END ORDER BY number) AS e
    FROM series
    WHERE visible <= 12
    GROUP BY indikator, niveau, omraade_kode, season
), scored AS (
    SELECT s.*, e.expected,
           (s.b - e.expected) / sqrt(e.expected * CASE WHEN s.subset THEN 1 - e.expected / s.d ELSE 1 END) AS z,
           s.number - lag(s.number) OVER (PARTITION BY s.indikator, s.niveau, s.omraade_kode ORDER BY s.number) > 3 AS gap
    FROM series s
    JOIN base b USING (indikator, niveau, omraade_kode, season)
    CROSS JOIN LATERAL (SELECT CASE WHEN s.top THEN s.d ELSE s.d * s.m END * b.b / b.e AS expected) e
    WHERE s.visible > 12 AND b.b > 0 AND (NOT s.subset OR e.expected < s.d)
), summed AS (
    SELECT s.*, publish.cusum(z, coalesce(gap, false))
               OVER (PARTITION BY indikator, niveau, omraade_kode ORDER BY number) AS state
    FROM scored s
)
SELECT 'kumuleret', s.indikator, s.niveau, s.omraade_kode, s.periode, exp(-(s.state + 0.583)), s.state > 8, s.x,
       CASE s.measure WHEN 'share' THEN 100.0::double precision ELSE 1000.0::double precision END
           * abs((s.polarity < 0)::integer - s.expected / s.d),
       NULL, NULL
FROM summed s
JOIN warning_target w ON w.indikator = s.indikator AND w.niveau = s.niveau AND w.periode = s.periode;
