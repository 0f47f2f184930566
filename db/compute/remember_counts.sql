-- Keeps the counts behind this publication, each different one once. Role sb_disclose. Setting: sb.publication.
-- Temporary tables: present_count, present_hash.

WITH fresh AS (
    INSERT INTO indicator.told_count (indikator, kilde, hash)
    SELECT indikator, kilde, hash FROM present_hash
    ON CONFLICT DO NOTHING
    RETURNING id, indikator, kilde
)
INSERT INTO indicator.told_atom (count_id, areas, n, d, sum)
SELECT f.id, p.areas, p.n, p.d, p.sum
FROM fresh f
JOIN present_count p USING (indikator, kilde);

INSERT INTO indicator.told_by (publication_id, count_id)
SELECT current_setting('sb.publication')::bigint, c.id
FROM present_hash h
JOIN indicator.told_count c USING (indikator, kilde, hash);
