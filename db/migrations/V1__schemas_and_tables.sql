-- The rooms of the database. Rights stand in V2. Search path is never relied on: every name has its schema.

CREATE SCHEMA register;
CREATE SCHEMA byliv;
CREATE SCHEMA indicator;
CREATE SCHEMA work;
CREATE SCHEMA publish;

COMMENT ON SCHEMA register IS 'Person-level facts under keyed pseudonyms. No CPR number is ever stored.';
COMMENT ON SCHEMA byliv IS 'Sensor counts of how public space is used.';
COMMENT ON SCHEMA indicator IS 'Areas, the catalogue as loaded, delivered figures and raw (undisclosed) cells.';
COMMENT ON SCHEMA work IS 'Person-level work tables of one count, made and dropped by it.';
COMMENT ON SCHEMA publish IS 'Disclosed cells and all that is computed from them: what the doors may see.';
COMMENT ON SCHEMA ops IS 'Runs, rejects and reasons: for administrators.';

-- ops ---------------------------------------------------------------------------------------------------------

CREATE TABLE ops.run (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    step          text NOT NULL,                 -- 'load areas', 'load register', 'cells', 'publish', ...
    subject       text,                          -- source, level or file name; never a path
    started_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at   timestamptz,
    input_hash    text,                          -- SHA-256 of the input, hex
    rows_in       bigint,
    rows_out      bigint,
    rows_rejected bigint,
    result        text NOT NULL DEFAULT 'running' CHECK (result IN ('running', 'done', 'unchanged', 'failed', 'dry run')),
    message       text
);

CREATE TABLE ops.reject (
    run_id bigint NOT NULL REFERENCES ops.run ON DELETE CASCADE,
    file   text NOT NULL,
    line   bigint NOT NULL,
    col    text,
    reason text NOT NULL,
    value  text                                  -- masked when personal
);
CREATE INDEX reject_run ON ops.reject (run_id);

-- Why a cell is hidden. Administrators only.
CREATE TABLE ops.hiding (
    publication_id bigint NOT NULL,
    indikator      text NOT NULL,
    niveau         text NOT NULL,
    omraade_kode   text NOT NULL,
    periode        text NOT NULL,
    rule           text NOT NULL,
    PRIMARY KEY (publication_id, indikator, niveau, omraade_kode, periode)
);

-- indicator: areas, catalogue, figures, raw cells ------------------------------------------------------------------

-- The catalogue as it was when it was last applied (one JSON document a version, for provenance).
CREATE TABLE indicator.catalogue (
    version    text PRIMARY KEY,                 -- SHA-256 of the content, first 12 hex digits
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    content    jsonb NOT NULL
);

CREATE TABLE indicator.area (
    niveau       text NOT NULL,
    kode         text NOT NULL CHECK (kode ~ '^[A-Za-z0-9_-]+$'),
    navn         text NOT NULL,
    overordnet   text,                           -- code of the parent area
    kommune_kode text,
    gyldig_fra   date NOT NULL,                  -- first day
    gyldig_til   date,                           -- last day; null: still valid
    geom         postgis.geometry(MultiPolygon) NOT NULL,
    PRIMARY KEY (kode, gyldig_fra),
    CHECK (gyldig_til IS NULL OR gyldig_til >= gyldig_fra),
    CHECK (postgis.ST_IsValid(geom))
);
CREATE INDEX area_geom ON indicator.area USING gist (geom);
CREATE INDEX area_level ON indicator.area (niveau, kode);

-- Figures delivered as counts or values (FLIS/KL), one per area, indicator and period.
CREATE TABLE indicator.delivery (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind       text NOT NULL CHECK (kind IN ('areas', 'addresses', 'register', 'measures', 'counts')),
    subject    text NOT NULL,                    -- level, source or figures' origin
    periode    text NOT NULL,                    -- 'alle' or the period that the file covers
    input_hash text NOT NULL,
    reading    text NOT NULL DEFAULT '',         -- fingerprint of how it was read: mapping, options, key
    cleared_by text,                             -- who cleared delivered values for publication
    run_id     bigint NOT NULL REFERENCES ops.run,
    UNIQUE (kind, subject, periode)
);

CREATE TABLE indicator.measure (
    delivery_id  bigint NOT NULL REFERENCES indicator.delivery ON DELETE CASCADE,
    indikator    text NOT NULL,
    niveau       text NOT NULL,
    omraade_kode text NOT NULL,
    periode      text NOT NULL,
    taeller      bigint,
    naevner      bigint,
    vaerdi       double precision,
    PRIMARY KEY (indikator, omraade_kode, periode),
    CHECK (vaerdi IS NOT NULL OR (taeller IS NOT NULL AND naevner IS NOT NULL))
);
CREATE INDEX measure_delivery ON indicator.measure (delivery_id);

-- Raw cells, recounted as a whole. Means carry sum, sum of squares and the largest single contribution.
CREATE TABLE indicator.cell (
    indikator    text NOT NULL,
    niveau       text NOT NULL,
    omraade_kode text NOT NULL,
    periode      text NOT NULL,
    n            bigint NOT NULL,                -- numerator; for means the number of persons
    d            bigint NOT NULL,                -- denominator; for delivered values 0
    households   bigint,                         -- households that contribute to n, where the catalogue asks
    sum          double precision,
    sum_squares  double precision,
    max_value    double precision,
    value        double precision,               -- delivered value
    cleared_by   text,
    PRIMARY KEY (indikator, niveau, omraade_kode, periode)
);

-- Residents and households of an area on the reference day: the gate, and public population figures.
CREATE TABLE indicator.population (
    niveau       text NOT NULL,
    omraade_kode text NOT NULL,
    periode      text NOT NULL,
    residents    bigint NOT NULL,
    households   bigint NOT NULL,
    PRIMARY KEY (niveau, omraade_kode, periode)
);

-- Persons in the municipality without a known address or area: counted, never published.
CREATE TABLE indicator.unplaced (
    indikator text NOT NULL,
    niveau    text NOT NULL,
    periode   text NOT NULL,
    n         bigint NOT NULL,
    d         bigint NOT NULL,
    PRIMARY KEY (indikator, niveau, periode)
);

-- register: person level ----------------------------------------------------------------------------------------

CREATE TABLE register.address (
    id           text PRIMARY KEY,               -- identifier in Danmarks Adresseregister, or the file's own
    road_code    text,
    house_number text,
    geom         postgis.geometry(Point) NOT NULL
);
CREATE INDEX address_road ON register.address (road_code, house_number);

-- Point in polygon once per address and area validity.
CREATE TABLE register.address_area (
    address_id text NOT NULL REFERENCES register.address ON DELETE CASCADE,
    niveau     text NOT NULL,
    area_code  text NOT NULL,
    gyldig_fra date NOT NULL,
    gyldig_til date,
    PRIMARY KEY (address_id, niveau, area_code, gyldig_fra)
);

-- A pseudonym is HMAC-SHA-256 of the CPR number, the first 16 bytes, under the installation's key.
CREATE TABLE register.person (
    pseudonym   bytea PRIMARY KEY CHECK (length(pseudonym) = 16),
    birth_month date NOT NULL CHECK (extract(day FROM birth_month) = 1),
    guardian    bytea CHECK (length(guardian) = 16),
    delivery_id bigint NOT NULL REFERENCES indicator.delivery
);

CREATE TABLE register.residence (
    pseudonym   bytea NOT NULL,
    address_id  text,                            -- null: address unknown
    household   bytea,
    valid_from  date NOT NULL,
    valid_to    date,                            -- last day; null: still there
    delivery_id bigint NOT NULL REFERENCES indicator.delivery,
    PRIMARY KEY (pseudonym, valid_from),
    CHECK (valid_to IS NULL OR valid_to >= valid_from)
);

-- Every fact about a person from every source system.
CREATE TABLE register.spell (
    pseudonym   bytea NOT NULL,
    source      text NOT NULL,
    code        text NOT NULL,
    valid_from  date NOT NULL,
    valid_to    date,
    value       double precision,
    delivery_id bigint NOT NULL REFERENCES indicator.delivery,
    CHECK (valid_to IS NULL OR valid_to >= valid_from)
);
CREATE INDEX spell_source ON register.spell (source, valid_from);
CREATE INDEX spell_delivery ON register.spell (delivery_id);

-- publish: what the doors may see --------------------------------------------------------------------------------

CREATE TABLE publish.publication (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    audience          text NOT NULL,
    created_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    catalogue_version text NOT NULL,
    method_version    text NOT NULL,
    area_revision     text NOT NULL,
    content_hash      text NOT NULL,             -- of everything published: an unchanged result makes no new publication
    synthetic         boolean NOT NULL DEFAULT false,
    srid              integer NOT NULL,          -- of the geometry of this publication
    place_da          text NOT NULL,             -- whose figures these are, as titles say it
    place_en          text NOT NULL,
    withdrawn_at      timestamptz
);

-- Which publication an audience sees now. Every change is told by NOTIFY on channel 'publication'.
CREATE TABLE publish.current_publication (
    audience       text PRIMARY KEY,
    publication_id bigint NOT NULL REFERENCES publish.publication,
    switched_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Areas are shared by publications of the same revision, so that geometry is stored (and kept in memory) once.
CREATE TABLE publish.area (
    area_revision text NOT NULL,
    niveau        text NOT NULL,
    omraade_kode  text NOT NULL,
    omraade_navn  text NOT NULL,
    overordnet    text,
    kommune_kode  text,
    gyldig_fra    timestamptz NOT NULL,          -- first second, UTC
    gyldig_til    timestamptz,                   -- last second, UTC
    geom          postgis.geometry(MultiPolygon) NOT NULL,
    PRIMARY KEY (area_revision, omraade_kode, gyldig_fra)
);

CREATE TABLE publish.period (
    publication_id bigint NOT NULL REFERENCES publish.publication ON DELETE CASCADE,
    periode        text NOT NULL,
    periode_start  timestamptz NOT NULL,         -- first second, UTC
    periode_slut   timestamptz NOT NULL,         -- last second, UTC
    cadence        text NOT NULL,                -- month, quarter, year, school_year, years:3
    PRIMARY KEY (publication_id, periode)
);

-- The part of the catalogue that statistics need, copied so that sb_statistics reads this schema only.
CREATE TABLE publish.indicator (
    publication_id bigint NOT NULL REFERENCES publish.publication ON DELETE CASCADE,
    indikator      text NOT NULL,
    measure        text NOT NULL CHECK (measure IN ('share', 'per_1000', 'mean', 'value')),
    subset         boolean NOT NULL,             -- numerator is a part of the denominator: Wilson, else Poisson
    polarity       integer NOT NULL CHECK (polarity IN (-1, 1)),  -- 1: high is unfavourable
    breaks_method  text NOT NULL,
    fixed_breaks   double precision[],
    definition     jsonb NOT NULL,               -- the whole entry, for provenance and titles
    PRIMARY KEY (publication_id, indikator)
);

-- The areas that are valid on the last day of a period, and their residents where they are known: who is eligible for
-- an index. Populations are public.
CREATE TABLE publish.population (
    publication_id bigint NOT NULL REFERENCES publish.publication ON DELETE CASCADE,
    niveau         text NOT NULL,
    omraade_kode   text NOT NULL,
    periode        text NOT NULL,
    residents      bigint,
    PRIMARY KEY (publication_id, niveau, omraade_kode, periode)
);

CREATE TABLE publish.index_definition (
    publication_id bigint NOT NULL REFERENCES publish.publication ON DELETE CASCADE,
    indeks_id      text NOT NULL,
    definition     jsonb NOT NULL,               -- components, minPopulation, exclusions, breaks, span, dynamicsBreaks
    PRIMARY KEY (publication_id, indeks_id)
);

CREATE TABLE publish.cell (
    publication_id   bigint NOT NULL REFERENCES publish.publication ON DELETE CASCADE,
    indikator        text NOT NULL,
    niveau           text NOT NULL,
    omraade_kode     text NOT NULL,
    periode          text NOT NULL,
    datastatus       text NOT NULL CHECK (datastatus IN ('vist', 'diskretioneret', 'ingen_data', 'foreloebig')),
    taeller          bigint,
    naevner          bigint,
    sum              double precision,           -- of means; hidden with the count
    sum_squares      double precision,
    vaerdi           double precision,
    nedre            double precision,
    oevre            double precision,
    klasse           integer,
    udvikling        text CHECK (udvikling IN ('forbedret', 'uaendret', 'forvaerret')),
    udvikling_pr_aar double precision,
    PRIMARY KEY (publication_id, indikator, niveau, omraade_kode, periode),
    -- A hidden cell carries no number at all: held by the database, whatever the code does.
    CHECK (datastatus IN ('vist', 'foreloebig')
           OR (taeller IS NULL AND sum IS NULL AND sum_squares IS NULL AND vaerdi IS NULL AND nedre IS NULL
               AND oevre IS NULL AND klasse IS NULL AND udvikling IS NULL AND udvikling_pr_aar IS NULL))
) WITH (fillfactor = 50);                        -- statistics update every row once: there is room for it on its page

CREATE TABLE publish.index_value (
    publication_id bigint NOT NULL REFERENCES publish.publication ON DELETE CASCADE,
    indeks_id      text NOT NULL,
    niveau         text NOT NULL,
    omraade_kode   text NOT NULL,
    periode        text NOT NULL,
    datastatus     text NOT NULL CHECK (datastatus IN ('vist', 'diskretioneret', 'ingen_data', 'foreloebig')),
    indeks         double precision,
    status         integer,
    dynamik_indeks double precision,
    dynamik        text CHECK (dynamik IN ('positiv', 'stabil', 'negativ')),
    gruppe         text,
    rang           integer,
    erstattet      integer,                      -- hidden components that took the rate of their hidden siblings
    PRIMARY KEY (publication_id, indeks_id, niveau, omraade_kode, periode),
    CHECK (datastatus IN ('vist', 'foreloebig')
           OR (indeks IS NULL AND status IS NULL AND dynamik_indeks IS NULL AND dynamik IS NULL AND gruppe IS NULL
               AND rang IS NULL AND erstattet IS NULL))
);

-- Class breaks are pinned at first publication, so that maps of two years compare.
CREATE TABLE publish.class_break (
    audience  text NOT NULL,
    indikator text NOT NULL,
    niveau    text NOT NULL,
    breaks    double precision[] NOT NULL,       -- four inner breaks, ascending
    method    text NOT NULL,
    pinned_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (audience, indikator, niveau)
);

-- Desired state of every door.
CREATE TABLE publish.layer (
    publication_id bigint NOT NULL REFERENCES publish.publication ON DELETE CASCADE,
    name           text NOT NULL,
    kind           text NOT NULL CHECK (kind IN ('indicator', 'index', 'overview', 'area', 'table', 'warning')),
    niveau         text,
    indikator      text,
    indeks_id      text,
    latest_only    boolean NOT NULL DEFAULT false,
    title_da       text NOT NULL,
    title_en       text NOT NULL,
    abstract_da    text NOT NULL,
    abstract_en    text NOT NULL,
    keywords       text[] NOT NULL DEFAULT '{}',
    attributes     jsonb NOT NULL,               -- [{"name","type","title_da","title_en"}] in order; geometry last
    key_columns    text[] NOT NULL,
    has_time       boolean NOT NULL,
    in_wms         boolean NOT NULL,
    styles         text[] NOT NULL DEFAULT '{}', -- first is the default
    ordinal        integer NOT NULL,
    PRIMARY KEY (publication_id, name)
);

CREATE TABLE publish.style (
    publication_id bigint NOT NULL REFERENCES publish.publication ON DELETE CASCADE,
    name           text NOT NULL,
    title_da       text NOT NULL,
    title_en       text NOT NULL,
    sld            text NOT NULL,
    PRIMARY KEY (publication_id, name)
);

-- Nested containers; members are names of layers or groups.
CREATE TABLE publish.layer_group (
    publication_id bigint NOT NULL REFERENCES publish.publication ON DELETE CASCADE,
    name           text NOT NULL,
    parent         text,
    title_da       text NOT NULL,
    title_en       text NOT NULL,
    members        text[] NOT NULL,
    ordinal        integer NOT NULL,
    PRIMARY KEY (publication_id, name)
);

-- What this installation is: written by the catalogue, read by all.
CREATE TABLE publish.setting (
    key   text PRIMARY KEY,                      -- 'srid', 'kommune_kode', 'kommune_navn', 'synthetic'
    value text NOT NULL
);
