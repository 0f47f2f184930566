-- Copies the keys between areas that the publication's areas can use. Role sb_disclose. Setting: sb.publication.
-- A new area whose former ones are not all known gets none: it would be compared with a part of itself.

INSERT INTO publish.area_key (publication_id, niveau, fra_kode, fra_gyldig_fra, til_kode, til_gyldig_fra, andel)
SELECT current_setting('sb.publication')::bigint, niveau, fra_kode, fra_gyldig_fra, til_kode, til_gyldig_fra, andel
FROM (
    SELECT n.niveau, k.fra_kode, o.gyldig_fra AS fra_gyldig_fra, k.til_kode, n.gyldig_fra AS til_gyldig_fra, k.andel,
           bool_and(o.omraade_kode IS NOT NULL) OVER (PARTITION BY k.til_kode, k.gyldig_fra) AS known
    FROM publish.publication p
    CROSS JOIN indicator.area_key k
    JOIN publish.area n ON n.area_revision = p.area_revision AND n.omraade_kode = k.til_kode
        AND n.gyldig_fra = k.gyldig_fra::timestamp AT TIME ZONE 'UTC'
    LEFT JOIN publish.area o ON o.area_revision = p.area_revision AND o.omraade_kode = k.fra_kode AND o.niveau = n.niveau
        AND o.gyldig_fra < n.gyldig_fra
        AND (o.gyldig_til IS NULL OR o.gyldig_til >= n.gyldig_fra - interval '1 second')
    WHERE p.id = current_setting('sb.publication')::bigint
) k
WHERE known;
