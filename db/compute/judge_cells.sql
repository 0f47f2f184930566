-- Primary rules of disclosure control (docs/method.md, "Disclosure"): what each cell tells by itself. Role sb_disclose.
-- Settings: sb.min_residents, sb.min_households, sb.min_denominator, sb.min_contributing, sb.dominance. Temporary
-- tables: wanted, area_period, disclosure_rule. Makes the temporary table judged.

CREATE TEMPORARY TABLE judged ON COMMIT DROP AS
SELECT w.indikator, w.niveau, a.omraade_kode, w.periode,
       f.n, c.d, c.sum, c.sum_squares, c.max_value, c.value, r.public_denominator, f.form,
       c.indikator IS NULL AS missing,
       a.residents < current_setting('sb.min_residents')::bigint
           OR a.households < current_setting('sb.min_households')::bigint AS gated,
       CASE
           WHEN c.indikator IS NULL THEN NULL
           WHEN a.residents < current_setting('sb.min_residents')::bigint
               OR a.households < current_setting('sb.min_households')::bigint THEN 'gate'
           WHEN f.form = 'value' THEN
               CASE WHEN c.cleared_by IS NULL THEN 'not_cleared' END
           WHEN f.form = 'mean' THEN
               CASE WHEN c.n < current_setting('sb.min_denominator')::bigint THEN 'few_persons'
                    WHEN c.sum IS NULL OR c.sum_squares IS NULL OR c.max_value IS NULL
                        OR abs(c.max_value) > current_setting('sb.dominance')::double precision * abs(c.sum) THEN 'dominance'
               END
           WHEN c.d = 0 AND r.public_denominator THEN NULL
           WHEN c.d < current_setting('sb.min_denominator')::bigint THEN 'few_persons'
           WHEN f.n > 0 AND f.n < r.k AND r.hide <> 'COMPLEMENT' THEN 'numerator'
           WHEN f.n < 0 THEN 'numerator'
           WHEN r.subset AND c.d - f.n < r.k AND r.hide <> 'NUMERATOR' THEN 'complement'
           WHEN r.subset AND f.n >= c.d AND r.unfavourable THEN 'everyone'
           WHEN f.n = 0 AND r.zero_sensitive THEN 'zero'
           WHEN f.n > 0 AND r.by_household
               AND coalesce(c.households, 0) < current_setting('sb.min_contributing')::bigint THEN 'few_households'
       END AS rule
FROM wanted w
JOIN disclosure_rule r ON r.indikator = w.indikator
JOIN area_period a ON a.niveau = w.niveau AND a.periode = w.periode
LEFT JOIN indicator.cell c
    ON c.indikator = w.indikator AND c.niveau = w.niveau AND c.omraade_kode = a.omraade_kode AND c.periode = w.periode
-- What the cell really holds: a share or a mean may have been delivered as a bare number, and a share over a known
-- population is a count.
CROSS JOIN LATERAL (
    SELECT CASE WHEN c.value IS NOT NULL AND c.d = 0 AND c.sum IS NULL THEN 'value' ELSE r.measure END AS form,
           CASE WHEN c.n = 0 AND c.d > 0 AND c.value > 0 AND r.measure = 'share' THEN round(c.value * c.d / 100)::bigint
                WHEN c.n = 0 AND c.d > 0 AND c.value > 0 AND r.measure = 'per_1000' THEN round(c.value * c.d / 1000)::bigint
                ELSE c.n END AS n
) f;
