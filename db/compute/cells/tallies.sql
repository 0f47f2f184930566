-- The counts by atom behind the cells, for disclosure control. Moves are counted anew on each level and have none.
DELETE FROM indicator.atom_area;
INSERT INTO indicator.atom_area (atom, niveau, kode, gyldig_fra, gyldig_til)
SELECT atom, niveau, kode, first, nullif(last, DATE '9999-12-31')
FROM work.atom_area;

DELETE FROM indicator.tally;
WITH contributing AS (
    SELECT indicator, source, atom, count(DISTINCT household) AS households
    FROM work.contribution
    GROUP BY indicator, source, atom
),
counted AS (
    SELECT indicator, source, atom, sum(n::integer) AS n, sum(d::integer) AS d, sum(sum) AS sum,
           max(max_value) AS max_value
    FROM work.tally
    GROUP BY indicator, source, atom
)
INSERT INTO indicator.tally (indikator, kilde, atom, n, d, households, sum, max_value)
SELECT i.indikator, s.kilde, t.atom, t.n, t.d, coalesce(c.households, 0), t.sum::double precision, t.max_value
FROM counted t
JOIN work.indicator i ON i.number = t.indicator AND NOT i.moved_out
JOIN work.source s ON s.number = t.source
LEFT JOIN contributing c USING (indicator, source, atom);
