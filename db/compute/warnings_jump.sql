-- Rule (b), jump (docs/method.md, "Warnings"). Role sb_statistics. Temporary tables: warning_point, warning_target, warning_test.

-- Expected: the area's level, against the municipality's, in its last three visible periods, times the municipality's
-- rate now. `exact` takes that as known; `among` is the exact conditional test of the four counts together, which knows
-- that three periods are a sample too: both must be below the limit.
INSERT INTO warning_test
WITH followed AS (
    SELECT p.*, count(p.m) OVER before AS periods, sum(p.b) OVER before AS base_b, sum(p.d * p.m) OVER before AS base_e
    FROM warning_point p
    WHERE NOT p.top AND p.b IS NOT NULL
    WINDOW before AS (PARTITION BY p.indikator, p.niveau, p.omraade_kode, p.cadence ORDER BY p.periode_slut
                      ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING)
)
SELECT 'spring', t.indikator, t.niveau, t.omraade_kode, t.periode, s.exact, s.exact < 0.0005 AND s.among < 0.0005, t.x,
       CASE t.measure WHEN 'share' THEN 100.0::double precision ELSE 1000.0::double precision END
           * abs((t.polarity < 0)::integer - e.expected / t.d),
       NULL, NULL
FROM followed t
JOIN warning_target w ON w.indikator = t.indikator AND w.niveau = t.niveau AND w.periode = t.periode
CROSS JOIN LATERAL (SELECT t.d * t.m * t.base_b / t.base_e AS expected) e
CROSS JOIN LATERAL (
    SELECT CASE WHEN t.b <= e.expected THEN 1
                WHEN t.subset THEN publish.binomial_upper(t.b, t.d, e.expected / t.d)
                ELSE publish.poisson_upper(t.b, e.expected) END AS exact,
           CASE WHEN t.b <= e.expected THEN 1
                ELSE publish.binomial_upper(t.b, t.b + t.base_b, t.d * t.m / (t.d * t.m + t.base_e)) END AS among
) s
WHERE t.periods = 3 AND t.base_e > 0 AND t.m > 0;
