/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication.context;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.db.Role;
import dk.socialbalance.db.TestDatabase;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.SnapshotReader;
import dk.socialbalance.register.LoadFailedException;
import dk.socialbalance.register.LoadOptions;
import dk.socialbalance.register.LoadReport;
import dk.socialbalance.render.TrialPainting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A database to load own layers into, and what the doors would serve of it. */
public final class ContextFixture implements AutoCloseable {

  /** Who sees the layers. */
  public static final String AUDIENCE = "offentlig";

  private final TestDatabase database;
  private final boolean isOurs;
  private final Path folder;

  /** With files in the given folder. */
  public ContextFixture(Path folder) {
    this.folder = folder;
    this.database = TestDatabase.create();
    this.isOurs = true;
  }

  /** With a database that another one drops. */
  public ContextFixture(Path folder, TestDatabase database) {
    this.folder = folder;
    this.database = database;
    this.isOurs = false;
  }

  /** The database. */
  public TestDatabase database() {
    return database;
  }

  /** Options under way. */
  public record Wanted(
      String name,
      Optional<String> namespace,
      Optional<String> sld,
      List<String> time,
      Optional<String> id,
      Optional<String> table,
      Optional<Integer> epsg) {

    public Wanted style(String document) {
      return new Wanted(name, namespace, Optional.of(document), time, id, table, epsg);
    }

    public Wanted time(String... attributes) {
      return new Wanted(name, namespace, sld, List.of(attributes), id, table, epsg);
    }

    public Wanted id(String attribute) {
      return new Wanted(name, namespace, sld, time, Optional.of(attribute), table, epsg);
    }

    public Wanted table(String layer) {
      return new Wanted(name, namespace, sld, time, id, Optional.of(layer), epsg);
    }

    public Wanted crs(int code) {
      return new Wanted(name, namespace, sld, time, id, table, Optional.of(code));
    }

    public Wanted namespace(String uri) {
      return new Wanted(name, Optional.of(uri), sld, time, id, table, epsg);
    }

    ContextOptions options() {
      return new ContextOptions(
          AUDIENCE,
          name,
          namespace,
          new LocalText("Titel " + name, "Title " + name),
          new LocalText("", ""),
          sld,
          time,
          id,
          table,
          epsg,
          (document, empty) ->
              TrialPainting.problem(document, empty)
                  .ifPresent(
                      problem -> {
                        throw new LoadFailedException(problem);
                      }));
    }
  }

  /** A layer of this name, all else by default. */
  public static Wanted layer(String name) {
    return new Wanted(
        name,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Writes a file. */
  public Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  /** Loads a GeoJSON document. */
  public LoadReport json(Wanted wanted, String content) throws IOException {
    return load(wanted, file("lag.geojson", content));
  }

  /** Loads features, written as GeoJSON without the collection around them. */
  public LoadReport features(Wanted wanted, String... features) throws IOException {
    return json(
        wanted,
        "{\"type\": \"FeatureCollection\", \"features\": [\n"
            + String.join(",\n", features)
            + "\n]}");
  }

  /** A feature of GeoJSON; geometry and properties as JSON. */
  public static String feature(String geometry, String properties) {
    return "{\"type\": \"Feature\", \"geometry\": "
        + geometry
        + ", \"properties\": {"
        + properties.replace('\'', '"')
        + "}}";
  }

  /** A geometry of GeoJSON. */
  public static String geometry(String type, String coordinates) {
    return "{\"type\": \"" + type + "\", \"coordinates\": " + coordinates + "}";
  }

  /** Loads a file. */
  public LoadReport load(Wanted wanted, Path file) {
    return load(wanted, file, LoadOptions.defaults());
  }

  /** Loads a file. */
  public LoadReport load(Wanted wanted, Path file, LoadOptions options) {
    return ContextLoader.load(database.access(), file, wanted.options(), options);
  }

  /** Loads a file within a budget. */
  public LoadReport load(Wanted wanted, Path file, long rows, long vertices) {
    return ContextLoader.load(
        database.access(),
        file,
        wanted.options(),
        LoadOptions.defaults(),
        new ContextOptions.Budget(rows, vertices));
  }

  /** What the doors serve now. */
  public Snapshot snapshot() {
    return snapshot(null);
  }

  /** What the doors serve now, after another snapshot. */
  public Snapshot snapshot(Snapshot previous) {
    try (Connection connection = database.access().connect(Role.PUBLISH)) {
      return SnapshotReader.read(connection, AUDIENCE, previous, "http://localhost");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All features of a layer, an attribute each; null as {@code -}. */
  public static List<String> rows(Layer layer) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < layer.size(); row++) {
      StringBuilder text = new StringBuilder(layer.id(row));
      for (int i = 0; i < layer.attributes().size(); i++) {
        Object value = layer.value(row, i);
        text.append(' ').append(value == null ? "-" : value);
      }
      rows.add(text.toString());
    }
    return rows;
  }

  /** Rows of a query by the owner, columns joined by a blank; null as {@code -}. */
  public List<String> query(String sql) {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.access().connect(Role.OWNER);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      int width = row.getMetaData().getColumnCount();
      while (row.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          cells.add(row.getString(i) == null ? "-" : row.getString(i));
        }
        rows.add(String.join(" ", cells));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (isOurs) {
      database.close();
    }
  }
}
