-- Signals with their false discovery rate (Benjamini and Hochberg, JRSS B 57 (1995) 289-300, within rule, level and period)
-- and one sentence each. Role sb_statistics. Temporary tables: warning_test, warning_point, warning_area.

INSERT INTO publish.warning_signal (publication_id, regel, indikator, niveau, omraade_kode, periode, vaerdi, forventet, p, q,
    alvor, tekst_da, tekst_en)
WITH ranked AS (
    SELECT t.*, count(p) OVER f AS tests, row_number() OVER (PARTITION BY regel, niveau, periode ORDER BY p, indikator, omraade_kode) AS place
    FROM warning_test t
    WINDOW f AS (PARTITION BY regel, niveau, periode)
), discovered AS (
    SELECT r.*, CASE WHEN p IS NOT NULL THEN
               min(least(1, p * tests / place)) OVER (PARTITION BY regel, niveau, periode ORDER BY place DESC) END AS q
    FROM ranked r
), words AS (
    SELECT s.*, a.omraade_navn, l.danish, t.top, t.n, t.d, CASE WHEN t.top THEN NULL ELSE t.mx END AS mx, t.polarity,
           coalesce(i.definition, x.definition) -> 'title' ->> l.language AS title,
           i.definition -> 'unit' ->> l.language AS unit, coalesce((i.definition ->> 'decimals')::integer, 0) AS decimals,
           i.definition -> 'noun' ->> l.language AS noun, v.status, v.rang, v.dynamik,
           (SELECT count(*) FROM publish.index_value o WHERE o.publication_id = v.publication_id AND o.indeks_id = v.indeks_id
                AND o.niveau = v.niveau AND o.periode = v.periode AND o.rang IS NOT NULL) AS ranked_areas
    FROM discovered s
    JOIN warning_area a ON a.omraade_kode = s.omraade_kode
    CROSS JOIN (VALUES ('da', true), ('en', false)) l (language, danish)
    LEFT JOIN warning_point t ON t.indikator = s.indikator AND t.niveau = s.niveau AND t.omraade_kode = s.omraade_kode
        AND t.periode = s.periode
    LEFT JOIN publish.indicator i ON i.publication_id = current_setting('sb.publication')::bigint
        AND i.indikator = s.indikator AND s.regel <> 'indeks'
    LEFT JOIN publish.index_definition x ON x.publication_id = current_setting('sb.publication')::bigint
        AND x.indeks_id = s.indikator AND s.regel = 'indeks'
    LEFT JOIN publish.index_value v ON v.publication_id = current_setting('sb.publication')::bigint
        AND v.indeks_id = x.indeks_id AND v.niveau = s.niveau AND v.omraade_kode = s.omraade_kode AND v.periode = s.periode
    WHERE s.signal
), said AS (
    SELECT w.*, lower(left(title, 1)) || substr(title, 2) AS subject,
           publish.written_value(vaerdi, decimals, unit, danish) AS now,
           publish.written_value(forventet, decimals, unit, danish) AS expected,
           publish.written_value(fra, decimals, unit, danish) AS before,
           coalesce(' (' || publish.written_number(n, 0, danish) || CASE WHEN danish THEN ' af ' ELSE ' of ' END
               || publish.written_number(d, 0, danish) || ' ' || noun || ')', '') AS counts,
           coalesce(CASE WHEN danish THEN '; kommunen ' ELSE '; the municipality ' END
               || publish.written_value(mx, decimals, unit, danish), '') AS municipality
    FROM words w
), sentences AS (
    SELECT s.*, omraade_navn || ': ' || CASE
        WHEN regel = 'tendens' AND danish THEN subject || CASE WHEN fra < vaerdi THEN ' steget' ELSE ' faldet' END || ' fra ' || before
            || ' til ' || now || ' på ' || publish.written_count(aar, true) || ' år' || counts || municipality
        WHEN regel = 'tendens' THEN subject || CASE WHEN fra < vaerdi THEN ' up' ELSE ' down' END || ' from ' || before
            || ' to ' || now || ' in ' || publish.written_count(aar, false) || ' years' || counts || municipality
        WHEN regel = 'spring' AND danish THEN subject || CASE WHEN forventet < vaerdi THEN ' sprunget op til ' ELSE ' sprunget ned til ' END
            || now || ', ventet ' || expected || counts || municipality
        WHEN regel = 'spring' THEN subject || CASE WHEN forventet < vaerdi THEN ' jumped up to ' ELSE ' dropped to ' END
            || now || ', expected ' || expected || counts || municipality
        WHEN regel = 'kumuleret' AND danish THEN subject || ' vedvarende ' || CASE WHEN polarity > 0 THEN 'højere' ELSE 'lavere' END
            || ' end ventet, senest ' || now || ' mod ' || expected || counts || municipality
        WHEN regel = 'kumuleret' THEN subject || ' persistently ' || CASE WHEN polarity > 0 THEN 'higher' ELSE 'lower' END
            || ' than expected, latest ' || now || ' against ' || expected || counts || municipality
        WHEN regel = 'klynge' AND danish THEN subject || ' ' || now || ', i naboområderne ' || before || counts || municipality
        WHEN regel = 'klynge' THEN subject || ' ' || now || ', in the neighbouring areas ' || before || counts || municipality
        WHEN danish THEN 'særlig opmærksomhed i ' || subject || ' (status ' || status
            || CASE dynamik WHEN 'negativ' THEN ', negativ udvikling' WHEN 'positiv' THEN ', positiv udvikling' ELSE '' END
            || '); nr. ' || rang || ' af ' || ranked_areas
        ELSE 'special attention in ' || subject || ' (status ' || status
            || CASE dynamik WHEN 'negativ' THEN ', negative dynamics' WHEN 'positiv' THEN ', positive dynamics' ELSE '' END
            || '); number ' || rang || ' of ' || ranked_areas
        END AS sentence
    FROM said s
)
SELECT current_setting('sb.publication')::bigint, da.regel, da.indikator, da.niveau, da.omraade_kode, da.periode, da.vaerdi,
       da.forventet, da.p, da.q, CASE WHEN da.q <= 0.05 THEN 2 ELSE 1 END, da.sentence, en.sentence
FROM sentences da
JOIN sentences en USING (regel, indikator, niveau, omraade_kode)
WHERE da.danish AND NOT en.danish;
