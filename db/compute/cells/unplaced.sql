-- Persons of each level that no area of it holds. They stand in the whole place's total and in no other cell.
DELETE FROM indicator.unplaced;

WITH counted AS (
    SELECT w.indicator, w.niveau, w.periode, sum(t.n) AS n,
           CASE WHEN i.mean_population THEN div(sum(t.d) + sum(t.d_start) + 1, 2) ELSE sum(t.d) END AS d
    FROM work.tally t
    JOIN work.indicator i ON i.number = t.indicator
    JOIN work.wanted w ON w.indicator = t.indicator AND w.source = t.source
    JOIN work.placement p ON p.day = w.day AND p.niveau = w.niveau AND p.atom = t.atom
    WHERE p.unplaced
    GROUP BY w.indicator, w.niveau, w.periode, w.source, i.mean_population
),
pooled AS (
    SELECT indicator, niveau, periode, sum(n) AS n, sum(d) AS d FROM counted GROUP BY indicator, niveau, periode
),
left_nowhere AS (
    SELECT w.indicator, w.niveau, w.periode, count(DISTINCT (v.source, v.person)) FILTER (WHERE v.person IS NOT NULL)
           + coalesce(sum(v.persons) FILTER (WHERE v.person IS NULL), 0) AS n
    FROM work.departure v
    JOIN work.wanted w ON w.indicator = v.indicator AND w.source = v.source
    JOIN work.placement p ON p.day = w.day AND p.niveau = w.niveau AND p.atom = v.atom
    LEFT JOIN work.placement q
        ON q.day = w.day AND q.niveau = w.niveau AND q.atom = v.next_atom AND q.unplaced
    WHERE p.unplaced AND q.atom IS NULL
    GROUP BY w.indicator, w.niveau, w.periode
)
INSERT INTO indicator.unplaced (indikator, niveau, periode, n, d)
SELECT i.indikator, w.niveau, w.periode, coalesce(CASE WHEN i.moved_out THEN l.n ELSE p.n END, 0), coalesce(p.d, 0)
FROM (SELECT DISTINCT indicator, niveau, periode FROM work.wanted) w
JOIN work.indicator i ON i.number = w.indicator
LEFT JOIN pooled p USING (indicator, niveau, periode)
LEFT JOIN left_nowhere l USING (indicator, niveau, periode);
