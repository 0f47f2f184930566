-- Rule (d), hot spot (docs/method.md, "Warnings"): local Moran on levels that tile. Role sb_statistics.
-- Temporary tables: warning_area, warning_point, warning_target, warning_test.

-- Queen contiguity: areas that touch, if only in a point; within a metre, since borders are drawn by hand.
CREATE TEMPORARY TABLE warning_neighbour ON COMMIT DROP AS
SELECT a.omraade_kode, b.omraade_kode AS neighbour
FROM warning_area a
JOIN warning_area b ON b.niveau = a.niveau AND b.omraade_kode <> a.omraade_kode
    AND b.geom OPERATOR(postgis.&&) postgis.ST_Expand(a.geom, 1) AND postgis.ST_DWithin(a.geom, b.geom, 1)
WHERE NOT a.overlapping AND a.omraade_kode < b.omraade_kode;

INSERT INTO warning_neighbour SELECT neighbour, omraade_kode FROM warning_neighbour;
ANALYZE warning_neighbour;

-- Oriented values of the target and of the period before it, with count, sum and sum of squares of their field.
CREATE TEMPORARY TABLE warning_field ON COMMIT DROP AS
WITH looked AS (
    SELECT w.indikator, w.niveau, o.periode, row_number() OVER (PARTITION BY w.indikator, w.niveau ORDER BY o.periode_slut DESC) AS back
    FROM warning_target w
    JOIN (SELECT DISTINCT indikator, niveau, periode, cadence, periode_slut FROM warning_point) t USING (indikator, niveau, periode)
    JOIN (SELECT DISTINCT indikator, niveau, periode, cadence, periode_slut FROM warning_point) o
        ON o.indikator = w.indikator AND o.niveau = w.niveau AND o.cadence = t.cadence AND o.periode_slut <= t.periode_slut
)
SELECT v.indikator, v.niveau, v.omraade_kode, v.periode, l.back = 1 AS latest, v.x AS shown, v.polarity * v.x AS x,
       count(*) OVER f AS n, sum(v.polarity * v.x) OVER f AS total, sum(v.x * v.x) OVER f AS squares
FROM looked l
JOIN warning_point v ON v.indikator = l.indikator AND v.niveau = l.niveau AND v.periode = l.periode
JOIN warning_area a ON a.omraade_kode = v.omraade_kode AND NOT a.overlapping
WHERE l.back <= 2
WINDOW f AS (PARTITION BY v.indikator, v.niveau, v.periode ORDER BY v.omraade_kode
             ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);

CREATE INDEX ON warning_field (omraade_kode, indikator, periode);
ANALYZE warning_field;

-- The mean of the neighbours, islands left out, and which areas are worth permutations: in both periods high among high
-- and, by the exact mean and variance of a permutation, more than 2.5 standard deviations out. What is nearer hardly
-- comes below the limit.
CREATE TEMPORARY TABLE warning_lag ON COMMIT DROP AS
SELECT g.*, count(*) FILTER (WHERE x > total / n AND lag > total / n AND lag - mean > 2.5 * error)
                OVER (PARTITION BY indikator, niveau, omraade_kode) = 2 AS out
FROM (
    SELECT f.*, b.k, b.lag, m.mean,
           sqrt(greatest((f.squares - f.x * f.x) / (f.n - 1) - m.mean * m.mean, 0) / b.k * (f.n - 1 - b.k) / (f.n - 2)) AS error
    FROM warning_field f
    CROSS JOIN LATERAL (SELECT (f.total - f.x) / (f.n - 1) AS mean) m
    JOIN (SELECT f.indikator, f.niveau, f.periode, b.omraade_kode, count(*)::integer AS k, avg(f.x ORDER BY f.omraade_kode) AS lag
          FROM warning_neighbour b
          JOIN warning_field f ON f.omraade_kode = b.neighbour
          GROUP BY f.indikator, f.niveau, f.periode, b.omraade_kode) b
        ON b.indikator = f.indikator AND b.niveau = f.niveau AND b.periode = f.periode AND b.omraade_kode = f.omraade_kode
    WHERE f.n >= 10
) g;

ANALYZE warning_lag;

INSERT INTO warning_test
WITH drawn AS MATERIALIZED (
    SELECT l.indikator, l.niveau, l.omraade_kode, l.periode, l.k, l.lag, array_agg(f.x ORDER BY f.omraade_kode) AS others
    FROM warning_lag l
    JOIN warning_field f ON f.indikator = l.indikator AND f.niveau = l.niveau AND f.periode = l.periode
        AND f.omraade_kode <> l.omraade_kode
    WHERE l.out
    GROUP BY l.indikator, l.niveau, l.omraade_kode, l.periode, l.k, l.lag
), tried AS MATERIALIZED (
    SELECT indikator, niveau, omraade_kode, max(publish.moran_p(others, k, lag,
               hashtextextended(indikator || ' ' || niveau || ' ' || periode || ' ' || omraade_kode, 0), 9999, 9)) AS p
    FROM drawn
    GROUP BY indikator, niveau, omraade_kode
)
SELECT 'klynge', l.indikator, l.niveau, l.omraade_kode, l.periode, coalesce(t.p, 1), coalesce(t.p <= 0.0003, false), l.shown,
       abs(l.mean), abs(l.lag), NULL
FROM warning_lag l
LEFT JOIN tried t USING (indikator, niveau, omraade_kode)
WHERE l.latest;
