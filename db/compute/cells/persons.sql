-- Persons as small whole numbers, which all else is copied with.
-- Months since year 0, so that an age is a subtraction.
CREATE UNLOGGED TABLE work.person AS
SELECT (row_number() OVER ())::int AS person, pseudonym, guardian,
       (extract(year FROM birth_month) * 12 + extract(month FROM birth_month) - 1)::int AS born
FROM register.person;
ANALYZE work.person;
