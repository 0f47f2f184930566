-- Residents and households on the day of each period; nothing at all when no population register is loaded.
DELETE FROM indicator.population;

WITH residents AS (
    SELECT w.niveau, w.periode, p.kode, sum(r.residents) AS residents, sum(r.households) AS households
    FROM work.wanted_population w
    JOIN work.resident_count r ON r.day = w.day
    JOIN work.placement p ON p.day = w.day AND p.niveau = w.niveau AND p.atom = r.atom
    WHERE p.kode IS NOT NULL
    GROUP BY w.niveau, w.periode, p.kode
),
split AS (
    SELECT w.niveau, w.periode, p.kode, count(DISTINCT s.household) AS households
    FROM work.wanted_population w
    JOIN work.split_household s ON s.day = w.day
    JOIN work.placement p ON p.day = w.day AND p.niveau = w.niveau AND p.atom = s.atom
    WHERE p.kode IS NOT NULL
    GROUP BY w.niveau, w.periode, p.kode
)
INSERT INTO indicator.population (niveau, omraade_kode, periode, residents, households)
SELECT w.niveau, a.kode, w.periode, coalesce(r.residents, 0), coalesce(r.households, 0) + coalesce(s.households, 0)
FROM work.wanted_population w
JOIN work.area a ON a.niveau = w.niveau AND w.day BETWEEN a.first AND a.last
LEFT JOIN residents r ON r.niveau = w.niveau AND r.periode = w.periode AND r.kode = a.kode
LEFT JOIN split s ON s.niveau = w.niveau AND s.periode = w.periode AND s.kode = a.kode
WHERE EXISTS (SELECT FROM work.stay);
