/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import dk.socialbalance.db.TestDatabase;
import dk.socialbalance.publication.PublishFixture;

/**
 * The made-up place of {@link PublishFixture} with counts by atom, and cells that are their sums.
 * Every district is an atom; the housing area H1 cuts D01a and D02a in two. Atom 0 is the unknown
 * address.
 */
final class CountedPlace {

  private final TestDatabase database;

  CountedPlace(TestDatabase database, int quarters) {
    this.database = database;
    PublishFixture.areas(database, quarters);
    database.execute(
        """
        CREATE TABLE public.atom (atom integer PRIMARY KEY, name text UNIQUE);
        INSERT INTO public.atom
        SELECT row_number() OVER (ORDER BY kode), kode FROM indicator.area WHERE niveau = 'basisdistrikt'
        UNION ALL VALUES (901, 'D01a+H1'), (902, 'D02a+H1'), (0, '');
        INSERT INTO indicator.atom_area (atom, niveau, kode, gyldig_fra)
        SELECT a.atom, x.niveau, x.kode, x.gyldig_fra
        FROM public.atom a
        JOIN indicator.area x ON x.kode = 'M1' OR x.kode = 'B' || substr(a.name, 2, 2) OR x.kode = left(a.name, 4)
            OR (a.name LIKE '%+H1' AND x.kode = 'H1')
        WHERE a.atom > 0;
        """);
  }

  /** What was counted in an atom: a district, a district and the housing area, or nowhere. */
  CountedPlace count(String indicator, String source, String atom, long n, long d) {
    database.execute(
        "INSERT INTO indicator.tally SELECT '%s', '%s', atom, %d, %d, %d FROM public.atom WHERE name = '%s'"
            .formatted(indicator, source, n, d, n, atom));
    return this;
  }

  /** The same count in every atom that has none yet. */
  CountedPlace elsewhere(String indicator, String source, long n, long d) {
    database.execute(
        """
        INSERT INTO indicator.tally
        SELECT '%1$s', '%2$s', atom, %3$d, %4$d, %3$d FROM public.atom a
        WHERE atom > 0 AND NOT EXISTS (SELECT FROM indicator.tally t
            WHERE t.indikator = '%1$s' AND t.kilde = '%2$s' AND t.atom = a.atom)
        """
            .formatted(indicator, source, n, d));
    return this;
  }

  /** A count of one atom becomes another. */
  CountedPlace correct(String indicator, String source, String atom, long n) {
    database.execute(
        "UPDATE indicator.tally SET n = %d, households = %d WHERE indikator = '%s' AND kilde = '%s' AND atom = (SELECT atom FROM public.atom WHERE name = '%s')"
            .formatted(n, n, indicator, source, atom));
    return this;
  }

  /** The cells of a level in a period, as sums of the atoms of the counted periods. */
  CountedPlace cells(String indicator, String level, String period, String... sources) {
    String counted =
        sources.length == 0 ? "'" + period + "'" : "'" + String.join("', '", sources) + "'";
    database.execute(
        """
        DELETE FROM indicator.cell WHERE indikator = '%1$s' AND niveau = '%2$s' AND periode = '%3$s';
        INSERT INTO indicator.cell (indikator, niveau, omraade_kode, periode, n, d, households)
        SELECT '%1$s', '%2$s', x.kode, '%3$s', sum(t.n), sum(t.d), sum(t.households)
        FROM indicator.tally t
        JOIN indicator.area x ON x.niveau = '%2$s' AND (x.kode = 'M1' OR EXISTS (
            SELECT FROM indicator.atom_area a WHERE a.atom = t.atom AND a.niveau = x.niveau AND a.kode = x.kode))
        WHERE t.indikator = '%1$s' AND t.kilde IN (%4$s)
        GROUP BY x.kode
        """
            .formatted(indicator, level, period, counted));
    return this;
  }

  /** The cells of all levels in a year. */
  CountedPlace year(String indicator, String year) {
    return cells(indicator, "kommune", year)
        .cells(indicator, "bydel", year)
        .cells(indicator, "basisdistrikt", year)
        .cells(indicator, "boligomraade", year);
  }
}
