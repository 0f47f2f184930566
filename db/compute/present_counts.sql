-- The counts that this publication rests on, with a fingerprint each, to be compared with former ones. Role sb_disclose.
-- Temporary table: judged. Makes the temporary tables present_count and present_hash.

CREATE TEMPORARY TABLE present_count ON COMMIT DROP AS
WITH named AS (
    SELECT atom, string_agg(niveau || '/' || kode || '/' || gyldig_fra, E'\n' ORDER BY niveau, kode, gyldig_fra) AS areas
    FROM indicator.atom_area
    GROUP BY atom
)
SELECT t.indikator, t.kilde, coalesce(a.areas, '') AS areas, sum(t.n) AS n, sum(t.d) AS d, sum(t.sum) AS sum
FROM indicator.tally t
LEFT JOIN named a ON a.atom = t.atom
GROUP BY t.indikator, t.kilde, coalesce(a.areas, '')
UNION ALL
-- Cells that are no sums of atoms stand for themselves.
SELECT j.indikator, j.periode, '=' || j.niveau || '/' || j.omraade_kode, j.n, j.d, j.sum
FROM judged j
WHERE NOT j.missing AND j.form <> 'value' AND NOT EXISTS (SELECT FROM indicator.tally t WHERE t.indikator = j.indikator);

CREATE TEMPORARY TABLE present_hash ON COMMIT DROP AS
SELECT indikator, kilde,
       encode(sha256(convert_to(string_agg(concat_ws('|', areas, n, d, sum), E'\t' ORDER BY areas), 'UTF8')), 'hex') AS hash
FROM present_count
GROUP BY indikator, kilde;
