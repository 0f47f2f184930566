-- What indices and their dynamics are made of (docs/method.md, "Index"), from published cells alone. Role sb_statistics.
-- Setting: sb.publication. Temporary tables: generation, carried.
-- Aggregates run in a fixed order, so that the same cells give the same last digit.

-- Keys of text are faster hashed than sorted.
SET LOCAL enable_mergejoin = off;

-- What each index is made of. The dynamics come from figures that are changes themselves, where the index names such,
-- or else from the changes of the status components.
CREATE TEMPORARY TABLE component ON COMMIT DROP AS
SELECT x.indeks_id, u.of_status, u.of_change, w.key AS indikator, w.value::text::double precision AS weight, i.polarity,
       i.measure, i.subset, (i.definition ->> 'additive')::boolean AS additive,
       (x.definition ->> 'span')::integer AS span
FROM publish.index_definition x
CROSS JOIN LATERAL (VALUES
    (true, x.definition -> 'dynamicsComponents' = '{}', x.definition -> 'components'),
    (false, true, x.definition -> 'dynamicsComponents')
) u (of_status, of_change, weights)
CROSS JOIN LATERAL jsonb_each(u.weights) w
JOIN publish.indicator i ON i.publication_id = x.publication_id AND i.indikator = w.key
WHERE x.publication_id = current_setting('sb.publication')::bigint;

-- Which period of a component speaks for which year: the latest complete one that ends with it or, where periods are
-- longer or start elsewhere, within its own length before. And which one it is compared with.
CREATE TEMPORARY TABLE slot ON COMMIT DROP AS
WITH counted AS (
    SELECT DISTINCT c.indikator, c.niveau, d.periode, d.cadence, d.periode_start, d.periode_slut,
           CASE WHEN d.cadence LIKE 'years:%' THEN substr(d.cadence, 7)::integer ELSE 1 END AS years
    FROM publish.cell c
    JOIN publish.period d ON d.publication_id = c.publication_id AND d.periode = c.periode
    WHERE c.publication_id = current_setting('sb.publication')::bigint
      AND c.indikator IN (SELECT indikator FROM component)
), latest AS (
    SELECT DISTINCT ON (k.indeks_id, k.of_status, k.indikator, c.niveau, y.periode)
           k.*, c.niveau, y.periode AS target, c.periode, c.cadence, c.periode_start, c.years
    FROM component k
    JOIN counted c ON c.indikator = k.indikator
    JOIN publish.period y ON y.publication_id = current_setting('sb.publication')::bigint AND y.cadence = 'year'
        AND c.periode_slut <= y.periode_slut AND c.periode_slut > y.periode_slut - make_interval(years => c.years)
    ORDER BY k.indeks_id, k.of_status, k.indikator, c.niveau, y.periode, c.periode_slut DESC, c.periode_start DESC
)
SELECT l.indeks_id, l.of_status, l.indikator, l.niveau, l.target, l.periode, b.periode AS earlier,
       l.span::double precision / CASE WHEN l.years > 1 THEN l.years ELSE l.span END AS per_span
FROM latest l
LEFT JOIN counted b ON l.of_status AND l.of_change AND b.indikator = l.indikator AND b.niveau = l.niveau AND b.cadence = l.cadence
    AND b.periode_start AT TIME ZONE 'UTC' = (l.periode_start AT TIME ZONE 'UTC')
        - make_interval(years => CASE WHEN l.years > 1 THEN l.years ELSE l.span END);

-- Every component's figures: n, d and value of visible cells; and who belongs to whom.
CREATE TEMPORARY TABLE figure ON COMMIT DROP AS
SELECT c.indikator, c.niveau, c.omraade_kode, g.gyldig_fra, c.periode, g.overordnet, c.datastatus,
       CASE WHEN c.sum IS NOT NULL THEN c.sum ELSE c.taeller END AS n, c.naevner AS d, c.vaerdi AS x
FROM publish.cell c
JOIN generation g ON g.niveau = c.niveau AND g.omraade_kode = c.omraade_kode AND g.periode = c.periode
WHERE c.publication_id = current_setting('sb.publication')::bigint
  AND c.indikator IN (SELECT indikator FROM component);

-- A window that the parent's level counts by the year is the sum of its years, when all of them are visible.
INSERT INTO figure
SELECT y.indikator, y.niveau, y.omraade_kode, y.gyldig_fra, w.periode, min(y.overordnet),
       CASE WHEN bool_and(y.n IS NOT NULL) THEN 'vist' ELSE 'diskretioneret' END,
       CASE WHEN bool_and(y.n IS NOT NULL) THEN sum(y.n ORDER BY y.periode) END,
       CASE WHEN bool_and(y.n IS NOT NULL) THEN sum(y.d) END, NULL
FROM publish.period w
JOIN publish.period e ON e.publication_id = w.publication_id AND e.cadence = 'year'
    AND e.periode_start >= w.periode_start AND e.periode_slut <= w.periode_slut
JOIN figure y ON y.periode = e.periode
WHERE w.publication_id = current_setting('sb.publication')::bigint AND w.cadence LIKE 'years:%'
  AND NOT EXISTS (SELECT FROM figure f
                  WHERE f.indikator = y.indikator AND f.niveau = y.niveau AND f.omraade_kode = y.omraade_kode
                    AND f.periode = w.periode)
  AND EXISTS (SELECT FROM figure f WHERE f.indikator = y.indikator AND f.periode = w.periode)
GROUP BY y.indikator, y.niveau, y.omraade_kode, y.gyldig_fra, w.periode
HAVING count(*) = min(substr(w.cadence, 7)::integer);

CREATE INDEX figure_area ON figure (indikator, omraade_kode, periode);
CREATE INDEX figure_parent ON figure (indikator, overordnet, periode);
ANALYZE figure;

-- A hidden figure takes the rate of all its hidden siblings together, which anyone could work out: what the parent
-- has beyond its visible parts. Where the parent is hidden, its own stand-in is taken. Where figures do not add up
-- (counted anew on each level, or delivered as values), the nearest visible ancestor's own rate stands in.
CREATE TEMPORARY TABLE rate ON COMMIT DROP AS
WITH RECURSIVE climb AS (
    SELECT f.indikator, f.niveau, f.omraade_kode, f.periode, f.overordnet AS parent, f.niveau AS child_level, 1 AS step
    FROM figure f
    WHERE f.datastatus = 'diskretioneret'
    UNION ALL
    SELECT c.indikator, c.niveau, c.omraade_kode, c.periode, p.overordnet, p.niveau, c.step + 1
    FROM climb c
    JOIN figure p ON p.indikator = c.indikator AND p.omraade_kode = c.parent AND p.periode = c.periode
    WHERE p.datastatus = 'diskretioneret' AND c.step < 9
), parents AS (
    SELECT DISTINCT c.indikator, c.child_level, c.parent, c.periode FROM climb c WHERE c.parent IS NOT NULL
), rest AS (
    SELECT q.indikator, q.child_level, q.parent, q.periode,
           CASE WHEN k.measure = 'value' OR NOT k.additive OR p.n IS NULL
                THEN coalesce(p.x, k.factor * p.n / nullif(p.d, 0))
                WHEN p.d > s.d THEN k.factor * CASE WHEN k.measure = 'mean' THEN p.n - s.n
                    WHEN k.subset THEN least(greatest(p.n - s.n, 0), p.d - s.d)
                    ELSE greatest(p.n - s.n, 0) END / (p.d - s.d)
           END AS x
    FROM parents q
    JOIN (SELECT DISTINCT indikator, measure, subset, additive,
                 CASE measure WHEN 'share' THEN 100.0::double precision WHEN 'per_1000' THEN 1000.0::double precision
                      ELSE 1.0::double precision END AS factor
          FROM component) k ON k.indikator = q.indikator
    JOIN figure p ON p.indikator = q.indikator AND p.omraade_kode = q.parent AND p.periode = q.periode
        AND p.datastatus IN ('vist', 'foreloebig')
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(f.n ORDER BY f.omraade_kode), 0) AS n, coalesce(sum(f.d), 0) AS d
        FROM figure f
        WHERE f.indikator = q.indikator AND f.overordnet = q.parent AND f.periode = q.periode
          AND f.niveau = q.child_level AND f.datastatus IN ('vist', 'foreloebig')
    ) s
)
SELECT f.indikator, f.niveau, f.omraade_kode, f.gyldig_fra, f.periode, f.x, false AS hidden, false AS carried
FROM figure f
WHERE f.datastatus IN ('vist', 'foreloebig') AND f.x IS NOT NULL
UNION ALL
SELECT indikator, niveau, omraade_kode, gyldig_fra, periode, x, false, true
FROM carried
WHERE indikator IN (SELECT indikator FROM component)
UNION ALL
SELECT h.indikator, h.niveau, h.omraade_kode, h.gyldig_fra, h.periode, r.x, true, false
FROM figure h
LEFT JOIN (
    SELECT c.indikator, c.niveau, c.omraade_kode, c.periode, t.x
    FROM climb c
    JOIN rest t ON t.indikator = c.indikator AND t.child_level = c.child_level AND t.parent = c.parent AND t.periode = c.periode
) r ON r.indikator = h.indikator AND r.niveau = h.niveau AND r.omraade_kode = h.omraade_kode AND r.periode = h.periode
WHERE h.datastatus = 'diskretioneret';

ANALYZE rate;

-- Who takes part: residents where they are known, and exclusions for the period or for all; on levels and in years
-- that have figures.
CREATE TEMPORARY TABLE entrant ON COMMIT DROP AS
SELECT x.indeks_id, o.niveau, o.periode AS target, o.omraade_kode, g.gyldig_fra,
       coalesce(o.residents >= (x.definition ->> 'minPopulation')::bigint, true)
           AND NOT coalesce(x.definition -> 'exclusions' -> o.periode ? o.omraade_kode, false)
           AND NOT coalesce(x.definition -> 'exclusions' -> '*' ? o.omraade_kode, false) AS eligible
FROM publish.index_definition x
JOIN publish.population o ON o.publication_id = x.publication_id
JOIN generation g ON g.niveau = o.niveau AND g.omraade_kode = o.omraade_kode AND g.periode = o.periode
WHERE x.publication_id = current_setting('sb.publication')::bigint
  AND (x.indeks_id, o.niveau, o.periode) IN (SELECT indeks_id, niveau, target FROM slot);

ANALYZE entrant, slot, component;

-- Oriented values (high is unfavourable) of status and of change over the span, for every component: one without a
-- figure weighs as missing. `size` is the size of the figures that a change is the difference of.
CREATE TEMPORARY TABLE part ON COMMIT DROP AS
SELECT k.indeks_id, e.niveau, e.target, e.omraade_kode, k.indikator, k.weight, v.kind, v.x, v.size, v.hidden, s.periode,
       CASE WHEN k.of_status THEN s.earlier END AS earlier, now_.x AS now_x, then_.x AS then_x,
       v.kind = 'status' AND coalesce(now_.hidden, false) AS secret, v.x IS NOT NULL AND v.carried AS carried
FROM component k
JOIN entrant e ON e.indeks_id = k.indeks_id AND e.eligible
LEFT JOIN slot s ON s.indeks_id = k.indeks_id AND s.of_status = k.of_status AND s.indikator = k.indikator
    AND s.niveau = e.niveau AND s.target = e.target
LEFT JOIN rate now_ ON now_.indikator = k.indikator AND now_.niveau = e.niveau AND now_.omraade_kode = e.omraade_kode
    AND now_.gyldig_fra = e.gyldig_fra AND now_.periode = s.periode
LEFT JOIN rate then_ ON then_.indikator = k.indikator AND then_.niveau = e.niveau AND then_.omraade_kode = e.omraade_kode
    AND then_.gyldig_fra = e.gyldig_fra AND then_.periode = s.earlier
CROSS JOIN LATERAL (
    SELECT 'status' AS kind, k.polarity * now_.x AS x, abs(now_.x) AS size, coalesce(now_.hidden, true) AS hidden,
           now_.carried
    WHERE k.of_status
    UNION ALL
    SELECT 'change', k.polarity * (now_.x - then_.x) * s.per_span, (abs(now_.x) + abs(then_.x)) * s.per_span,
           now_.x IS NULL OR then_.x IS NULL, now_.carried OR then_.carried
    WHERE k.of_status AND k.of_change
    UNION ALL
    SELECT 'change', k.polarity * now_.x, abs(now_.x), now_.x IS NULL, now_.carried
    WHERE NOT k.of_status
) v;

ANALYZE part;

-- z of each component, each area counting once; a component that does not vary, but for the last digits of a
-- difference, is left out (and named below).
CREATE TEMPORARY TABLE spread ON COMMIT DROP AS
SELECT indeks_id, niveau, target, kind, indikator,
       avg(x ORDER BY omraade_kode) AS mean, stddev_pop(x ORDER BY omraade_kode) AS sd,
       count(x) > 0 AND max(x) - min(x) <= 1e-12 * max(size) AS constant
FROM part
GROUP BY indeks_id, niveau, target, kind, indikator;

ANALYZE spread;

CREATE TEMPORARY TABLE score ON COMMIT DROP AS
WITH summed AS (
    SELECT p.indeks_id, p.niveau, p.target, p.kind, p.omraade_kode, sum(p.weight) AS weight,
           sum(p.weight * (p.x - s.mean) / s.sd ORDER BY p.indikator)
               * sum(p.weight) / nullif(sum(p.weight) FILTER (WHERE p.x IS NOT NULL), 0) AS total,
           coalesce(sum(p.weight) FILTER (WHERE p.hidden), 0) > sum(p.weight) / 2 AS too_little,
           count(*) FILTER (WHERE p.hidden AND p.x IS NOT NULL) AS replaced,
           count(*) FILTER (WHERE p.carried) AS carried
    FROM part p
    JOIN spread s USING (indeks_id, niveau, target, kind, indikator)
    WHERE NOT s.constant
    GROUP BY p.indeks_id, p.niveau, p.target, p.kind, p.omraade_kode
), kept AS (
    SELECT * FROM summed WHERE NOT too_little AND total IS NOT NULL
)
SELECT k.*, m.mean, m.sd, (k.total - m.mean) / m.sd AS z
FROM kept k
JOIN (
    SELECT indeks_id, niveau, target, kind, avg(total ORDER BY omraade_kode) AS mean,
           stddev_pop(total ORDER BY omraade_kode) AS sd
    FROM kept
    GROUP BY indeks_id, niveau, target, kind
    -- Components that cancel each other leave rounding errors, which are no differences.
    HAVING count(*) >= 10 AND max(total) - min(total) > 1e-12 * max(weight)
) m USING (indeks_id, niveau, target, kind);

ANALYZE score;

SET LOCAL enable_mergejoin = DEFAULT;
