-- Pins class breaks for the audience where none are pinned yet (docs/method.md, "Classes"). Role sb_statistics.
-- Settings: sb.publication, sb.audience.
-- Temporary table: point.

INSERT INTO publish.class_break (audience, indikator, niveau, breaks, method)
SELECT current_setting('sb.audience'), v.indikator, v.niveau,
       CASE i.breaks_method
           WHEN 'fixed' THEN i.fixed_breaks
           WHEN 'equal' THEN publish.round_breaks(
               ARRAY[0.8 * v.low + 0.2 * v.high, 0.6 * v.low + 0.4 * v.high,
                     0.4 * v.low + 0.6 * v.high, 0.2 * v.low + 0.8 * v.high], v.smallest)
           WHEN 'jenks' THEN publish.round_breaks(publish.jenks_breaks(v.all_values), v.smallest)
           ELSE publish.round_breaks(v.quantiles, v.smallest)
       END,
       i.breaks_method
FROM publish.indicator i
JOIN LATERAL (
    SELECT p.indikator, p.niveau, min(p.x) AS low, max(p.x) AS high,
           percentile_cont(ARRAY[0.2, 0.4, 0.6, 0.8]::double precision[]) WITHIN GROUP (ORDER BY p.x) AS quantiles,
           array_agg(p.x) AS all_values, 10::numeric ^ -(i.definition ->> 'decimals')::integer AS smallest
    FROM point p
    WHERE p.indikator = i.indikator
      AND NOT EXISTS (SELECT FROM publish.class_break b
                      WHERE b.audience = current_setting('sb.audience') AND b.indikator = p.indikator AND b.niveau = p.niveau)
    GROUP BY p.indikator, p.niveau
) v ON true
WHERE i.publication_id = current_setting('sb.publication')::bigint;
