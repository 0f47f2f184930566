-- Places every address in the areas of one level: point in polygon once per address and area validity.
-- Parameters, in order: level; level of its parts, or null; level; level; overlapping.
--
-- Overlapping levels: all areas that the address touches. Other levels: one area at a time, so that nobody is counted
-- twice and parts add up to their whole, also where boundaries differ by a sliver:
--   0  the parent of the area that it has on the level of the parts, which is placed before;
--   1  else the area that it lies inside of;
--   2  else, on a border, a bordering area;
-- of several equals the one with the lowest code.
INSERT INTO register.address_area (address_id, niveau, area_code, gyldig_fra, gyldig_til)
WITH candidate AS (
    SELECT placed.address_id, parent.kode, parent.gyldig_fra, parent.gyldig_til, 0 AS rank
    FROM register.address_area placed
    JOIN indicator.area part
      ON part.niveau = placed.niveau AND part.kode = placed.area_code AND part.gyldig_fra = placed.gyldig_fra
    JOIN indicator.area parent
      ON parent.niveau = ?::text AND parent.kode = part.overordnet
     AND daterange(parent.gyldig_fra, parent.gyldig_til, '[]') && daterange(part.gyldig_fra, part.gyldig_til, '[]')
    WHERE placed.niveau = ?::text
    UNION ALL
    SELECT address.id, area.kode, area.gyldig_fra, area.gyldig_til,
           CASE WHEN postgis.ST_Contains(area.geom, address.geom) THEN 1 ELSE 2 END
    FROM register.address
    JOIN indicator.area ON area.niveau = ?::text AND postgis.ST_Intersects(area.geom, address.geom)
), hit AS MATERIALIZED (
    SELECT address_id, kode, gyldig_fra, gyldig_til, min(rank) AS rank,
           count(*) OVER (PARTITION BY address_id) AS rivals
    FROM candidate
    GROUP BY address_id, kode, gyldig_fra, gyldig_til
)
SELECT address_id, ?::text, kode, gyldig_fra, gyldig_til
FROM hit
-- Nearly every address has one candidate only: the search among rivals is for those on a border.
WHERE ?::boolean OR rivals = 1 OR NOT EXISTS (
    SELECT FROM hit other
    WHERE other.address_id = hit.address_id AND other.kode <> hit.kode
      AND (other.rank, other.kode) < (hit.rank, hit.kode)
      AND daterange(other.gyldig_fra, other.gyldig_til, '[]') && daterange(hit.gyldig_fra, hit.gyldig_til, '[]')
);
