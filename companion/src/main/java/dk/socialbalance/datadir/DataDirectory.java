/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.datadir;

import dk.socialbalance.geoserver.state.Catalogue;
import dk.socialbalance.geoserver.state.LayerState;
import dk.socialbalance.geoserver.state.Settings;
import dk.socialbalance.geoserver.state.State;
import dk.socialbalance.geoserver.state.StyleState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** A folder that a GeoServer has, or will have, as its data directory. */
public final class DataDirectory {

  /** How the store names what GeoServer finds in its environment. */
  static final Map<String, String> STORE =
      Settings.storeParameters(
          "${SB_DB_HOST}", "${SB_DB_PORT}", "${SB_DB_NAME}", "${SB_DB_PUBLISH_PASSWORD}");

  private static final String BASE = "classpath*:datadir/**";

  private final Path root;
  private final Layout layout;

  /** The folder need not exist. */
  public DataDirectory(Path root) {
    this.root = root;
    this.layout = new Layout(root);
  }

  /**
   * What is to be shown, as a data directory can say it.
   *
   * @param connection of the doors' role, outside a transaction
   */
  public static State wanted(Connection connection) throws SQLException {
    return sayable(Catalogue.wanted(connection, STORE));
  }

  /** Ends of lines are no difference; a document ends with one. */
  static String document(String sld) {
    return sld.replace("\r\n", "\n").stripTrailing() + "\n";
  }

  /**
   * Without tile layers: a GeoServer without the extension would go on serving tiles of values that
   * are hidden now. With it, the extension makes them.
   */
  static State sayable(State state) {
    Map<String, LayerState> layers = new LinkedHashMap<>();
    state.layers().forEach((name, layer) -> layers.put(name, untiled(layer)));
    Map<String, StyleState> styles = new LinkedHashMap<>();
    state
        .styles()
        .forEach((name, style) -> styles.put(name, new StyleState(name, document(style.sld()))));
    return new State(state.store(), state.service(), layers, styles, state.groups(), Map.of());
  }

  private static LayerState untiled(LayerState layer) {
    return new LayerState(
        layer.name(),
        layer.title(),
        layer.description(),
        layer.keywords(),
        layer.srs(),
        layer.bounds(),
        layer.geographic(),
        layer.time(),
        layer.inWms(),
        false,
        layer.styles(),
        List.of(),
        layer.columns());
  }

  /**
   * Makes the folder show the wanted state: writes what is missing or differs, removes what is
   * retired, and touches nothing else.
   *
   * @return how many files were written or removed
   * @throws DataDirectoryException when the folder holds something else
   */
  public int write(State wanted) {
    try {
      return base() + new Writer(layout, new Reader(layout).present(), wanted).write();
    } catch (IOException e) {
      throw new UncheckedIOException("The data directory could not be written.", e);
    }
  }

  private int base() throws IOException {
    if (Files.exists(root) && !empty(root) && !layout.ours()) {
      throw new DataDirectoryException(
          root
              + " is no data directory that was made here. Name an empty folder, or a new one, and"
              + " mount that.");
    }
    int written = 0;
    for (Map.Entry<String, Resource> file : baseFiles().entrySet()) {
      Path target = root.resolve(file.getKey());
      // What has become of the empty list of users is GeoServer's.
      boolean secured = file.getKey().startsWith("security/") && Files.exists(target.getParent());
      if (!Files.exists(target) && !secured) {
        Files.createDirectories(target.getParent());
        try (var in = file.getValue().getInputStream()) {
          Files.copy(in, target);
        }
        written++;
      }
    }
    return written;
  }

  private static boolean empty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /** What every data directory begins with, by path. */
  static Map<String, Resource> baseFiles() throws IOException {
    Map<String, Resource> files = new TreeMap<>();
    for (Resource file : new PathMatchingResourcePatternResolver().getResources(BASE)) {
      String url = file.getURL().toString();
      if (file.isReadable() && !url.endsWith("/")) {
        files.put(url.substring(url.lastIndexOf("/datadir/") + "/datadir/".length()), file);
      }
    }
    return files;
  }

  /** Everything that differs from the wanted state, or is unsafe; empty when all is well. */
  public List<Difference> differences(State wanted) {
    if (!layout.ours()) {
      return List.of(
          new Difference(
              root.toString(),
              "is no data directory with a workspace of ours: ./sb datadir generate"));
    }
    Reader reader = new Reader(layout);
    List<Difference> found = new ArrayList<>(Difference.between("", wanted, reader.present()));
    reader
        .foreign()
        .forEach(name -> found.add(new Difference("layers " + name, "was not made here")));
    found.addAll(new Safety(root).findings());
    return found;
  }
}
