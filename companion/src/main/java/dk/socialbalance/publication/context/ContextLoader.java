/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication.context;

import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.db.DatabaseException;
import dk.socialbalance.publication.Reprojection;
import dk.socialbalance.publication.SnapshotReader;
import dk.socialbalance.publication.StyleTemplates;
import dk.socialbalance.register.GeoFile;
import dk.socialbalance.register.LoadFailedException;
import dk.socialbalance.register.LoadOptions;
import dk.socialbalance.register.LoadReport;
import dk.socialbalance.register.LoadRun;
import dk.socialbalance.register.Loading;
import dk.socialbalance.register.Masking;
import dk.socialbalance.register.Withdrawal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Envelope;

/**
 * Loads a layer of the installation's own from GeoJSON, GeoPackage or a zipped Shapefile, and takes
 * it out again. Its features stand in a table of their own; the doors show it at once, beside
 * whatever is published.
 *
 * <p>The file is read twice: first to tell attributes, types and the kind of geometry, then to copy
 * it. Coordinates are kept as they are, in the file's own system.
 */
public final class ContextLoader {

  private static final String KIND = "layer";

  private ContextLoader() {}

  /**
   * Loads one file.
   *
   * @throws LoadFailedException when nothing was kept; the message is for people
   * @throws DatabaseException when the database does not answer
   */
  public static LoadReport load(
      DatabaseAccess access, Path file, ContextOptions layer, LoadOptions options) {
    return load(
        access,
        file,
        layer,
        options,
        new ContextOptions.Budget(SnapshotReader.MAX_ROWS, SnapshotReader.MAX_VERTICES));
  }

  static LoadReport load(
      DatabaseAccess access,
      Path file,
      ContextOptions layer,
      LoadOptions options,
      ContextOptions.Budget budget) {
    ContextName name = ContextName.parse(layer.name());
    return LoadRun.execute(
        access,
        new LoadRun.Delivery(KIND, name.id(), LoadRun.WHOLE, layer.reading(), null),
        file,
        options,
        loading -> body(loading, name, layer, budget));
  }

  /**
   * Takes a layer out.
   *
   * @return how many features it had
   * @throws LoadFailedException when there is none of that name
   * @throws DatabaseException when the database does not answer
   */
  public static long remove(DatabaseAccess access, String layer) {
    String id = ContextName.parse(layer).id();
    return Withdrawal.withdraw(
        access,
        KIND,
        id,
        LoadRun.WHOLE,
        connection -> {
          ContextStore store = new ContextStore(connection);
          long rows = store.remove(id);
          if (rows < 0) {
            throw new LoadFailedException("There is no own layer '%s'.".formatted(layer));
          }
          return rows;
        });
  }

  private static void body(
      Loading loading, ContextName name, ContextOptions layer, ContextOptions.Budget budget)
      throws IOException, SQLException {
    Connection connection = loading.connection();
    ContextStore store = new ContextStore(connection);
    store.refuseTakenNames(name);
    String namespace = store.namespace(name, layer.namespace());
    try (GeoFile file = GeoFile.open(loading, layer.table())) {
      ContextScan scan = new ContextScan(file.fields(), layer.id().orElse(null), layer.time());
      file.read(
          feature -> {
            loading.step("reading what it holds");
            scan.add(feature);
          });
      store.refuseTooLarge(layer.audience(), name.id(), scan, budget);
      List<ContextScan.Field> fields = scan.fields();
      noteNames(loading, fields);
      String type = scan.geometryType();
      int srid = type.isEmpty() ? 0 : srid(loading, store, layer, file, scan);
      List<ContextScan.Field> time = named(loading, fields, layer.time(), "--time");
      checkTime(loading, time);
      layer.id().ifPresent(id -> named(loading, fields, List.of(id), "--id"));
      ContextLayer described =
          new ContextLayer(
              name, namespace, layer, fields, time, type, srid, style(name, layer, type));
      if (!type.isEmpty()) {
        layer.check().check(described.sld(), described.empty());
      }
      store.create(described, scan.wholeIds());
      ContextCopy copy = new ContextCopy(loading, described, scan);
      copy.run(file);
      loading.step("storing");
      long vertices = store.store(described);
      loading.note("%,d vertices, %s".formatted(vertices, described.geometryText()));
    }
  }

  private static void noteNames(Loading loading, List<ContextScan.Field> fields) {
    for (ContextScan.Field field : fields) {
      if (!field.name().equals(field.source())) {
        loading.note(
            "The attribute '%s' is called %s."
                .formatted(Masking.value(field.source()), field.name()));
      }
    }
  }

  private static int srid(
      Loading loading, ContextStore store, ContextOptions layer, GeoFile file, ContextScan scan)
      throws IOException, SQLException {
    int told = file.epsg();
    int srid = layer.epsg().orElse(told);
    if (srid == 0) {
      throw new LoadFailedException(
          loading.fileName()
              + " does not say which coordinate system it has. Name it: --crs EPSG:25832.");
    }
    store.refuseUnknown(srid, loading.fileName());
    try {
      Reprojection.northFirst(srid);
      Envelope extent = scan.extent();
      if (Reprojection.degrees(srid)
          && (extent.getMinX() < -360.1
              || extent.getMaxX() > 360.1
              || extent.getMinY() < -90.1
              || extent.getMaxY() > 90.1)) {
        throw new LoadFailedException(
            String.format(
                Locale.ROOT,
                "%s: the coordinates are taken for degrees (EPSG:%d), but reach from %.0f %.0f to"
                    + " %.0f %.0f. Name the system that they have: --crs EPSG:25832.",
                loading.fileName(),
                srid,
                extent.getMinX(),
                extent.getMinY(),
                extent.getMaxX(),
                extent.getMaxY()));
      }
      Reprojection.transform(extent, srid, 4326);
    } catch (IllegalArgumentException e) {
      throw new LoadFailedException(
          "%s: EPSG:%d cannot be served: %s. Transform the file to another system, or name the right one with --crs."
              .formatted(loading.fileName(), srid, e.getMessage()));
    }
    return srid;
  }

  private static List<ContextScan.Field> named(
      Loading loading, List<ContextScan.Field> fields, List<String> names, String option) {
    List<ContextScan.Field> found = new ArrayList<>();
    for (String name : names) {
      found.add(
          fields.stream()
              .filter(f -> f.source().equalsIgnoreCase(name) || f.name().equalsIgnoreCase(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new LoadFailedException(
                          "%s has no attribute '%s' (%s). It has: %s."
                              .formatted(
                                  loading.fileName(),
                                  Masking.value(name),
                                  option,
                                  Masking.value(
                                      String.join(
                                          ", ",
                                          fields.stream()
                                              .map(ContextScan.Field::source)
                                              .toList()))))));
    }
    return found;
  }

  private static void checkTime(Loading loading, List<ContextScan.Field> time) {
    for (ContextScan.Field field : time) {
      switch (field.type()) {
        case DATE, TIMESTAMP -> {}
        default ->
            throw new LoadFailedException(
                "%s: the attribute '%s' (--time) holds no days or times, written 2024-05-31 or 2024-05-31T12:00:00Z, in every feature."
                    .formatted(loading.fileName(), Masking.value(field.source())));
      }
    }
  }

  private static String style(ContextName name, ContextOptions layer, String type) {
    if (type.isEmpty()) {
      return null;
    }
    return layer
        .sld()
        .orElseGet(() -> StyleTemplates.context(name.id(), layer.title(), kind(type)).sld());
  }

  private static StyleTemplates.Geometry kind(String type) {
    return switch (type) {
      case "Point", "MultiPoint" -> StyleTemplates.Geometry.POINT;
      case "LineString", "MultiLineString" -> StyleTemplates.Geometry.LINE;
      case "Polygon", "MultiPolygon" -> StyleTemplates.Geometry.POLYGON;
      default -> StyleTemplates.Geometry.ANY;
    };
  }
}
