-- Indices, their dynamics, groups and ranks (docs/method.md, "Index"). Role sb_statistics. Setting: sb.publication.
-- Temporary tables: entrant, part, score.

SET LOCAL enable_mergejoin = off;

INSERT INTO publish.index_value (publication_id, indeks_id, niveau, omraade_kode, periode, datastatus, indeks, status,
    dynamik_indeks, dynamik, gruppe, rang, erstattet, overfoert)
SELECT current_setting('sb.publication')::bigint, e.indeks_id, e.niveau, e.omraade_kode, e.target,
       CASE WHEN s.z IS NOT NULL THEN 'vist' WHEN q.secret THEN 'diskretioneret' ELSE 'ingen_data' END,
       s.z, g.status, d.z, CASE g.sign WHEN '+' THEN 'positiv' WHEN '+/-' THEN 'stabil' WHEN '-' THEN 'negativ' END,
       g.status || g.sign,
       CASE WHEN s.z IS NOT NULL THEN rank() OVER (PARTITION BY e.indeks_id, e.niveau, e.target ORDER BY s.z DESC NULLS LAST) END,
       s.replaced, CASE WHEN s.z IS NOT NULL THEN nullif(greatest(s.carried, d.carried), 0) END
FROM entrant e
JOIN publish.index_definition x
    ON x.publication_id = current_setting('sb.publication')::bigint AND x.indeks_id = e.indeks_id
LEFT JOIN score s ON s.kind = 'status' AND s.indeks_id = e.indeks_id AND s.niveau = e.niveau AND s.target = e.target
    AND s.omraade_kode = e.omraade_kode
LEFT JOIN score d ON d.kind = 'change' AND d.indeks_id = e.indeks_id AND d.niveau = e.niveau AND d.target = e.target
    AND d.omraade_kode = e.omraade_kode AND s.z IS NOT NULL
LEFT JOIN (
    SELECT indeks_id, niveau, target, omraade_kode, bool_or(secret) AS secret
    FROM part
    GROUP BY indeks_id, niveau, target, omraade_kode
) q ON q.indeks_id = e.indeks_id AND q.niveau = e.niveau AND q.target = e.target AND q.omraade_kode = e.omraade_kode
CROSS JOIN LATERAL (
    SELECT CASE WHEN s.z < (x.definition -> 'breaks' ->> 0)::double precision THEN 1
                WHEN s.z <= (x.definition -> 'breaks' ->> 1)::double precision THEN 2
                WHEN s.z <= (x.definition -> 'breaks' ->> 2)::double precision THEN 3
                WHEN s.z IS NOT NULL THEN 4 END AS status,
           CASE WHEN d.z < (x.definition -> 'dynamicsBreaks' ->> 0)::double precision THEN '+'
                WHEN d.z <= (x.definition -> 'dynamicsBreaks' ->> 1)::double precision THEN '+/-'
                WHEN d.z IS NOT NULL THEN '-' END AS sign
) g
-- Only where the index exists at all: this level in this year.
WHERE EXISTS (SELECT FROM score t
              WHERE t.kind = 'status' AND t.indeks_id = e.indeks_id AND t.niveau = e.niveau AND t.target = e.target);

SET LOCAL enable_mergejoin = DEFAULT;
