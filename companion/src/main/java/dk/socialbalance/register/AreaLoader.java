/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Catalogue.Level;
import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.db.DatabaseException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Loads areas from GeoJSON or GeoPackage. A file holds all areas of the levels that stand in it,
 * and replaces them; with validity periods it may hold several generations. Every address is then
 * placed anew, in the same transaction.
 *
 * <p>Refused as a whole: an area without code, name or usable geometry; an invalid geometry whose
 * repair would change its size by more than a millionth; a code that stands twice; a parent that
 * does not exist throughout the area's validity; an area that reaches beyond its parent; two areas
 * of a level that overlap (unless the level is {@code overlapping}). Told, but accepted, since a
 * lake or a harbour may belong to nobody: gaps between the areas and their parent. Whatever a disc
 * of {@link AreaOptions#tolerance} metres does not fit into is a sliver, and neither.
 */
public final class AreaLoader {

  private static final int MAX_TOLD = 5;

  private AreaLoader() {}

  /**
   * Loads one file.
   *
   * @throws LoadFailedException when nothing was kept; the message is for people, and the report
   *     lists every area that is wrong
   * @throws DatabaseException when the database does not answer
   */
  public static LoadReport load(
      DatabaseAccess access,
      Catalogue catalogue,
      Path file,
      AreaOptions areaOptions,
      LoadOptions options) {
    Scan scan = scan(catalogue, file, areaOptions);
    String reading =
        "EPSG:%d %s %s".formatted(catalogue.crs(), areaOptions, levelsOf(catalogue, scan.levels()));
    return LoadRun.execute(
        access,
        new LoadRun.Delivery(
            "areas", String.join(",", scan.levels()), LoadRun.WHOLE, reading, null),
        file,
        options,
        loading -> {
          if (scan.failure() != null) {
            throw scan.failure();
          }
          body(loading, catalogue, areaOptions, scan.levels());
        });
  }

  /** Which levels a file holds, in the order of the catalogue; or why that cannot be said. */
  private record Scan(List<String> levels, LoadFailedException failure) {}

  private static Scan scan(Catalogue catalogue, Path file, AreaOptions options) {
    try {
      Set<String> found = new LinkedHashSet<>();
      if (options.level().isPresent()) {
        found.add(options.level().get());
      } else if (Files.isRegularFile(file)) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
          read(
              file,
              in,
              options,
              feature -> feature.property(options.names().level()).ifPresent(found::add));
        }
        if (found.isEmpty()) {
          throw new LoadFailedException(
              "%s: no area has the property '%s'. Name the level that the file holds: %s."
                  .formatted(
                      Masking.fileName(file), options.names().level(), levelNames(catalogue)));
        }
      }
      for (String level : found) {
        if (catalogue.level(level).isEmpty()) {
          throw new LoadFailedException(
              "%s: the catalogue has no level '%s'. It has: %s."
                  .formatted(Masking.fileName(file), Masking.value(level), levelNames(catalogue)));
        }
      }
      return new Scan(
          catalogue.levels().stream().map(Level::id).filter(found::contains).toList(), null);
    } catch (LoadFailedException e) {
      return new Scan(List.of(), e);
    } catch (IOException | SQLException e) {
      return new Scan(
          List.of(),
          new LoadFailedException(
              Masking.fileName(file) + " cannot be read. It is damaged, or may not be read."));
    }
  }

  private static String levelNames(Catalogue catalogue) {
    return catalogue.levels().stream().map(Level::id).collect(Collectors.joining(", "));
  }

  private static String levelsOf(Catalogue catalogue, List<String> ids) {
    return catalogue.levels().stream()
        .filter(l -> ids.contains(l.id()))
        .map(l -> l.id() + "<" + l.parent().orElse("") + (l.overlapping() ? "~" : ""))
        .collect(Collectors.joining(" "));
  }

  /** Reads a file of either format; returns the EPSG code of its coordinates. */
  private static int read(Path file, InputStream in, AreaOptions options, GeoFeature.Sink sink)
      throws IOException, SQLException {
    if (!GeoPackageReader.isGeoPackage(file)) {
      return options.epsg().orElse(GeoJsonReader.read(in, Masking.fileName(file), sink));
    }
    try (GeoPackageReader reader = GeoPackageReader.open(file)) {
      GeoPackageReader.Table table = reader.table(options.table());
      int epsg = options.epsg().orElse(table.epsg());
      if (epsg == 0) {
        throw new LoadFailedException(
            "%s: the table %s names no EPSG code. Name the one of its coordinates."
                .formatted(Masking.fileName(file), table.name()));
      }
      reader.read(table, sink);
      return epsg;
    }
  }

  private static void body(
      Loading loading, Catalogue catalogue, AreaOptions options, List<String> levels)
      throws IOException, SQLException {
    checkStoredCrs(loading, catalogue);
    int epsg;
    try (AreaStage stage = new AreaStage(loading, options);
        InputStream in = loading.open()) {
      epsg = read(loading.file(), in, options, stage::add);
      stage.finish();
    }
    failIfRejected(loading);
    loading.step("transforming");
    AreaGeometry.prepare(loading, epsg, catalogue.crs());
    failIfRejected(loading);
    loading.step("checking codes and parents");
    AreaChecks checks = new AreaChecks(loading, options.tolerance());
    checks.codes(levels);
    failIfRejected(loading);
    for (String id : levels) {
      Level level = catalogue.level(id).orElseThrow();
      loading.step("checking " + id);
      if (level.parent().isPresent()) {
        checks.parents(id, level.parent().get());
      } else {
        checks.forgetUnknownParents(id);
      }
      if (!level.overlapping()) {
        checks.overlaps(id);
      }
    }
    failIfRejected(loading);
    for (String id : levels) {
      checks.gaps(id, catalogue.level(id).flatMap(Level::parent));
    }
    store(loading, levels, catalogue.municipality().code());
    checks.orphans();
    loading.step("placing addresses in areas");
    AddressAreas.assign(loading.connection(), catalogue);
    noteUnplaced(loading, levels);
  }

  private static void checkStoredCrs(Loading loading, Catalogue catalogue) throws SQLException {
    try (PreparedStatement query =
        loading
            .connection()
            .prepareStatement(
                "SELECT postgis.ST_SRID(geom) FROM indicator.area"
                    + " WHERE postgis.ST_SRID(geom) <> ? LIMIT 1")) {
      query.setInt(1, catalogue.crs());
      try (ResultSet row = query.executeQuery()) {
        if (row.next()) {
          throw new LoadFailedException(
              "The catalogue says 'crs: %d', but areas are stored in %d. Write 'crs: %d', or load"
                      .formatted(catalogue.crs(), row.getInt(1), row.getInt(1))
                  + " into an empty database.");
        }
      }
    }
  }

  /** Areas are few and belong together: one that is wrong refuses the file. */
  private static void failIfRejected(Loading loading) {
    if (loading.rejected() == 0) {
      return;
    }
    String told =
        loading.rejects().stream()
            .limit(MAX_TOLD)
            .map(
                r ->
                    "\n  %s, line %d: %s"
                        .formatted(r.value() == null ? "area" : r.value(), r.line(), r.reason()))
            .collect(Collectors.joining());
    throw new LoadFailedException(
        "%s: %d mistake%s in areas. Nothing was kept.%s%s"
            .formatted(
                loading.fileName(),
                loading.rejected(),
                loading.rejected() == 1 ? "" : "s",
                told,
                loading.rejected() > MAX_TOLD ? "\n  ..." : ""));
  }

  private static void store(Loading loading, List<String> levels, String municipality)
      throws SQLException {
    try (PreparedStatement delete =
        loading
            .connection()
            .prepareStatement("DELETE FROM indicator.area WHERE niveau = ANY (?)")) {
      delete.setArray(1, loading.connection().createArrayOf("text", levels.toArray()));
      delete.executeUpdate();
    }
    // A delivery that held one of these levels holds it no longer: loading it again is no
    // repetition.
    try (PreparedStatement delete =
        loading
            .connection()
            .prepareStatement(
                "DELETE FROM indicator.delivery WHERE kind = 'areas' AND id <> ?"
                    + " AND string_to_array(subject, ',') && ?")) {
      delete.setLong(1, loading.deliveryId());
      delete.setArray(2, loading.connection().createArrayOf("text", levels.toArray()));
      delete.executeUpdate();
    }
    try (PreparedStatement insert =
        loading
            .connection()
            .prepareStatement(
                "INSERT INTO indicator.area (niveau, kode, navn, overordnet, kommune_kode,"
                    + " gyldig_fra, gyldig_til, geom)"
                    + " SELECT niveau, kode, navn, overordnet, nullif(?, ''), gyldig_fra,"
                    + " gyldig_til, geom FROM pg_temp.area_stage ORDER BY niveau, kode")) {
      insert.setString(1, municipality);
      loading.rowsStored(insert.executeUpdate());
    }
  }

  private static void noteUnplaced(Loading loading, List<String> levels) throws SQLException {
    try (Statement statement = loading.connection().createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT level.id, (SELECT count(*) FROM register.address) - count(DISTINCT"
                    + " x.address_id) FROM unnest('{"
                    + String.join(",", levels)
                    + "}'::text[]) AS level (id) LEFT JOIN register.address_area x"
                    + " ON x.niveau = level.id GROUP BY level.id")) {
      while (row.next()) {
        loading.note(row.getLong(2), "addresses lie in no area of level " + row.getString(1) + ".");
      }
    }
  }
}
