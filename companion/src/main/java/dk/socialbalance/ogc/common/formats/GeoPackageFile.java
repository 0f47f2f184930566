/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Reprojection;
import dk.socialbalance.publication.Style;
import dk.socialbalance.render.QgisRenderer;
import dk.socialbalance.render.StyleException;
import dk.socialbalance.render.StyleReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.metadata.iso.citation.Citations;
import org.geotools.referencing.wkt.Formattable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A GeoPackage 1.3 (OGC 12-128r17) with a table a layer, and with the layers' styles as QGIS keeps
 * them, so that it opens the file in the colours of the map.
 *
 * <p>The file is made in the folder for temporary files and deleted when it is sent, also when the
 * client leaves; there are never more than requests at work.
 */
final class GeoPackageFile {

  private static final Logger LOG = LoggerFactory.getLogger(GeoPackageFile.class);

  private final Export export;

  private GeoPackageFile(Export export) {
    this.export = export;
  }

  /** The file, to be made when it is written. */
  static FileFormat.Body of(Export export) {
    return new GeoPackageFile(export)::writeTo;
  }

  private void writeTo(OutputStream out) throws IOException {
    Path file = Files.createTempFile("socialbalance", ".gpkg");
    try {
      make(file);
      Files.copy(file, out);
    } catch (SQLException e) {
      throw new IllegalStateException("The GeoPackage cannot be made", e);
    } finally {
      Files.delete(file);
    }
  }

  private void make(Path path) throws IOException, SQLException {
    try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + path)) {
      try (Statement statement = file.createStatement()) {
        // Nobody reads the file before it is finished, and a broken one is thrown away.
        statement.execute("PRAGMA journal_mode = OFF");
        statement.execute("PRAGMA synchronous = OFF");
        // Nothing that lay in memory may stand between the rows.
        statement.execute("PRAGMA secure_delete = ON");
        statement.execute("PRAGMA application_id = 0x47504B47");
        statement.execute("PRAGMA user_version = 10300");
      }
      file.setAutoCommit(false);
      run(file, "geopackage.sql", sql -> sql);
      system(file, 4326);
      if (export.srid() != 4326) {
        system(file, export.srid());
      }
      List<String> names = new ArrayList<>(List.of("layer_styles"));
      List<String> titles = new ArrayList<>(names);
      for (FeatureRows part : export.parts()) {
        String name = FeatureRows.free(part.layer().name(), names);
        names.add(name);
        String title =
            FeatureRows.free(part.layer().description().title().in(export.language()), titles);
        titles.add(title);
        GeoPackageTable table = new GeoPackageTable(export, part, name);
        table.write(file, title);
        styles(file, table);
      }
      insert(
          file,
          "gpkg_contents",
          "layer_styles",
          "attributes",
          "layer_styles",
          "",
          GeoPackageTable.moment(export.snapshot().createdAt()),
          null,
          null,
          null,
          null,
          null);
      file.commit();
    }
  }

  private static void system(Connection file, int srid) throws SQLException {
    CoordinateReferenceSystem system = Reprojection.system(srid);
    insert(
        file,
        "gpkg_spatial_ref_sys",
        system.getName().getCode(),
        srid,
        "EPSG",
        srid,
        ((Formattable) system).toWKT(Citations.OGC, 0),
        null);
  }

  /** QGIS applies the default's QML when it opens the layer; SLD alone only when it is told to. */
  private void styles(Connection file, GeoPackageTable table) throws SQLException {
    if (table.geometryColumn().isEmpty()) {
      return;
    }
    boolean isDefault = true;
    for (Style style : export.snapshot().stylesOf(table.layer())) {
      insert(
          file,
          "layer_styles",
          null,
          "",
          "",
          table.name(),
          table.geometryColumn(),
          style.name(),
          qml(table.layer(), style),
          style.sld(),
          isDefault ? 1 : 0,
          style.title().in(export.language()),
          "",
          null,
          GeoPackageTable.moment(export.snapshot().createdAt()));
      isDefault = false;
    }
  }

  /**
   * The style in QGIS's words; null where it cannot be said in them, as with an installation's own
   * layers, whose styles may hold anything: QGIS then chooses colours.
   */
  private String qml(Layer layer, Style style) {
    if (layer.description().kind() == Layer.Kind.CONTEXT) {
      return null;
    }
    try {
      QgisRenderer renderer = new QgisRenderer(StyleReader.read(style.sld()), export.language());
      return renderer.isEmpty() ? null : renderer.document();
    } catch (StyleException | IllegalArgumentException e) {
      LOG.warn("The style {} cannot be said in QGIS's words: {}", style.name(), e.getMessage());
      return null;
    }
  }

  /** Runs the statements of a resource; each ends with a semicolon at the end of a line. */
  static void run(Connection file, String resource, UnaryOperator<String> change)
      throws SQLException {
    String script;
    try (InputStream in = GeoPackageFile.class.getResourceAsStream(resource)) {
      script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(resource + " cannot be read", e);
    }
    try (Statement statement = file.createStatement()) {
      for (String sql : script.replaceAll("(?m)^--.*\n", "").split(";\\s*\n(?=CREATE|INSERT|$)")) {
        if (!sql.isBlank()) {
          statement.executeUpdate(change.apply(sql));
        }
      }
    }
  }

  /** Inserts a row: a value for every column. */
  static void insert(Connection file, String table, Object... values) throws SQLException {
    String sql = "INSERT INTO " + table + " VALUES (" + "?, ".repeat(values.length - 1) + "?)";
    try (PreparedStatement insert = file.prepareStatement(sql)) {
      set(insert, values);
      insert.executeUpdate();
    }
  }

  /** Sets all values of a statement. */
  static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
