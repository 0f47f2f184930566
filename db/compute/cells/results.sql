-- What the passes write. The source is the counted period, numbered; a pooled window has several.
CREATE UNLOGGED TABLE work.tally (
    indicator     integer NOT NULL,
    source        integer NOT NULL,
    atom          integer NOT NULL,
    n             bigint NOT NULL DEFAULT 0,
    d             bigint NOT NULL DEFAULT 0,    -- on the reference day
    d_start       bigint NOT NULL DEFAULT 0,    -- on the period's first day, for mean populations
    sum           numeric,                      -- exact, so that the order of rows never shows
    sum_squares   numeric,
    max_value     double precision
);

-- Households behind a numerator, where the catalogue protects by household.
CREATE UNLOGGED TABLE work.contribution (
    indicator integer NOT NULL,
    source    integer NOT NULL,
    atom      integer NOT NULL,
    household integer NOT NULL
);

-- Residences that ended; next_atom is null when the person left the municipality. Those who left once only are added up
-- (person null), unless the catalogue protects by household.
CREATE UNLOGGED TABLE work.departure (
    indicator integer NOT NULL,
    source    integer NOT NULL,
    person    integer,
    household integer,
    atom      integer NOT NULL,
    next_atom integer,
    persons   integer NOT NULL
);

CREATE UNLOGGED TABLE work.resident_count (
    day        date NOT NULL,
    atom       integer NOT NULL,
    residents  bigint NOT NULL,
    households bigint NOT NULL                  -- without those of split_household
);

-- Households whose members live in several atoms on one day (rare); counted once in each area.
CREATE UNLOGGED TABLE work.split_household (
    day       date NOT NULL,
    household integer NOT NULL,
    atom      integer NOT NULL
);

-- The catalogue's side, filled before the passes.
CREATE UNLOGGED TABLE work.level (niveau text NOT NULL, overlapping boolean NOT NULL, top boolean NOT NULL);
CREATE UNLOGGED TABLE work.indicator (
    number integer NOT NULL, indikator text NOT NULL, mean_population boolean NOT NULL, by_household boolean NOT NULL,
    moved_out boolean NOT NULL);
CREATE UNLOGGED TABLE work.source (number integer NOT NULL, kilde text NOT NULL);
CREATE UNLOGGED TABLE work.wanted (
    indicator integer NOT NULL, niveau text NOT NULL, periode text NOT NULL, day date NOT NULL, source integer NOT NULL);
CREATE UNLOGGED TABLE work.wanted_measure (
    indikator text NOT NULL, niveau text NOT NULL, periode text NOT NULL, day date NOT NULL);
CREATE UNLOGGED TABLE work.wanted_population (niveau text NOT NULL, periode text NOT NULL, day date NOT NULL);
