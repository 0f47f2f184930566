-- Entering "særlig opmærksomhed" (docs/method.md, "Warnings"): status 4, or 3 with negative dynamics, in an index's latest
-- year and not in the year before. No probability belongs to it. Role sb_statistics. Temporary table: warning_test.

INSERT INTO warning_test
WITH attention AS (
    SELECT v.*, d.periode_slut, v.status = 4 OR (v.status = 3 AND coalesce(v.dynamik = 'negativ', false)) AS special,
           dense_rank() OVER (PARTITION BY v.indeks_id, v.niveau ORDER BY d.periode_slut DESC) AS back
    FROM publish.index_value v
    JOIN publish.period d ON d.publication_id = v.publication_id AND d.periode = v.periode
    WHERE v.publication_id = current_setting('sb.publication')::bigint AND v.datastatus = 'vist'
)
SELECT 'indeks', n.indeks_id, n.niveau, n.omraade_kode, n.periode, NULL, n.special AND NOT o.special, n.indeks, NULL, o.indeks, NULL
FROM attention n
JOIN attention o ON o.indeks_id = n.indeks_id AND o.niveau = n.niveau AND o.omraade_kode = n.omraade_kode AND o.back = 2
WHERE n.back = 1 AND n.special;
