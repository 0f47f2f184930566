-- Who lived where, in the shape that the passes scan: small whole numbers for persons, households and places.
--
-- An atom is the set of areas, of all levels and all times, that hold an address; addresses with the same set are one
-- atom. Persons are grouped by atom, which is independent of the day; atoms become areas at the end. Atom 0 is the
-- unknown address.

CREATE UNLOGGED TABLE work.area AS
SELECT (row_number() OVER (ORDER BY niveau, kode, gyldig_fra))::int AS version,
       (dense_rank() OVER (ORDER BY niveau, kode))::int AS area, niveau, kode, gyldig_fra AS first, coalesce(gyldig_til, DATE '9999-12-31') AS last
FROM indicator.area;

CREATE UNLOGGED TABLE work.address_atom AS
WITH held AS (
    SELECT p.address_id, array_agg(a.version ORDER BY a.version) AS versions
    FROM register.address_area p
    JOIN work.area a ON a.niveau = p.niveau AND a.kode = p.area_code AND a.first = p.gyldig_fra
    GROUP BY p.address_id
)
SELECT d.id AS address_id,
       (dense_rank() OVER (ORDER BY coalesce(h.versions, '{}')))::int AS atom,
       coalesce(h.versions, '{}') AS versions
FROM register.address d
LEFT JOIN held h ON h.address_id = d.id;

CREATE UNLOGGED TABLE work.atom AS
SELECT 0 AS atom
UNION
SELECT atom FROM work.address_atom;

CREATE UNLOGGED TABLE work.atom_area AS
SELECT s.atom, a.area, a.niveau, a.kode, a.first, a.last
FROM (SELECT DISTINCT atom, unnest(versions) AS version FROM work.address_atom) s
JOIN work.area a USING (version);

CREATE UNLOGGED TABLE work.household AS
SELECT (row_number() OVER ())::int AS number, household
FROM (SELECT DISTINCT household FROM register.residence WHERE household IS NOT NULL) h;

-- Where a person lived, without overlap: a later entry ends the one before it. Without a household, one is a household
-- of one's own.
CREATE UNLOGGED TABLE work.stay AS
WITH entry AS (
    SELECT p.person, p.born, p.guardian, r.address_id, r.household, r.valid_from AS first,
           least(coalesce(r.valid_to, DATE '9999-12-31'),
                 lead(r.valid_from) OVER (PARTITION BY p.person ORDER BY r.valid_from) - 1) AS last
    FROM register.residence r
    LEFT JOIN work.person p ON p.pseudonym = r.pseudonym
)
SELECT e.person, e.born, g.person AS guardian, coalesce(a.atom, 0) AS atom, coalesce(h.number, -e.person) AS household,
       e.first, e.last
FROM entry e
LEFT JOIN work.person g ON g.pseudonym = e.guardian
LEFT JOIN work.household h ON h.household = e.household
LEFT JOIN work.address_atom a ON a.address_id = e.address_id;
ANALYZE work.stay;
