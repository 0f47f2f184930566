-- Atoms become areas: for each day on which areas are looked up, each atom and level, the area, or that there is none.
-- A top level with a single area is the whole place: everybody lives in it, also those whose address is unknown.
-- Day and level together are one number (place), and so are level and area code (area): the sums below join and group
-- by whole numbers alone.
CREATE UNLOGGED TABLE work.place AS
SELECT (row_number() OVER (ORDER BY d.day, l.niveau))::int AS place, d.day, l.niveau, l.overlapping, l.top
FROM (SELECT day FROM work.wanted UNION SELECT day FROM work.wanted_population) d
CROSS JOIN work.level l;

CREATE UNLOGGED TABLE work.placement AS
WITH whole AS (
    SELECT d.place, min(a.area) AS area, min(a.kode) AS kode
    FROM work.place d
    JOIN work.area a ON a.niveau = d.niveau AND d.day BETWEEN a.first AND a.last
    WHERE d.top
    GROUP BY d.place
    HAVING count(*) = 1
)
SELECT d.place, d.day, d.niveau, t.atom, coalesce(a.area, w.area) AS area, coalesce(a.kode, w.kode) AS kode,
       a.kode IS NULL AND (NOT d.overlapping OR t.atom = 0) AS unplaced
FROM work.place d
CROSS JOIN work.atom t
LEFT JOIN work.atom_area a ON a.atom = t.atom AND a.niveau = d.niveau AND d.day BETWEEN a.first AND a.last
LEFT JOIN whole w ON w.place = d.place;

-- What is wanted, one number (cell) for indicator, level and period.
CREATE UNLOGGED TABLE work.cell AS
SELECT (dense_rank() OVER (ORDER BY w.indicator, w.niveau, w.periode))::int AS cell, w.indicator, w.source, d.place,
       w.niveau, w.periode, w.day
FROM work.wanted w
JOIN work.place d ON d.day = w.day AND d.niveau = w.niveau;

ANALYZE work.place, work.cell, work.placement, work.area, work.indicator, work.wanted, work.wanted_population, work.tally, work.contribution,
    work.departure, work.resident_count, work.split_household;
