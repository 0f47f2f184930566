-- Formulas of docs/method.md as functions of their own, so that each can be tried against printed examples.
-- They read no table; everybody who may use schema publish may call them. Those in plain SQL are not STRICT, so that
-- the planner can inline them; null gives null all the same.

-- Wilson score interval of a proportion, 95 % (E. B. Wilson, JASA 22 (1927) 209-212), as a proportion.
CREATE FUNCTION publish.wilson_lower(n double precision, d double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN n = 0 THEN 0 ELSE
        (n + 1.920729410347062 - 1.959963984540054 * sqrt(n * (d - n) / d + 0.960364705173531)) / (d + 3.841458820694124)
    END
$$;

CREATE FUNCTION publish.wilson_upper(n double precision, d double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN n = d THEN 1 ELSE
        (n + 1.920729410347062 + 1.959963984540054 * sqrt(n * (d - n) / d + 0.960364705173531)) / (d + 3.841458820694124)
    END
$$;

-- The Poisson mean at which at most `events` events have the given probability, by bisection. Exact limits of a
-- count n (Garwood, Biometrika 28 (1936) 437-442): lower = (n - 1, 0.975), upper = (n, 0.025).
CREATE FUNCTION publish.poisson_mean(events integer, probability double precision) RETURNS double precision
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    low    double precision := 0;
    high   double precision := events + 20 + 10 * sqrt(events + 1);
    middle double precision;
    term   double precision;
    total  double precision;
BEGIN
    IF events < 0 THEN
        RETURN 0;
    END IF;
    FOR step IN 1..100 LOOP
        middle := (low + high) / 2;
        EXIT WHEN middle <= low OR middle >= high;
        term := exp(-middle);
        total := term;
        FOR i IN 1..events LOOP
            term := term * middle / i;
            total := total + term;
        END LOOP;
        IF total > probability THEN
            low := middle;
        ELSE
            high := middle;
        END IF;
    END LOOP;
    RETURN (low + high) / 2;
END
$$;

-- Byar's approximation of the Poisson limits, from ten events (Breslow and Day, IARC 82 (1987), section 2.3).
CREATE FUNCTION publish.byar_lower(n double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT n * (1 - 1 / (9 * n) - 1.959963984540054 / (3 * sqrt(n))) ^ 3
$$;

CREATE FUNCTION publish.byar_upper(n double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (n + 1) * (1 - 1 / (9 * (n + 1)) + 1.959963984540054 / (3 * sqrt(n + 1))) ^ 3
$$;

-- Logarithm of the gamma function: Stirling's series after shifting the argument up to ten (Abramowitz and Stegun 6.1.41).
CREATE FUNCTION publish.log_gamma(argument double precision) RETURNS double precision
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    x       double precision := argument;
    shifted double precision := 1;
    r       double precision;
BEGIN
    WHILE x < 10 LOOP
        shifted := shifted * x;
        x := x + 1;
    END LOOP;
    r := 1 / (x * x);
    RETURN (x - 0.5) * ln(x) - x + 0.91893853320467274178
        + (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188 - r * 691.0 / 360360))))) / x
        - ln(shifted);
END
$$;

-- Regularised incomplete beta function by its continued fraction (Abramowitz and Stegun 26.5.8, Lentz's method).
CREATE FUNCTION publish.incomplete_beta(x double precision, a double precision, b double precision)
    RETURNS double precision
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    c double precision := 1;
    d double precision;
    f double precision;
    e double precision;
    h double precision;
BEGIN
    IF x <= 0 THEN
        RETURN 0;
    ELSIF x >= 1 THEN
        RETURN 1;
    ELSIF x > (a + 1) / (a + b + 2) THEN
        RETURN 1 - publish.incomplete_beta(1 - x, b, a);
    END IF;
    d := 1 / (1 - (a + b) * x / (a + 1));
    f := d;
    FOR m IN 1..500 LOOP
        e := m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d := 1 / (1 + e * d);
        c := 1 + e / c;
        f := f * d * c;
        e := -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d := 1 / (1 + e * d);
        c := 1 + e / c;
        h := d * c;
        f := f * h;
        EXIT WHEN abs(h - 1) < 1e-15;
    END LOOP;
    RETURN f * exp(a * ln(x) + b * ln(1 - x) + publish.log_gamma(a + b) - publish.log_gamma(a) - publish.log_gamma(b)) / a;
END
$$;

-- The 97.5 % quantile of Student's t: expansion in 1/df (Abramowitz and Stegun 26.7.5), below 200 degrees of freedom
-- refined by Newton's method.
CREATE FUNCTION publish.t_quantile(df double precision) RETURNS double precision
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    z       constant double precision := 1.959963984540054;
    t       double precision;
    scale   double precision;
    density double precision;
    step    double precision;
BEGIN
    IF df < 1 THEN
        RETURN NULL;
    END IF;
    t := z + (z ^ 3 + z) / (4 * df)
        + (5 * z ^ 5 + 16 * z ^ 3 + 3 * z) / (96 * df ^ 2)
        + (3 * z ^ 7 + 19 * z ^ 5 + 17 * z ^ 3 - 15 * z) / (384 * df ^ 3)
        + (79 * z ^ 9 + 776 * z ^ 7 + 1482 * z ^ 5 - 1920 * z ^ 3 - 945 * z) / (92160 * df ^ 4);
    IF df >= 200 THEN
        RETURN t;
    END IF;
    scale := exp(publish.log_gamma((df + 1) / 2) - publish.log_gamma(df / 2)) / sqrt(df * pi());
    FOR i IN 1..50 LOOP
        density := scale * (1 + t * t / df) ^ (-(df + 1) / 2);
        step := (publish.incomplete_beta(df / (df + t * t), df / 2, 0.5) / 2 - 0.025) / density;
        t := greatest(t + step, 0.1);
        EXIT WHEN abs(step) < 1e-13 * t;
    END LOOP;
    RETURN t;
END
$$;

-- Chi-square (1 df) for a linear trend in proportions (Armitage, Biometrics 11 (1955) 375-386), from the sums of
-- counts n, denominators d and scores x. Null when nothing varies.
CREATE FUNCTION publish.trend_chi_square(n numeric, d numeric, xn numeric, xd numeric, xxd numeric)
    RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ((d * xn - xd * n)::double precision ^ 2 * d::double precision
        / nullif((n * (d - n))::double precision * (d * xxd - xd * xd)::double precision, 0))
$$;

-- The largest of 1, 2, 5 times a power of ten that is not above x; null unless x is positive.
CREATE FUNCTION publish.round_step(x double precision) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT max(m * 10::numeric ^ e)
    FROM unnest(ARRAY[1, 2, 5]::numeric[]) AS m,
         generate_series(floor(log(nullif(greatest(x, 0), 0)))::integer - 1, floor(log(nullif(greatest(x, 0), 0)))::integer) AS e
    WHERE m * 10::numeric ^ e <= x::numeric
$$;

-- Four raw limits rounded, half away from zero, to a step that suits their range; equal ones move up one step.
-- `smallest` is the step when the range is nil.
CREATE FUNCTION publish.round_breaks(raw double precision[], smallest numeric) RETURNS double precision[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    step     numeric := coalesce(publish.round_step((raw[4] - raw[1]) / 12), smallest);
    previous numeric;
    rounded  numeric;
    result   double precision[] := '{}';
BEGIN
    FOR i IN 1..4 LOOP
        rounded := round(raw[i]::numeric / step) * step;
        IF previous IS NOT NULL AND rounded <= previous THEN
            rounded := previous + step;
        END IF;
        result := result || rounded::double precision;
        previous := rounded;
    END LOOP;
    RETURN result;
END
$$;

-- 1 (favourable) to 5: the number of limits not above the value, plus one, mirrored when high is favourable.
CREATE FUNCTION publish.class_of(x double precision, breaks double precision[], polarity integer) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN polarity > 0
        THEN 1 + (breaks[1] <= x)::integer + (breaks[2] <= x)::integer + (breaks[3] <= x)::integer + (breaks[4] <= x)::integer
        ELSE 5 - (breaks[1] <= x)::integer - (breaks[2] <= x)::integer - (breaks[3] <= x)::integer - (breaks[4] <= x)::integer
    END
$$;

-- Two-sided probability that Kendall's S of n values without ties is at least as far from nil as s: exact, by counting
-- permutations by their inversions (Kendall, Biometrika 30 (1938) 81-93). For n up to ten.
CREATE FUNCTION publish.mann_kendall_exact(s integer, n integer) RETURNS double precision
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    pairs   integer := n * (n - 1) / 2;
    counts  double precision[] := array_fill(0::double precision, ARRAY[pairs + 1]);
    next    double precision[];
    total   double precision := 1;
    extreme double precision := 0;
BEGIN
    IF n < 2 OR s = 0 THEN
        RETURN 1;
    END IF;
    counts[1] := 1;
    FOR size IN 2..n LOOP
        next := array_fill(0::double precision, ARRAY[pairs + 1]);
        FOR inversions IN 0..size * (size - 1) / 2 LOOP
            FOR moved IN 0..least(size - 1, inversions) LOOP
                next[inversions + 1] := next[inversions + 1] + counts[inversions - moved + 1];
            END LOOP;
        END LOOP;
        counts := next;
        total := total * size;
    END LOOP;
    -- S = pairs - 2 * inversions
    FOR inversions IN 0..pairs LOOP
        IF pairs - 2 * inversions >= abs(s) THEN
            extreme := extreme + counts[inversions + 1];
        END IF;
    END LOOP;
    RETURN least(1, 2 * extreme / total);
END
$$;

-- Whether Kendall's S is significant, two-sided, alpha 0.002 (Mann, Econometrica 13 (1945) 245-259): exact up to ten
-- values without ties, otherwise normal with continuity correction. `ties` is the sum of t(t-1)(2t+5) over groups of ties.
CREATE FUNCTION publish.mann_kendall_significant(s integer, n integer, ties bigint) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN n <= 10 AND ties = 0 THEN publish.mann_kendall_exact(s, n) < 0.002
        WHEN n * (n - 1) * (2 * n + 5) <= ties THEN false
        ELSE greatest(abs(s) - 1, 0) / sqrt((n * (n - 1) * (2 * n + 5) - ties) / 18.0) > 3.090232306167813
    END
$$;

-- Natural breaks (Fisher 1958, Jenks 1967): four limits between five classes with the least sum of squares within,
-- exact by dynamic programming over at most 200 values (more are represented by their quantiles). A limit is the
-- lowest value of the upper class. Fewer than five different values: their quantiles.
CREATE FUNCTION publish.jenks_breaks(given double precision[]) RETURNS double precision[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    most    constant integer := 200;
    v       double precision[];
    size    integer;
    sums    double precision[] := '{}';
    squares double precision[] := '{}';
    best    double precision[];
    next    double precision[];
    cut     integer[];
    total   double precision := 0;
    square  double precision := 0;
    s       double precision;
    cost    double precision;
    limits  double precision[] := '{}';
    position integer;
BEGIN
    SELECT array_agg(x ORDER BY x) INTO v FROM unnest(given) AS x;
    IF cardinality(v) > most THEN
        SELECT percentile_disc((SELECT array_agg(i / (most - 1)::double precision ORDER BY i) FROM generate_series(0, most - 1) AS i))
            WITHIN GROUP (ORDER BY x) INTO v
        FROM unnest(given) AS x;
    END IF;
    size := cardinality(v);
    cut := array_fill(0, ARRAY[4 * size]);
    IF (SELECT count(DISTINCT x) FROM unnest(v) AS x) < 5 THEN
        RETURN (SELECT percentile_cont(ARRAY[0.2, 0.4, 0.6, 0.8]::double precision[]) WITHIN GROUP (ORDER BY x) FROM unnest(v) AS x);
    END IF;
    FOR j IN 1..size LOOP
        total := total + v[j];
        square := square + v[j] * v[j];
        sums := sums || total;
        squares := squares || square;
        best := best || square - total * total / j;
    END LOOP;
    FOR k IN 2..5 LOOP
        next := array_fill(NULL::double precision, ARRAY[size]);
        FOR j IN k..size LOOP
            FOR i IN k..j LOOP
                s := sums[j] - sums[i - 1];
                cost := best[i - 1] + squares[j] - squares[i - 1] - s * s / (j - i + 1);
                IF next[j] IS NULL OR cost < next[j] THEN
                    next[j] := cost;
                    cut[(k - 2) * size + j] := i;
                END IF;
            END LOOP;
        END LOOP;
        best := next;
    END LOOP;
    position := size;
    FOR k IN REVERSE 5..2 LOOP
        position := cut[(k - 2) * size + position];
        limits := v[position] || limits;
        position := position - 1;
    END LOOP;
    RETURN limits;
END
$$;
