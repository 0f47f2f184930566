-- Atoms become areas: for each day on which areas are looked up, each atom and level, the area, or that there is none.
-- A top level with a single area is the whole place: everybody lives in it, also those whose address is unknown.
CREATE UNLOGGED TABLE work.placement AS
WITH day AS (
    SELECT day FROM work.wanted UNION SELECT day FROM work.wanted_population
),
whole AS (
    SELECT d.day, l.niveau, min(a.kode) AS kode
    FROM day d
    CROSS JOIN work.level l
    JOIN work.area a ON a.niveau = l.niveau AND d.day BETWEEN a.first AND a.last
    WHERE l.top
    GROUP BY d.day, l.niveau
    HAVING count(*) = 1
)
SELECT d.day, l.niveau, t.atom, coalesce(a.kode, w.kode) AS kode,
       a.kode IS NULL AND (NOT l.overlapping OR t.atom = 0) AS unplaced
FROM day d
CROSS JOIN work.level l
CROSS JOIN work.atom t
LEFT JOIN work.atom_area a ON a.atom = t.atom AND a.niveau = l.niveau AND d.day BETWEEN a.first AND a.last
LEFT JOIN whole w ON w.day = d.day AND w.niveau = l.niveau;
ANALYZE work.placement, work.area, work.indicator, work.wanted, work.wanted_population, work.tally, work.contribution,
    work.departure, work.resident_count, work.split_household;
