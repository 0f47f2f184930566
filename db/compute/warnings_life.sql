-- The life of warnings (docs/method.md, "Warnings") after a publication has come into service. Role sb_statistics.
-- Settings: sb.publication, sb.audience. Running it again changes nothing: what is absent is counted from the publications
-- that were not withdrawn, not from how often this runs.

CREATE TEMPORARY TABLE warning_state ON COMMIT DROP AS
WITH served AS (
    SELECT id FROM publish.publication
    WHERE audience = current_setting('sb.audience') AND withdrawn_at IS NULL
      AND id <= current_setting('sb.publication')::bigint
), latest AS (
    -- The period that each rule now looks at.
    SELECT DISTINCT ON (f.subject, f.niveau) f.subject, f.niveau, f.periode
    FROM (SELECT c.indikator AS subject, c.niveau, c.periode FROM publish.cell c
          WHERE c.publication_id = current_setting('sb.publication')::bigint AND c.datastatus = 'vist'
          UNION ALL
          SELECT v.indeks_id, v.niveau, v.periode FROM publish.index_value v
          WHERE v.publication_id = current_setting('sb.publication')::bigint AND v.datastatus = 'vist') f
    JOIN publish.period d ON d.publication_id = current_setting('sb.publication')::bigint AND d.periode = f.periode
    ORDER BY f.subject, f.niveau, d.periode_slut DESC, d.periode_start DESC
)
SELECT w.id, w.status AS before, s.publication_id IS NOT NULL AS signalled, l.periode AS looked_at,
       (SELECT count(*) FROM served v
        WHERE v.id > coalesce((SELECT max(o.publication_id) FROM publish.warning_signal o JOIN served u ON u.id = o.publication_id
                               WHERE o.regel = w.regel AND o.indikator = w.indikator AND o.omraade_kode = w.omraade_kode), 0)
       )::integer AS absent
FROM publish.warning w
LEFT JOIN publish.warning_signal s ON s.publication_id = current_setting('sb.publication')::bigint
    AND s.regel = w.regel AND s.indikator = w.indikator AND s.omraade_kode = w.omraade_kode
LEFT JOIN latest l ON l.subject = w.indikator AND l.niveau = w.niveau
WHERE w.audience = current_setting('sb.audience');

-- Where it now stands. A closed warning comes back only when a later period has been without signal in between.
CREATE TEMPORARY TABLE warning_turn ON COMMIT DROP AS
SELECT s.id, s.signalled, s.absent,
       CASE WHEN s.signalled AND (w.status = 'bortfaldet' OR (w.status = 'lukket' AND w.quiet)) THEN 'ny'
            WHEN NOT s.signalled AND s.absent >= 2 AND w.status IN ('ny', 'set', 'handlet') THEN 'bortfaldet'
            ELSE w.status END AS status,
       w.status = 'lukket' AND NOT s.signalled AND s.looked_at IS DISTINCT FROM w.periode AS quiet
FROM warning_state s
JOIN publish.warning w ON w.id = s.id;

INSERT INTO ops.warning_event (warning_id, event, status, periode, publication_id)
SELECT w.id, CASE t.status WHEN 'ny' THEN 'genaabnet' ELSE 'bortfaldet' END, t.status, w.periode,
       current_setting('sb.publication')::bigint
FROM warning_turn t
JOIN publish.warning w ON w.id = t.id
WHERE t.status <> w.status
ORDER BY w.id;

UPDATE publish.warning w
SET status = t.status, absent = t.absent,
    quiet = CASE WHEN t.status = 'lukket' THEN w.quiet OR t.quiet ELSE false END
FROM warning_turn t
WHERE t.id = w.id;

-- An open warning says what its latest signal says.
UPDATE publish.warning w
SET periode = s.periode, niveau = s.niveau, vaerdi = s.vaerdi, forventet = s.forventet, q = s.q, alvor = s.alvor,
    tekst_da = s.tekst_da, tekst_en = s.tekst_en
FROM publish.warning_signal s
WHERE s.publication_id = current_setting('sb.publication')::bigint AND w.audience = current_setting('sb.audience')
  AND s.regel = w.regel AND s.indikator = w.indikator AND s.omraade_kode = w.omraade_kode
  AND w.status IN ('ny', 'set', 'handlet');

WITH opened AS (
    INSERT INTO publish.warning (audience, regel, indikator, omraade_kode, niveau, status, periode, vaerdi, forventet, q,
        alvor, tekst_da, tekst_en)
    SELECT current_setting('sb.audience'), regel, indikator, omraade_kode, niveau, 'ny', periode, vaerdi, forventet, q, alvor,
           tekst_da, tekst_en
    FROM publish.warning_signal
    WHERE publication_id = current_setting('sb.publication')::bigint
    ORDER BY alvor DESC, q, regel, indikator, omraade_kode
    ON CONFLICT (audience, regel, indikator, omraade_kode) DO NOTHING
    RETURNING id, periode
)
INSERT INTO ops.warning_event (warning_id, event, status, periode, publication_id)
SELECT id, 'aabnet', 'ny', periode, current_setting('sb.publication')::bigint FROM opened ORDER BY id;

SELECT publish.warnings_changed(current_setting('sb.audience'));
