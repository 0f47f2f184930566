/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.datadir;

import dk.socialbalance.geoserver.state.GroupState;
import dk.socialbalance.geoserver.state.LayerState;
import dk.socialbalance.geoserver.state.LayerState.Bounds;
import dk.socialbalance.geoserver.state.ServiceState;
import dk.socialbalance.geoserver.state.Settings;
import dk.socialbalance.geoserver.state.State;
import dk.socialbalance.geoserver.state.StyleState;
import dk.socialbalance.geoserver.state.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.util.FileSystemUtils;

/**
 * Writes what differs. Ids are made of names, so that the same publication gives the same files;
 * what is there already keeps the id that it has.
 */
final class Writer {

  private final Layout layout;
  private final State present;
  private final State wanted;
  private int written;

  Writer(Layout layout, State present, State wanted) {
    this.layout = layout;
    this.present = present;
    this.wanted = wanted;
  }

  /** Returns how many things were written or removed. */
  int write() throws IOException {
    if (!wanted.store().equals(new Reader(layout).present().store())) {
      try (var base =
          DataDirectory.baseFiles()
              .get(layout.root().relativize(layout.storeFile()).toString().replace('\\', '/'))
              .getInputStream()) {
        Files.write(layout.storeFile(), base.readAllBytes());
      }
      written++;
    }
    for (StyleState style : wanted.styles().values()) {
      if (!style.equals(present.styles().get(style.name()))) {
        write(style);
      }
    }
    for (LayerState layer : wanted.layers().values()) {
      if (!layer.equals(present.layers().get(layer.name()))) {
        write(layer);
      }
    }
    boolean moved = !wanted.layers().equals(present.layers());
    for (GroupState group : wanted.groups().values()) {
      // The extent of a group is that of its layers.
      if (moved || !group.equals(present.groups().get(group.name()))) {
        save(group(group), layout.groups().resolve(group.name() + ".xml"));
      }
    }
    if (wanted.service().isPresent() && !wanted.service().equals(present.service())) {
      write(wanted.service().get());
    }
    removeRetired();
    return written;
  }

  private void removeRetired() throws IOException {
    for (String group : present.groups().keySet()) {
      if (!wanted.groups().containsKey(group)) {
        remove(layout.groups().resolve(group + ".xml"));
      }
    }
    for (String layer : present.layers().keySet()) {
      if (!wanted.layers().containsKey(layer)) {
        remove(layout.layer(layer));
      }
    }
    for (String style : present.styles().keySet()) {
      if (!wanted.styles().containsKey(style)) {
        remove(layout.styles().resolve(style + ".xml"));
        remove(layout.styles().resolve(style + ".sld"));
      }
    }
  }

  private void remove(Path path) throws IOException {
    if (FileSystemUtils.deleteRecursively(path)) {
      written++;
    }
  }

  private void save(Element element, Path file) throws IOException {
    element.write(file);
    written++;
  }

  /** The id that stands in a file; the given one when there is none. */
  private static String id(Path file, String otherwise) {
    return Element.read(file)
        .map(element -> element.at("id"))
        .filter(id -> !id.isEmpty())
        .orElse(otherwise);
  }

  private String workspaceId() {
    return id(layout.workspaceFile(), "sb.workspace");
  }

  private String styleId(String name) {
    return id(layout.styles().resolve(name + ".xml"), "sb.style." + name);
  }

  private String typeId(String name) {
    return id(layout.typeFile(name), "sb.type." + name);
  }

  private String layerId(String name) {
    return id(layout.layerFile(name), "sb.layer." + name);
  }

  private String groupId(String name) {
    return id(layout.groups().resolve(name + ".xml"), "sb.group." + name);
  }

  private static Element mark(Element... more) {
    List<Element> entries = new ArrayList<>(List.of(Element.entry(Layout.MARK, "datadir")));
    entries.addAll(List.of(more));
    return Element.of("metadata", entries);
  }

  private static Element both(String name, Text text) {
    return Element.of(name, Element.text("da", text.da()), Element.text("en", text.en()));
  }

  private static Element list(String name, List<String> texts) {
    return Element.of(name, texts.stream().map(text -> Element.text("string", text)).toList());
  }

  private static Element on(String name) {
    return Element.text(name, "true");
  }

  private void write(StyleState style) throws IOException {
    save(
        Element.of(
            "style",
            Element.text("id", styleId(style.name())),
            Element.text("name", style.name()),
            Element.reference("workspace", "", workspaceId()),
            Element.text("format", "sld"),
            Element.of("languageVersion", Element.text("version", "1.0.0")),
            Element.text("filename", style.name() + ".sld"),
            mark()),
        layout.styles().resolve(style.name() + ".xml"));
    Files.writeString(layout.styles().resolve(style.name() + ".sld"), style.sld());
  }

  private void write(LayerState layer) throws IOException {
    save(type(layer), layout.typeFile(layer.name()));
    save(layer(layer), layout.layerFile(layer.name()));
  }

  private Element type(LayerState layer) {
    List<Element> metadata = new ArrayList<>();
    metadata.add(Element.entry(Layout.COLUMNS, layer.columns()));
    if (!layer.time().isEmpty()) {
      metadata.add(Element.entry("time", time(layer.time())));
    }
    List<Element> services = new ArrayList<>();
    services.add(Element.text("serviceConfiguration", Boolean.toString(!layer.inWms())));
    if (!layer.inWms()) {
      services.add(list("disabledServices", List.of("WMS")));
    }
    return Element.of(
            "featureType",
            Element.text("id", typeId(layer.name())),
            Element.text("name", layer.name()),
            Element.text("nativeName", layer.name()),
            Element.reference("namespace", "", id(layout.namespaceFile(), "sb.namespace")),
            Element.text("title", layer.title().da()),
            both("internationalTitle", layer.title()),
            Element.text("abstract", layer.description().da()),
            both("internationalAbstract", layer.description()),
            list("keywords", layer.keywords()),
            Element.text("srs", layer.srs()),
            box("nativeBoundingBox", layer.bounds(), layer.srs()),
            box("latLonBoundingBox", layer.geographic(), "EPSG:4326"),
            Element.text("projectionPolicy", "FORCE_DECLARED"),
            on("enabled"),
            on("advertised"))
        .with(services)
        .with(
            List.of(
                mark(metadata.toArray(Element[]::new)),
                Element.reference("store", "dataStore", id(layout.storeFile(), "sb.store"))));
  }

  private static Element time(List<String> columns) {
    List<Element> parts = new ArrayList<>();
    parts.add(on("enabled"));
    parts.add(Element.text("attribute", columns.get(0)));
    if (columns.size() > 1) {
      parts.add(Element.text("endAttribute", columns.get(1)));
    }
    parts.add(Element.text("presentation", "LIST"));
    parts.add(Element.text("units", "ISO8601"));
    parts.add(Element.of("defaultValue", Element.text("strategy", "MAXIMUM")));
    return Element.of("dimensionInfo", parts);
  }

  private static Element box(String name, Bounds bounds, String crs) {
    return Element.of(
        name,
        Element.text("minx", Double.toString(bounds.minX())),
        Element.text("maxx", Double.toString(bounds.maxX())),
        Element.text("miny", Double.toString(bounds.minY())),
        Element.text("maxy", Double.toString(bounds.maxY())),
        Element.text("crs", crs));
  }

  private Element layer(LayerState layer) {
    List<String> styles = layer.styles();
    Element layerElement =
        Element.of(
            "layer",
            Element.text("name", layer.name()),
            Element.text("id", layerId(layer.name())),
            Element.text("type", "VECTOR"),
            Element.reference(
                "defaultStyle",
                "",
                styles.isEmpty()
                    ? id(layout.root().resolve("styles/generic.xml"), "sb.style.generic")
                    : styleId(styles.get(0))));
    List<Element> others = new ArrayList<>();
    if (styles.size() > 1) {
      others.add(
          Element.of(
              "styles",
              styles.subList(1, styles.size()).stream()
                  .map(style -> Element.reference("style", "", styleId(style)))
                  .toList()));
    }
    others.add(Element.reference("resource", "featureType", typeId(layer.name())));
    others.add(on("enabled"));
    return layerElement.with(others);
  }

  private Element group(GroupState group) {
    Extent extent = extent(group).orElseThrow();
    return Element.of(
        "layerGroup",
        Element.text("id", groupId(group.name())),
        Element.text("name", group.name()),
        Element.text("mode", "CONTAINER"),
        Element.text("title", group.title().da()),
        both("internationalTitle", group.title()),
        Element.reference("workspace", "", workspaceId()),
        on("enabled"),
        on("advertised"),
        Element.of("publishables", group.members().stream().map(this::published).toList()),
        Element.of("styles", group.members().stream().map(m -> Element.text("style", "")).toList()),
        box("bounds", extent.bounds(), extent.crs()),
        mark());
  }

  private Element published(String member) {
    return wanted.layers().containsKey(member)
        ? Element.reference("published", "layer", layerId(member))
        : Element.reference("published", "layerGroup", groupId(member));
  }

  private record Extent(Bounds bounds, String crs) {
    /** Both together: in their own system when they share it, else in degrees, which is wider. */
    Extent and(Extent other) {
      return new Extent(
          new Bounds(
              Math.min(bounds.minX(), other.bounds.minX()),
              Math.min(bounds.minY(), other.bounds.minY()),
              Math.max(bounds.maxX(), other.bounds.maxX()),
              Math.max(bounds.maxY(), other.bounds.maxY())),
          crs);
    }
  }

  private Optional<Extent> extent(GroupState group) {
    List<LayerState> layers = new ArrayList<>();
    layers(group, layers);
    boolean alike = layers.stream().map(LayerState::srs).distinct().count() == 1;
    return layers.stream()
        .map(
            layer ->
                alike
                    ? new Extent(layer.bounds(), layer.srs())
                    : new Extent(layer.geographic(), "EPSG:4326"))
        .reduce(Extent::and);
  }

  private void layers(GroupState group, List<LayerState> found) {
    for (String member : group.members()) {
      if (wanted.layers().containsKey(member)) {
        found.add(wanted.layers().get(member));
      } else {
        layers(wanted.groups().get(member), found);
      }
    }
  }

  private void write(ServiceState service) throws IOException {
    for (String kind : Reader.SERVICES) {
      Path file = layout.serviceFile(kind);
      Element global = Element.read(layout.root().resolve(kind + ".xml")).orElseThrow();
      List<String> ours =
          List.of(
              "id",
              "name",
              "enabled",
              "workspace",
              "title",
              "internationalTitle",
              "srs",
              "serviceLevel",
              "metadata");
      List<Element> parts = new ArrayList<>();
      parts.add(Element.text("id", id(file, "sb." + Settings.WORKSPACE + "." + kind)));
      parts.add(on("enabled"));
      parts.add(Element.text("name", global.at("name")));
      parts.add(Element.reference("workspace", "", workspaceId()));
      parts.add(Element.text("title", service.title().da()));
      parts.add(both("internationalTitle", service.title()));
      // As the extension does: the rest is what the installation has set for all workspaces.
      global.children().stream().filter(p -> !ours.contains(p.name())).forEach(parts::add);
      if (!kind.equals("wmts")) {
        parts.add(list("srs", service.crs()));
      }
      if (kind.equals("wfs")) {
        parts.add(Element.text("serviceLevel", "BASIC"));
      }
      parts.add(mark());
      save(Element.of(kind, parts), file);
    }
  }
}
