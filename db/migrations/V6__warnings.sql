-- Early warnings (docs/method.md, "Warnings"): levels, formulas, the signals of each publication, and the life of a warning.

-- The catalogue's levels, copied so that sb_statistics reads this schema only.
CREATE TABLE publish.level (
    publication_id bigint NOT NULL REFERENCES publish.publication ON DELETE CASCADE,
    niveau         text NOT NULL,
    overordnet     text,                         -- level of the parent
    overlapping    boolean NOT NULL,
    ordinal        integer NOT NULL,
    PRIMARY KEY (publication_id, niveau)
);

-- What the rules saw in a publication: a part of it, computed from its disclosed cells alone.
CREATE TABLE publish.warning_signal (
    publication_id bigint NOT NULL REFERENCES publish.publication ON DELETE CASCADE,
    regel          text NOT NULL CHECK (regel IN ('tendens', 'spring', 'kumuleret', 'klynge', 'indeks')),
    indikator      text NOT NULL,                -- indicator, or index
    niveau         text NOT NULL,
    omraade_kode   text NOT NULL,
    periode        text NOT NULL,
    vaerdi         double precision NOT NULL,
    forventet      double precision,
    p              double precision CHECK (p BETWEEN 0 AND 1),
    q              double precision CHECK (q BETWEEN 0 AND 1),
    alvor          integer NOT NULL CHECK (alvor IN (1, 2)),
    tekst_da       text NOT NULL,
    tekst_en       text NOT NULL,
    PRIMARY KEY (publication_id, regel, indikator, omraade_kode)
);

-- A warning lives over publications: who it is about never changes, what it says is that of its latest signal.
CREATE TABLE publish.warning (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    audience        text NOT NULL,
    regel           text NOT NULL,
    indikator       text NOT NULL,
    omraade_kode    text NOT NULL,
    niveau          text NOT NULL,
    status          text NOT NULL CHECK (status IN ('ny', 'set', 'handlet', 'lukket', 'bortfaldet')),
    periode         text NOT NULL,
    vaerdi          double precision NOT NULL,
    forventet       double precision,
    q               double precision,
    alvor           integer NOT NULL,
    tekst_da        text NOT NULL,
    tekst_en        text NOT NULL,
    opened_at       timestamptz NOT NULL DEFAULT transaction_timestamp(),
    sidst_behandlet timestamptz,                 -- when people last did something about it
    absent          integer NOT NULL DEFAULT 0,  -- publications in service since its latest signal
    quiet           boolean NOT NULL DEFAULT false, -- closed, and since then a later period was without signal
    UNIQUE (audience, regel, indikator, omraade_kode)
);

-- Each change of status, kept for ever. For administrators: the texts are not for the doors.
CREATE TABLE ops.warning_event (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    warning_id     bigint NOT NULL REFERENCES publish.warning,
    at             timestamptz NOT NULL DEFAULT transaction_timestamp(),
    event          text NOT NULL CHECK (event IN
                       ('aabnet', 'set', 'handlet', 'lukket', 'bortfaldet', 'genaabnet', 'trukket_tilbage')),
    status         text NOT NULL,                -- after it
    periode        text,                         -- of the signal it was about
    publication_id bigint,                       -- of what the machine did; null for what people did
    role           text,                         -- id of a role of the catalogue
    text           text CHECK (length(text) BETWEEN 3 AND 500),
    acted_on       date,
    CHECK ((event IN ('set', 'handlet', 'lukket')) = (publication_id IS NULL)),
    CHECK (event <> 'handlet' OR (role IS NOT NULL AND text IS NOT NULL AND acted_on IS NOT NULL)),
    -- Whatever the code does: nothing that looks like a person's number or address of mail.
    CHECK (text !~ '\d{6}[\s.–-]*\d{4}' AND text !~ '\S@\S')
);
CREATE INDEX warning_event_warning ON ops.warning_event (warning_id, id);

-- How often the warnings of an audience have changed: the revision of the layer.
CREATE TABLE publish.warning_revision (
    audience text PRIMARY KEY,
    revision bigint NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON publish.level TO sb_disclose;
GRANT SELECT ON publish.level TO sb_statistics;
GRANT SELECT, INSERT, UPDATE, DELETE ON publish.warning_signal TO sb_statistics;
-- A warning is never deleted, and its history never rewritten.
GRANT SELECT, INSERT, UPDATE ON publish.warning, publish.warning_revision TO sb_statistics;
GRANT SELECT, INSERT ON ops.warning_event TO sb_statistics;
GRANT SELECT ON publish.level, publish.warning_signal, publish.warning, publish.warning_revision TO sb_publish;

-- Tells the doors that warnings have changed; they read the layer anew.
CREATE FUNCTION publish.warnings_changed(for_audience text) RETURNS void
    LANGUAGE sql AS $$
    INSERT INTO publish.warning_revision AS r VALUES (for_audience, 1)
    ON CONFLICT (audience) DO UPDATE SET revision = r.revision + 1;
    SELECT pg_notify('publication', for_audience);
$$;

-- Formulas ------------------------------------------------------------------------------------------------------------

-- Upper tail of the standard normal distribution: power series to 4 (Abramowitz and Stegun 26.2.11), then the continued
-- fraction (26.2.14).
CREATE FUNCTION publish.normal_upper(z double precision) RETURNS double precision
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    density double precision;
    term    double precision;
    total   double precision;
BEGIN
    IF z < 0 THEN
        RETURN 1 - publish.normal_upper(-z);
    ELSIF z > 37 THEN
        RETURN 0;
    END IF;
    density := exp(-z * z / 2) / sqrt(2 * pi());
    IF z <= 4 THEN
        term := z;
        total := z;
        FOR i IN 1..200 LOOP
            term := term * z * z / (2 * i + 1);
            total := total + term;
            EXIT WHEN term < 1e-17 * total;
        END LOOP;
        RETURN greatest(0.5 - density * total, 0);
    END IF;
    total := z;
    FOR i IN REVERSE 60..1 LOOP
        total := z + i / total;
    END LOOP;
    RETURN density / total;
END
$$;

-- Probability of at least n events of a Poisson distribution: the regularised lower incomplete gamma function P(n, mean),
-- by its series (Abramowitz and Stegun 6.5.29).
CREATE FUNCTION publish.poisson_upper(n double precision, mean double precision) RETURNS double precision
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    term  double precision := 1;
    total double precision := 1;
BEGIN
    IF n <= 0 THEN
        RETURN 1;
    ELSIF mean <= 0 THEN
        RETURN 0;
    END IF;
    FOR i IN 1..100000 LOOP
        term := term * mean / (n + i);
        total := total + term;
        EXIT WHEN term < 1e-16 * total;
    END LOOP;
    RETURN least(1, total * exp(n * ln(mean) - mean - publish.log_gamma(n + 1)));
END
$$;

-- Probability of at least n successes in d trials (Abramowitz and Stegun 26.5.24).
CREATE FUNCTION publish.binomial_upper(n double precision, d double precision, probability double precision)
    RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN n <= 0 THEN 1 WHEN n > d THEN 0
                ELSE publish.incomplete_beta(least(probability, 1), n, d - n + 1) END
$$;

-- One step of an upper CUSUM (Page, Biometrika 41 (1954) 100-115) with k = 0.5 and h = 8: a state above h was a signal, and
-- the next step begins at nil. `restart` begins at nil too. Without z the state stays.
CREATE FUNCTION publish.cusum_step(state double precision, z double precision, restart boolean) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN z IS NULL THEN CASE WHEN restart OR state > 8 THEN 0 ELSE state END
                ELSE greatest(0, CASE WHEN restart OR state > 8 THEN 0 ELSE state END + z - 0.5) END
$$;

CREATE AGGREGATE publish.cusum(z double precision, restart boolean) (
    SFUNC = publish.cusum_step, STYPE = double precision, INITCOND = '0'
);

-- Local Moran (Anselin, Geographical Analysis 27 (1995) 93-115) by conditional permutation: how likely the mean of k of the
-- other areas' values, drawn without replacement, is at least `lag`. Draw number j of run r comes from a hash of (seed,
-- r, j), so that a publication can be repeated. (r + 1)/(draws + 1); given up, with what is known by then, as soon as
-- more than `enough` runs have reached the lag.
CREATE FUNCTION publish.moran_p(others double precision[], k integer, lag double precision, seed bigint,
                                draws integer, enough integer) RETURNS double precision
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    v       double precision[] := others;
    size    integer := cardinality(others);
    limit_  double precision := lag * k * (1 - 1e-12 * sign(lag));
    total   double precision;
    x       double precision;
    pick    integer;
    reached integer := 0;
BEGIN
    IF k < 1 OR k > size THEN
        RETURN NULL;
    END IF;
    FOR run IN 1..draws LOOP
        total := 0;
        FOR j IN 1..k LOOP
            -- The first k of a shuffle (Fisher and Yates); what the last run left is as good a start as any.
            pick := j + mod(hashint8extended(run * 64 + j, seed) & 9223372036854775807, size - j + 1)::integer;
            x := v[pick];
            v[pick] := v[j];
            v[j] := x;
            total := total + x;
        END LOOP;
        IF total >= limit_ THEN
            reached := reached + 1;
            IF reached > enough THEN
                RETURN (reached + 1)::double precision / (run + 1);
            END IF;
        END IF;
    END LOOP;
    RETURN (reached + 1)::double precision / (draws + 1);
END
$$;

-- Wording ---------------------------------------------------------------------------------------------------------------

-- A number as people write it: 1.234,5 in Danish, 1,234.5 in English.
CREATE FUNCTION publish.written_number(x double precision, decimals integer, danish boolean) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN danish THEN translate(t, ',.-', '.,−') ELSE translate(t, '-', '−') END
    FROM ltrim(to_char(round(x::numeric, decimals),
        'FM999,999,999,999,990' || CASE WHEN decimals > 0 THEN '.' || repeat('0', decimals) ELSE '' END)) AS t
$$;

-- With its unit: a blank between, but none before % in English.
CREATE FUNCTION publish.written_value(x double precision, decimals integer, unit text, danish boolean) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT publish.written_number(x, decimals, danish) || CASE WHEN unit = '%' AND NOT danish THEN '%' ELSE ' ' || unit END
$$;

-- Whole numbers up to twelve in words.
CREATE FUNCTION publish.written_count(n integer, danish boolean) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(CASE WHEN danish
        THEN (ARRAY['et', 'to', 'tre', 'fire', 'fem', 'seks', 'syv', 'otte', 'ni', 'ti', 'elleve', 'tolv'])[n]
        ELSE (ARRAY['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'])[n]
        END, n::text)
$$;
