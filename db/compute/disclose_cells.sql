-- Judged cells become published ones, reasons go to ops.hiding. Role sb_disclose. Setting: sb.publication. Temporary
-- tables: judged, hidden_further (cells that would tell about others), hidden_range (what everybody can narrow a hidden
-- cell down to).

INSERT INTO ops.hiding (publication_id, indikator, niveau, omraade_kode, periode, rule, lowest, highest, because)
SELECT current_setting('sb.publication')::bigint, indikator, niveau, omraade_kode, periode,
       coalesce(j.rule, 'further'), r.lowest, nullif(r.highest, 'Infinity'), f.because
FROM judged j
LEFT JOIN hidden_further f USING (indikator, niveau, omraade_kode, periode)
LEFT JOIN hidden_range r USING (indikator, niveau, omraade_kode, periode)
WHERE j.rule IS NOT NULL OR f.indikator IS NOT NULL;

INSERT INTO publish.cell (publication_id, indikator, niveau, omraade_kode, periode, datastatus, taeller, naevner, sum, sum_squares, vaerdi)
SELECT current_setting('sb.publication')::bigint, indikator, niveau, omraade_kode, periode,
       CASE WHEN missing OR empty THEN 'ingen_data' WHEN hidden THEN 'diskretioneret' ELSE 'vist' END,
       CASE WHEN shown AND form IN ('share', 'per_1000') THEN n END,
       CASE WHEN form = 'mean' AND shown THEN n
            WHEN form IN ('share', 'per_1000') AND (shown OR public_denominator) THEN d END,
       CASE WHEN shown AND form = 'mean' THEN sum END,
       CASE WHEN shown AND form = 'mean' THEN sum_squares END,
       CASE WHEN shown AND form = 'value' THEN value END
FROM judged
LEFT JOIN hidden_further f USING (indikator, niveau, omraade_kode, periode)
CROSS JOIN LATERAL (
    SELECT rule IS NOT NULL OR f.indikator IS NOT NULL AS hidden
) h
-- Nobody lives there, which is public: there is nothing to hide.
CROSS JOIN LATERAL (
    SELECT NOT missing AND rule IS NULL AND form IN ('share', 'per_1000') AND d = 0 AS empty
) e
CROSS JOIN LATERAL (
    SELECT NOT missing AND NOT empty AND NOT hidden AS shown
) s
ORDER BY indikator, niveau, omraade_kode, periode;
