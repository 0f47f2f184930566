/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import dk.socialbalance.catalogue.Cadence;
import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Period;
import dk.socialbalance.db.TestDatabase;
import dk.socialbalance.publication.PublishFixture;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Publications made by hand, straight into the tables, with the counts behind them: what a solver
 * would have made, or should not have. The place is that of {@link PublishFixture}: quarters B01
 * ..., each of two districts (D01a, D01b); the housing area H1 cuts pieces out of some districts.
 */
final class AuditFixture implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> LEVELS =
      List.of("kommune", "bydel", "basisdistrikt", "boligomraade");

  private final TestDatabase database = TestDatabase.create();
  private final Map<String, String> definitions = new LinkedHashMap<>();
  private final Set<String> periods = new LinkedHashSet<>();
  private final List<String> atoms = new ArrayList<>();
  private long publication;

  /**
   * Makes the place.
   *
   * @param housing the districts that the housing area cuts a piece out of
   */
  AuditFixture(int quarters, String... housing) {
    PublishFixture.areas(database, quarters);
    for (int i = 1; i <= quarters; i++) {
      for (String half : List.of("a", "b")) {
        String district = "D%02d%s".formatted(i, half);
        atoms.add(district);
        if (List.of(housing).contains(district)) {
          atoms.add(district + "+H1");
        }
      }
    }
    for (int atom = 0; atom < atoms.size(); atom++) {
      String name = atoms.get(atom);
      area(atom + 1, "kommune", "M1");
      area(atom + 1, "bydel", "B" + name.substring(1, 3));
      area(atom + 1, "basisdistrikt", name.substring(0, 4));
      if (name.endsWith("+H1")) {
        area(atom + 1, "boligomraade", "H1");
      }
    }
  }

  private void area(int atom, String level, String code) {
    database.execute(
        "INSERT INTO indicator.atom_area VALUES (%d, '%s', '%s', DATE '2000-01-01', NULL)"
            .formatted(atom, level, code));
  }

  TestDatabase database() {
    return database;
  }

  /** A share of the residents aged 0 to 17. */
  static ObjectNode share(String id, int k) {
    Indicator indicator =
        PublishFixture.indicator(
            id, Indicator.Measure.SHARE, k, Indicator.Hide.BOTH, Map.of("kommune", Cadence.YEAR));
    return (ObjectNode) JSON.readTree(JSON.writeValueAsString(indicator));
  }

  /** The same over a population that is itself a condition. */
  static ObjectNode shareOf(String id, int k, String population) {
    ObjectNode definition = share(id, k);
    ObjectNode holders = ((ObjectNode) definition.get("population")).putObject("holders");
    holders.put("id", population);
    holders.putObject("condition").put("source", "s").put("rule", "REFERENCE_DAY");
    holders
        .putObject("protection")
        .put("k", 3)
        .put("hide", "NUMERATOR")
        .put("byHousehold", false)
        .put("zeroSensitive", false);
    return definition;
  }

  AuditFixture define(ObjectNode definition) {
    definitions.put(definition.get("id").stringValue(), JSON.writeValueAsString(definition));
    return this;
  }

  /** Sets n and d of an indicator or population in an atom; other atoms count nobody of 200. */
  AuditFixture count(String id, String source, String atom, long n, long d) {
    database.execute(
        """
        INSERT INTO indicator.tally VALUES ('%s', '%s', %d, %d, %d, %d, NULL, NULL)
        ON CONFLICT (indikator, kilde, atom) DO UPDATE SET n = excluded.n, d = excluded.d
        """
            .formatted(id, source, atoms.indexOf(atom) + 1, n, d, n));
    return this;
  }

  /** Fills the atoms of districts in their order; those of the housing area stay empty. */
  AuditFixture counts(String id, String source, long d, long... n) {
    int at = 0;
    for (String atom : atoms) {
      if (!atom.endsWith("+H1") && at < n.length) {
        count(id, source, atom, n[at++], d);
      }
    }
    return this;
  }

  /** Cells of a period on a level, added up from the atoms of its sources. */
  AuditFixture cells(String id, String level, String period, String... sources) {
    periods.add(period);
    String those =
        sources.length == 0 ? "'" + period + "'" : "'" + String.join("','", sources) + "'";
    database.execute(
        """
        INSERT INTO indicator.cell (indikator, niveau, omraade_kode, periode, n, d, sum, max_value)
        SELECT '%1$s', a.niveau, a.kode, '%3$s', sum(t.n), sum(t.d), sum(t.sum), max(t.max_value)
        FROM indicator.tally t JOIN indicator.atom_area a USING (atom)
        WHERE t.indikator = '%1$s' AND t.kilde IN (%4$s) AND a.niveau = '%2$s'
        GROUP BY a.niveau, a.kode
        """
            .formatted(id, level, period, those));
    return this;
  }

  /** Cells of a year on all levels. */
  AuditFixture everywhere(String id, String period) {
    LEVELS.forEach(level -> cells(id, level, period));
    return this;
  }

  /** Counts anew: cells follow the atoms again. */
  AuditFixture recount() {
    database.execute(
        """
        UPDATE indicator.cell c SET n = s.n, d = s.d
        FROM (SELECT t.indikator, t.kilde, a.niveau, a.kode, sum(t.n) AS n, sum(t.d) AS d
              FROM indicator.tally t JOIN indicator.atom_area a USING (atom)
              GROUP BY 1, 2, 3, 4) s
        WHERE (c.indikator, c.periode, c.niveau, c.omraade_kode) = (s.indikator, s.kilde, s.niveau, s.kode)
        """);
    return this;
  }

  /** Publishes every cell as it is. */
  AuditFixture publish() throws SQLException {
    database.execute(
        """
        INSERT INTO publish.publication (audience, catalogue_version, method_version, area_revision,
            content_hash, srid, place_da, place_en)
        VALUES ('offentlig', 'v', '1', 'r', '', 25832, 'P', 'P');
        INSERT INTO publish.current_publication (audience, publication_id)
        SELECT 'offentlig', max(id) FROM publish.publication
        ON CONFLICT (audience) DO UPDATE SET publication_id = excluded.publication_id;
        INSERT INTO publish.area
        SELECT 'r', niveau, kode, navn, overordnet, NULL, gyldig_fra::timestamp AT TIME ZONE 'UTC', NULL, geom
        FROM indicator.area ON CONFLICT DO NOTHING;
        """);
    try (Connection connection = database.superuser();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT max(id) FROM publish.publication")) {
      row.next();
      publication = row.getLong(1);
    }
    for (String code : periods) {
      Period period = Period.parse(code);
      database.execute(
          "INSERT INTO publish.period VALUES (%d, '%s', '%s', '%s', '%s')"
              .formatted(publication, code, period.start(), period.end(), period.cadence()));
    }
    for (Map.Entry<String, String> definition : definitions.entrySet()) {
      database.execute(
          "INSERT INTO publish.indicator VALUES (%d, '%s', '%s', %s, 1, 'quantile', NULL, '%s'::jsonb)"
              .formatted(
                  publication,
                  definition.getKey(),
                  definition.getValue().contains("\"MEAN\"") ? "mean" : "share",
                  definition.getValue().contains("\"additive\":true"),
                  definition.getValue()));
    }
    database.execute(
        """
        INSERT INTO publish.atom_area
        SELECT %1$d, atom, niveau, kode, gyldig_fra::timestamp AT TIME ZONE 'UTC' FROM indicator.atom_area;
        INSERT INTO publish.population
        SELECT %1$d, a.niveau, a.kode, p.periode, 1000
        FROM indicator.area a, publish.period p WHERE p.publication_id = %1$d;
        INSERT INTO publish.cell (publication_id, indikator, niveau, omraade_kode, periode, datastatus, taeller, naevner, sum, sum_squares)
        SELECT %1$d, c.indikator, niveau, omraade_kode, periode, 'vist', CASE WHEN c.sum IS NULL THEN n END, d,
               c.sum, c.sum * c.sum
        FROM indicator.cell c JOIN publish.indicator i ON i.indikator = c.indikator AND i.publication_id = %1$d;
        """
            .formatted(publication));
    return this;
  }

  /** Keeps the counts behind the publication on record. */
  AuditFixture keep() {
    database.execute(
        """
        WITH made AS (
            INSERT INTO indicator.told_count (indikator, kilde, hash)
            SELECT DISTINCT indikator, kilde, '%1$d' FROM indicator.tally RETURNING id, indikator, kilde
        ), linked AS (
            INSERT INTO indicator.told_by SELECT %1$d, id FROM made
        )
        INSERT INTO indicator.told_atom (count_id, areas, n, d)
        SELECT m.id, (SELECT string_agg(niveau || '/' || kode || '/' || gyldig_fra, ' ' ORDER BY niveau, kode)
                      FROM indicator.atom_area a WHERE a.atom = t.atom), t.n, t.d
        FROM made m JOIN indicator.tally t USING (indikator, kilde)
        """
            .formatted(publication));
    return this;
  }

  /** Hides cells of the last publication; a public denominator stays. */
  AuditFixture hide(String id, String period, String... areas) {
    boolean open =
        !definitions.get(id).contains("\"holders\":{") && !definitions.get(id).contains("\"MEAN\"");
    database.execute(
        """
        UPDATE publish.cell SET datastatus = 'diskretioneret', taeller = NULL, sum = NULL, sum_squares = NULL,
            naevner = CASE WHEN %s THEN naevner END
        WHERE publication_id = %d AND indikator = '%s' AND periode = '%s' AND omraade_kode IN ('%s')
        """
            .formatted(open, publication, id, period, String.join("','", areas)));
    return this;
  }

  long publication() {
    return publication;
  }

  static Catalogue catalogue() {
    return PublishFixture.catalogue(List.of(), List.of());
  }

  AuditReport audit() {
    return Audit.run(database.access(), catalogue(), "offentlig", line -> {});
  }

  /** Breaches as short texts: kind, indicator, area, period. */
  List<String> breaches() {
    return audit().breaches().stream()
        .map(b -> b.kind().label() + ": " + b.indicator() + " " + b.area() + " " + b.period())
        .toList();
  }

  @Override
  public void close() {
    database.close();
  }
}
