-- Counts carried over where districts were redrawn and a key says how (docs/method.md, "Redrawn areas"): what a new
-- area would have shown before its first day. Role sb_statistics. Setting: sb.publication.
-- Temporary tables: generation, point.

-- The former areas that a new one was made of, through several redrawings, with the share of each; and from when on
-- all of them existed.
CREATE TEMPORARY TABLE carried ON COMMIT DROP AS
WITH RECURSIVE tree AS (
    SELECT DISTINCT k.niveau, k.til_kode AS kode, k.til_gyldig_fra AS gyldig_fra,
           k.til_kode AS part, k.til_gyldig_fra AS part_fra, 1::double precision AS share
    FROM publish.area_key k
    WHERE k.publication_id = current_setting('sb.publication')::bigint
    UNION ALL
    SELECT t.niveau, t.kode, t.gyldig_fra, k.fra_kode, k.fra_gyldig_fra, t.share * k.andel
    FROM tree t
    JOIN publish.area_key k ON k.publication_id = current_setting('sb.publication')::bigint
        AND k.til_kode = t.part AND k.til_gyldig_fra = t.part_fra
), origin AS (
    SELECT niveau, kode, gyldig_fra, part, part_fra, sum(share) AS share
    FROM tree
    GROUP BY niveau, kode, gyldig_fra, part, part_fra
), known AS (
    SELECT o.kode, o.gyldig_fra, max(o.part_fra) AS since
    FROM origin o
    WHERE NOT EXISTS (SELECT FROM publish.area_key k
                      WHERE k.publication_id = current_setting('sb.publication')::bigint
                        AND k.til_kode = o.part AND k.til_gyldig_fra = o.part_fra)
    GROUP BY o.kode, o.gyldig_fra
), source AS (
    SELECT o.niveau, o.kode, o.gyldig_fra, o.part, g.periode, o.share,
           count(*) OVER (PARTITION BY o.kode, o.gyldig_fra, g.periode) AS parts
    FROM origin o
    JOIN known w ON w.kode = o.kode AND w.gyldig_fra = o.gyldig_fra
    JOIN generation g ON g.niveau = o.niveau AND g.omraade_kode = o.part AND g.gyldig_fra = o.part_fra
        AND g.periode_slut < o.gyldig_fra AND g.periode_slut >= w.since
)
SELECT c.*,
       CASE WHEN c.measure = 'mean' AND c.counted THEN c.sum / nullif(c.persons, 0)
            WHEN c.n IS NOT NULL
                THEN CASE c.measure WHEN 'share' THEN 100.0::double precision ELSE 1000.0::double precision END
                     * c.n / nullif(c.d, 0)
            WHEN c.whole THEN c.single END AS x
FROM (
    SELECT p.indikator, s.niveau, s.kode AS omraade_kode, s.gyldig_fra, s.periode, p.measure, p.polarity, p.cadence,
           p.season, p.step, p.year, bool_and(p.d IS NOT NULL) AS counted,
           count(*) = 1 AND min(s.share) = 1 AS whole, min(p.x) AS single,
           -- All parts or nothing. What is counted anew on each level does not add up: it goes over whole only.
           CASE WHEN count(p.n) = count(*) AND i.additive OR count(*) = 1 AND min(s.share) = 1
                THEN round(sum(s.share * p.n))::bigint END AS n,
           CASE WHEN count(p.d) = count(*) THEN round(sum(s.share * p.d))::bigint END AS d,
           sum(s.share * p.d * p.x ORDER BY s.part) AS sum, sum(s.share * p.d) AS persons
    FROM source s
    JOIN point p ON p.niveau = s.niveau AND p.omraade_kode = s.part AND p.periode = s.periode
    JOIN (SELECT indikator, (definition ->> 'additive')::boolean AS additive
          FROM publish.indicator
          WHERE publication_id = current_setting('sb.publication')::bigint) i ON i.indikator = p.indikator
    GROUP BY p.indikator, s.niveau, s.kode, s.gyldig_fra, s.periode, p.measure, p.polarity, p.cadence, p.season, p.step,
             p.year, i.additive
    HAVING count(*) = min(s.parts)
) c;

DELETE FROM carried WHERE x IS NULL;

ANALYZE carried;
