-- What complete disclosure control needs beside the cells (docs/method.md, "Disclosure").

-- Where the count found whom. An atom is a set of areas, of all levels and times, that holds addresses; 0 is the
-- unknown address and has no areas.
CREATE TABLE indicator.atom_area (
    atom       integer NOT NULL,
    niveau     text NOT NULL,
    kode       text NOT NULL,
    gyldig_fra date NOT NULL,
    gyldig_til date,
    PRIMARY KEY (atom, niveau, kode, gyldig_fra)
);

-- The count by atom, of every indicator and of every population that is itself a condition. A cell is a sum of these,
-- but for indicators that are counted anew on each level.
CREATE TABLE indicator.tally (
    indikator   text NOT NULL,                   -- an indicator, or the id of a population with holders
    kilde       text NOT NULL,                   -- the counted period; a pooled window has several
    atom        integer NOT NULL,
    n           bigint NOT NULL,
    d           bigint NOT NULL,
    households  bigint NOT NULL,                 -- that contribute to n; 0 where the catalogue does not ask
    sum         double precision,
    max_value   double precision,
    PRIMARY KEY (indikator, kilde, atom)
);

-- What lay behind former publications of an audience, so that a new one is protected together with them: whoever kept
-- the former figures can subtract. One row for each different count of an indicator and counted period.
CREATE TABLE indicator.told_count (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    indikator text NOT NULL,
    kilde     text NOT NULL,
    hash      text NOT NULL,                     -- SHA-256 over the atoms' areas and counts
    UNIQUE (indikator, kilde, hash)
);

CREATE TABLE indicator.told_atom (
    count_id  bigint NOT NULL REFERENCES indicator.told_count ON DELETE CASCADE,
    areas     text NOT NULL,                     -- niveau/kode/gyldig_fra, sorted, one a line; =niveau/kode: a cell of its own
    n         bigint NOT NULL,
    d         bigint NOT NULL,
    sum       double precision,
    PRIMARY KEY (count_id, areas)
);

CREATE TABLE indicator.told_by (
    publication_id bigint NOT NULL REFERENCES publish.publication ON DELETE CASCADE,
    count_id       bigint NOT NULL REFERENCES indicator.told_count,
    PRIMARY KEY (publication_id, count_id)
);

-- Why a cell is hidden, and how well: the range that everybody can narrow it down to. Administrators only.
ALTER TABLE ops.hiding
    ADD COLUMN lowest  double precision,
    ADD COLUMN highest double precision,         -- null: without a limit
    ADD COLUMN because text;                     -- of a further cell: the cells that it protects

-- Which sets of areas hold addresses: addresses are public. Whoever wants to work out hidden figures knows this, and so
-- does the audit.
CREATE TABLE publish.atom_area (
    publication_id bigint NOT NULL REFERENCES publish.publication ON DELETE CASCADE,
    atom           integer NOT NULL,
    niveau         text NOT NULL,
    omraade_kode   text NOT NULL,
    gyldig_fra     timestamptz NOT NULL,         -- of the area
    PRIMARY KEY (publication_id, atom, niveau, omraade_kode, gyldig_fra)
);

GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON indicator.atom_area, indicator.tally TO sb_count;
GRANT SELECT ON indicator.atom_area, indicator.tally TO sb_disclose;
GRANT SELECT, INSERT, DELETE ON indicator.told_count, indicator.told_atom, indicator.told_by TO sb_disclose;
GRANT UPDATE ON ops.hiding TO sb_disclose;
GRANT SELECT, INSERT, UPDATE, DELETE ON publish.atom_area TO sb_disclose;
GRANT SELECT ON publish.atom_area TO sb_statistics, sb_publish;

-- The moment whose areas a period is told for: its end; of a school year its start, since it is told by where pupils
-- live when it begins.
ALTER TABLE publish.period ADD COLUMN areas_at timestamptz NOT NULL
    GENERATED ALWAYS AS (CASE cadence WHEN 'school_year' THEN periode_start ELSE periode_slut END) STORED;
