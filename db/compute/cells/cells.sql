-- All cells anew, in the caller's transaction. Every area that is valid on the period's day gets a row, also with d = 0.
DELETE FROM indicator.cell;

WITH counted AS (
    -- One row per source period first: a mean population is rounded, half up, before years are pooled. Counts of one
    -- period, indicator and atom are far below the limit of an integer; their sums are bigint, not numeric.
    SELECT w.cell, p.area, sum(t.n::integer) AS n,
           CASE WHEN i.mean_population THEN (sum(t.d::integer) + sum(t.d_start::integer) + 1) / 2
                ELSE sum(t.d::integer) END AS d,
           sum(t.sum) AS sum, sum(t.sum_squares) AS sum_squares, max(t.max_value) AS max_value
    FROM work.tally t
    JOIN work.indicator i ON i.number = t.indicator
    JOIN work.cell w ON w.indicator = t.indicator AND w.source = t.source
    JOIN work.placement p ON p.place = w.place AND p.atom = t.atom
    WHERE p.area IS NOT NULL
    GROUP BY w.cell, w.source, p.area, i.mean_population
),
pooled AS (
    SELECT cell, area, sum(n) AS n, sum(d) AS d, sum(sum) AS sum, sum(sum_squares) AS sum_squares,
           max(max_value) AS max_value
    FROM counted
    GROUP BY cell, area
),
left_area AS (
    -- Out of the area that the atom lay in, and into none or another one of that level.
    -- One row per person, area and source first: whoever leaves twice counts once. Persons that left but once are one row.
    SELECT o.cell, o.area, sum(o.n) AS n, count(DISTINCT o.household) AS households
    FROM (
        SELECT w.cell, p.area, w.source, v.person, min(v.household) AS household,
               CASE WHEN v.person IS NULL THEN sum(v.persons) ELSE 1 END AS n
        FROM work.departure v
        JOIN work.cell w ON w.indicator = v.indicator AND w.source = v.source
        JOIN work.placement p ON p.place = w.place AND p.atom = v.atom
        LEFT JOIN work.placement q ON q.place = w.place AND q.atom = v.next_atom AND q.area = p.area
        WHERE p.area IS NOT NULL AND q.area IS NULL
        GROUP BY w.cell, p.area, w.source, v.person
    ) o
    GROUP BY o.cell, o.area
),
contributing AS (
    SELECT o.cell, o.area, count(*) AS households
    FROM (
        SELECT DISTINCT w.cell, p.area, c.household
        FROM work.contribution c
        JOIN work.cell w ON w.indicator = c.indicator AND w.source = c.source
        JOIN work.placement p ON p.place = w.place AND p.atom = c.atom
        WHERE p.area IS NOT NULL
    ) o
    GROUP BY o.cell, o.area
),
wanted AS (
    SELECT DISTINCT w.cell, w.indicator, w.niveau, w.periode, a.area, a.kode
    FROM work.cell w
    JOIN work.area a ON a.niveau = w.niveau AND w.day BETWEEN a.first AND a.last
)
INSERT INTO indicator.cell
    (indikator, niveau, omraade_kode, periode, n, d, households, sum, sum_squares, max_value)
SELECT i.indikator, w.niveau, w.kode, w.periode,
       coalesce(CASE WHEN i.moved_out THEN l.n ELSE p.n END, 0),
       coalesce(p.d, 0),
       CASE WHEN i.by_household
            THEN coalesce(CASE WHEN i.moved_out THEN l.households ELSE c.households END, 0) END,
       p.sum::double precision, p.sum_squares::double precision, p.max_value
FROM wanted w
JOIN work.indicator i ON i.number = w.indicator
LEFT JOIN pooled p USING (cell, area)
LEFT JOIN left_area l USING (cell, area)
LEFT JOIN contributing c USING (cell, area);
