-- Statistics over time: keys between old and new areas, marks on figures that rest on them, and two more formulas.

-- Which part of a former area went to which new one (docs/data-formats.md, "Keys between areas"). The new area is the
-- one with this code and first day; the former one is the area with that code on the day before.
CREATE TABLE indicator.area_key (
    fra_kode    text NOT NULL,
    til_kode    text NOT NULL,
    gyldig_fra  date NOT NULL,                   -- first day of the new area
    andel       double precision NOT NULL CHECK (andel > 0 AND andel <= 1),
    delivery_id bigint NOT NULL REFERENCES indicator.delivery ON DELETE CASCADE,
    PRIMARY KEY (til_kode, gyldig_fra, fra_kode)
);

ALTER TABLE indicator.delivery
    DROP CONSTRAINT delivery_kind_check,
    ADD CONSTRAINT delivery_kind_check
        CHECK (kind IN ('areas', 'addresses', 'register', 'measures', 'counts', 'key'));

-- The keys that a publication used, resolved to generations of areas. A new area whose key names an area that is not
-- loaded stands here with none of its rows.
CREATE TABLE publish.area_key (
    publication_id bigint NOT NULL REFERENCES publish.publication ON DELETE CASCADE,
    niveau         text NOT NULL,
    fra_kode       text NOT NULL,
    fra_gyldig_fra timestamptz NOT NULL,
    til_kode       text NOT NULL,
    til_gyldig_fra timestamptz NOT NULL,
    andel          double precision NOT NULL,
    PRIMARY KEY (publication_id, til_kode, til_gyldig_fra, fra_kode),
    CHECK (fra_gyldig_fra < til_gyldig_fra)      -- so that chains of keys end
);

ALTER TABLE publish.cell
    ADD COLUMN overfoert integer,                -- earlier periods of the trend that rest on carried counts; null: none
    ADD CHECK (overfoert IS NULL OR datastatus IN ('vist', 'foreloebig'));

ALTER TABLE publish.index_value
    ADD COLUMN overfoert integer,                -- components whose figures rest on carried counts; null: none
    ADD CHECK (overfoert IS NULL OR datastatus IN ('vist', 'foreloebig'));

GRANT SELECT, INSERT, UPDATE, DELETE ON indicator.area_key TO sb_load;
GRANT SELECT ON indicator.area_key TO sb_disclose;
GRANT SELECT, INSERT, DELETE ON publish.area_key TO sb_disclose;
GRANT SELECT ON publish.area_key TO sb_statistics, sb_publish;

-- Funnel limits, 99.8 %: within them a share (as a proportion) of n persons does not differ from theta, the rate of all
-- (normal approximation; D. J. Spiegelhalter, Statistics in Medicine 24 (2005) 1185-1202).
CREATE FUNCTION publish.funnel_lower(theta double precision, n double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN n > 0 AND theta BETWEEN 0 AND 1
        THEN greatest(theta - 3.090232306167813 * sqrt(theta * (1 - theta) / n), 0) END
$$;

CREATE FUNCTION publish.funnel_upper(theta double precision, n double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN n > 0 AND theta BETWEEN 0 AND 1
        THEN least(theta + 3.090232306167813 * sqrt(theta * (1 - theta) / n), 1) END
$$;

-- Særlig opmærksomhed: very low status, or low status and falling (docs/method.md, "Index").
CREATE FUNCTION publish.special_attention(status integer, dynamik text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT status = 4 OR (status = 3 AND coalesce(dynamik = 'negativ', false))
$$;

-- The largest of 1, 2, 5 times a power of ten that is not above x; null unless x is positive. The logarithm may fall
-- short by its last digit: the power above is tried too.
CREATE OR REPLACE FUNCTION publish.round_step(x double precision) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT max(m * 10::numeric ^ e)
    FROM unnest(ARRAY[1, 2, 5]::numeric[]) AS m,
         generate_series(floor(log(nullif(greatest(x, 0), 0)))::integer - 1, floor(log(nullif(greatest(x, 0), 0)))::integer + 1) AS e
    WHERE m * 10::numeric ^ e <= x::numeric
$$;
