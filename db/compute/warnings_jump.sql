-- Rule (b), jump (docs/method.md, "Warnings"). Role sb_statistics. Temporary tables: warning_point, warning_target, warning_test.

-- Expected: the area's level, against the municipality's, in its last three visible periods, times the municipality's
-- rate now. `exact` takes that as known; `among` is the exact conditional test of the four counts together, which knows
-- that three periods are a sample too: both must be below the limit.
INSERT INTO warning_test
SELECT 'spring', t.indikator, t.niveau, t.omraade_kode, t.periode, s.exact, s.exact < 0.0005 AND s.among < 0.0005, t.x,
       CASE t.measure WHEN 'share' THEN 100.0::double precision ELSE 1000.0::double precision END
           * abs((t.polarity < 0)::integer - e.expected / t.d),
       NULL, NULL
FROM warning_target w
JOIN warning_point t ON t.indikator = w.indikator AND t.niveau = w.niveau AND t.periode = w.periode
JOIN LATERAL (
    SELECT sum(l.b) AS b, sum(l.d * l.m) AS e
    FROM (SELECT p.b, p.d, p.m
          FROM warning_point p
          WHERE p.indikator = t.indikator AND p.niveau = t.niveau AND p.omraade_kode = t.omraade_kode
            AND p.cadence = t.cadence AND p.periode_slut < t.periode_slut
          ORDER BY p.periode_slut DESC
          LIMIT 3) l
    HAVING count(l.m) = 3 AND sum(l.d * l.m) > 0
) base ON true
CROSS JOIN LATERAL (SELECT t.d * t.m * base.b / base.e AS expected) e
CROSS JOIN LATERAL (
    SELECT CASE WHEN t.b <= e.expected THEN 1
                WHEN t.subset THEN publish.binomial_upper(t.b, t.d, e.expected / t.d)
                ELSE publish.poisson_upper(t.b, e.expected) END AS exact,
           CASE WHEN t.b <= e.expected THEN 1
                ELSE publish.binomial_upper(t.b, t.b + base.b, t.d * t.m / (t.d * t.m + base.e)) END AS among
) s
WHERE NOT t.top AND t.b IS NOT NULL AND t.m > 0;
