-- Delivered figures of the catalogue's indicators and periods, for areas that are valid on the period's day.
INSERT INTO indicator.cell (indikator, niveau, omraade_kode, periode, n, d, value, cleared_by)
SELECT m.indikator, m.niveau, m.omraade_kode, m.periode, coalesce(m.taeller, 0), coalesce(m.naevner, 0), m.vaerdi,
       v.cleared_by
FROM indicator.measure m
JOIN indicator.delivery v ON v.id = m.delivery_id
JOIN work.wanted_measure w ON w.indikator = m.indikator AND w.niveau = m.niveau AND w.periode = m.periode
JOIN work.area a ON a.niveau = m.niveau AND a.kode = m.omraade_kode AND w.day BETWEEN a.first AND a.last;
