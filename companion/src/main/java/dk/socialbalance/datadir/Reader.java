/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.datadir;

import dk.socialbalance.geoserver.state.GroupState;
import dk.socialbalance.geoserver.state.LayerState;
import dk.socialbalance.geoserver.state.LayerState.Bounds;
import dk.socialbalance.geoserver.state.ServiceState;
import dk.socialbalance.geoserver.state.State;
import dk.socialbalance.geoserver.state.StyleState;
import dk.socialbalance.geoserver.state.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a data directory says, in whatever way GeoServer has written it: order, white space, further
 * elements and encrypted passwords make no difference.
 */
final class Reader {

  static final List<String> SERVICES = List.of("wms", "wfs", "wmts");

  /** Where the database is may be written out, or be left to the environment. */
  private static final List<String> PLACE = List.of("host", "port", "database");

  private static final String PLAIN = "plain:";
  private static final String ENCRYPTED = "crypt[12]:.*";

  private final Layout layout;

  Reader(Layout layout) {
    this.layout = layout;
  }

  /** Everything that bears the mark; empty when there is no data directory. */
  State present() {
    if (!layout.ours()) {
      return State.EMPTY;
    }
    Map<String, StyleState> styles = new TreeMap<>();
    Map<String, String> styleNames = new TreeMap<>();
    for (Path file : files(layout.styles(), ".xml")) {
      Element style = Element.read(file).orElseThrow();
      styleNames.put(style.at("id"), style.at("name"));
      if (Layout.marked(style)) {
        styles.put(style.at("name"), new StyleState(style.at("name"), document(style)));
      }
    }
    Map<String, LayerState> layers = new TreeMap<>();
    Map<String, String> names = new TreeMap<>();
    for (Path folder : layerFolders()) {
      Optional<Element> type = Element.read(folder.resolve("featuretype.xml"));
      Optional<Element> layer = Element.read(folder.resolve("layer.xml"));
      if (type.filter(Layout::marked).isPresent()) {
        layers.put(type.get().at("name"), layer(type.get(), layer, styleNames));
      }
      layer.ifPresent(found -> names.put(found.at("id"), type.orElse(found).at("name")));
    }
    return new State(store(), service(), layers, styles, groups(names), Map.of());
  }

  /** Layers of our store that nobody of ours has made. */
  List<String> foreign() {
    return layerFolders().stream()
        .map(folder -> Element.read(folder.resolve("featuretype.xml")))
        .flatMap(Optional::stream)
        .filter(type -> !Layout.marked(type))
        .map(type -> type.at("name"))
        .toList();
  }

  private List<Path> layerFolders() {
    return files(layout.store(), "").stream().filter(Files::isDirectory).toList();
  }

  /** What lies in a folder, in order of names. */
  static List<Path> files(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> store() {
    Optional<Element> file = Element.read(layout.storeFile());
    if (file.isEmpty() || !file.get().at("enabled").equals("true")) {
      return Map.of();
    }
    Map<String, String> wanted = DataDirectory.STORE;
    Map<String, String> parameters = new TreeMap<>();
    for (Element entry : file.get().all("connectionParameters")) {
      boolean place = PLACE.contains(entry.key()) && !entry.text().isBlank();
      parameters.put(
          entry.key(),
          place
              ? wanted.get(entry.key())
              : entry.key().equals("passwd") ? password(entry.text()) : entry.text());
    }
    return parameters;
  }

  /** Encrypted it cannot be compared; a password in clear is never shown. */
  private static String password(String text) {
    String wanted = DataDirectory.STORE.get("passwd");
    String plain = text.startsWith(PLAIN) ? text.substring(PLAIN.length()) : text;
    return text.matches(ENCRYPTED) || plain.equals(wanted) ? wanted : "a password in clear";
  }

  /** What is said of all three alike; empty when one is missing or differs. */
  private Optional<ServiceState> service() {
    ServiceState alike = null;
    for (String kind : SERVICES) {
      Optional<Element> file = Element.read(layout.serviceFile(kind));
      if (file.isEmpty() || !file.get().at("enabled").equals("true")) {
        return Optional.empty();
      }
      Element service = file.get();
      if (kind.equals("wfs") && !service.at("serviceLevel").equals("BASIC")) {
        return Optional.empty();
      }
      List<String> crs =
          kind.equals("wmts") && alike != null ? alike.crs() : texts(service.all("srs"));
      ServiceState one = new ServiceState(both(service, "internationalTitle"), crs);
      if (alike != null && !alike.equals(one)) {
        return Optional.empty();
      }
      alike = one;
    }
    return Optional.ofNullable(alike);
  }

  private LayerState layer(Element type, Optional<Element> layer, Map<String, String> styleNames) {
    boolean maps = !texts(type.all("disabledServices")).contains("WMS");
    boolean whole =
        layer.isPresent()
            && on(layer.get(), "enabled")
            && on(type, "enabled")
            && on(type, "advertised")
            && type.at("name").equals(type.at("nativeName"))
            && type.all("metadata").stream()
                .noneMatch(entry -> entry.key().equals("JDBC_VIRTUAL_TABLE"))
            && Element.read(layout.storeFile())
                .filter(store -> store.at("id").equals(type.at("store", "id")))
                .isPresent();
    return new LayerState(
        type.at("name"),
        both(type, "internationalTitle"),
        both(type, "internationalAbstract"),
        texts(type.all("keywords")),
        type.at("srs"),
        bounds(type, "nativeBoundingBox"),
        bounds(type, "latLonBoundingBox"),
        time(type),
        maps,
        false,
        maps && layer.isPresent() ? styles(layer.get(), styleNames) : List.of(),
        List.of(),
        whole ? type.entryOf("metadata", Layout.COLUMNS) : "");
  }

  /** Unsaid is on. */
  private static boolean on(Element info, String property) {
    return !info.at(property).equals("false");
  }

  private static List<String> texts(List<Element> elements) {
    return elements.stream().map(Element::text).toList();
  }

  private static Text both(Element info, String property) {
    return new Text(info.at(property, "da"), info.at(property, "en"));
  }

  private static Bounds bounds(Element type, String box) {
    return new Bounds(
        number(type, box, "minx"),
        number(type, box, "miny"),
        number(type, box, "maxx"),
        number(type, box, "maxy"));
  }

  private static double number(Element type, String box, String side) {
    try {
      return Double.parseDouble(type.at(box, side));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static List<String> time(Element type) {
    Optional<Element> entry =
        type.all("metadata").stream()
            .filter(e -> e.key().equals("time"))
            .flatMap(e -> e.child("dimensionInfo").stream())
            .filter(
                time ->
                    time.at("enabled").equals("true")
                        && time.at("defaultValue", "strategy").equals("MAXIMUM"))
            .findFirst();
    List<String> columns = new ArrayList<>();
    entry.map(time -> time.at("attribute")).ifPresent(columns::add);
    entry.map(time -> time.at("endAttribute")).filter(c -> !c.isEmpty()).ifPresent(columns::add);
    return List.copyOf(columns);
  }

  /** The default, then the others in order of names, as they are wanted. */
  private static List<String> styles(Element layer, Map<String, String> styleNames) {
    List<String> styles = new ArrayList<>();
    styles.add(name(layer.at("defaultStyle", "id"), styleNames));
    layer.all("styles").stream()
        .map(style -> name(style.at("id"), styleNames))
        .sorted()
        .forEach(styles::add);
    return List.copyOf(styles);
  }

  private static String name(String id, Map<String, String> names) {
    return names.getOrDefault(id, "an unknown style");
  }

  private String document(Element style) {
    try {
      Path file = layout.styles().resolve(style.at("filename")).normalize();
      return file.startsWith(layout.styles()) && Files.isRegularFile(file)
          ? DataDirectory.document(Files.readString(file))
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, GroupState> groups(Map<String, String> layerNames) {
    List<Element> files =
        files(layout.groups(), ".xml").stream()
            .map(Element::read)
            .flatMap(Optional::stream)
            .toList();
    Map<String, String> names = new LinkedHashMap<>(layerNames);
    files.forEach(group -> names.put(group.at("id"), group.at("name")));
    Map<String, GroupState> groups = new TreeMap<>();
    for (Element group : files) {
      if (Layout.marked(group)) {
        List<String> members =
            group.all("publishables").stream()
                .map(member -> names.getOrDefault(member.at("id"), "something that is missing"))
                .toList();
        groups.put(
            group.at("name"),
            new GroupState(group.at("name"), both(group, "internationalTitle"), members));
      }
    }
    return groups;
  }
}
