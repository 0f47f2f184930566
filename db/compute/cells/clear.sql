-- Removes the work tables of a count: those of this one at its end, those that an interrupted one left at the start.
DROP TABLE IF EXISTS
    work.area, work.address_atom, work.atom, work.atom_area, work.person, work.household, work.stay,
    work.fact_key, work.fact, work.level, work.indicator, work.source, work.wanted, work.wanted_measure,
    work.wanted_population, work.tally, work.contribution, work.departure, work.resident_count, work.split_household,
    work.place, work.placement, work.cell;
