/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Layer.TimeStep;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Envelope;

/**
 * What a metadata document is about.
 *
 * @param id of the document
 * @param title of what it describes; a theme's names its level, too
 * @param layers that it describes, at least one
 */
record MetadataSubject(String id, LocalText title, List<Layer> layers) {

  /** Beyond it a time means that there is no bound. */
  private static final Instant EARLIEST = Instant.parse("0200-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

  /** The container or loose layer of this id. */
  static Optional<MetadataSubject> find(LayerTree tree, String id) {
    for (LayerTree.Container level : tree.containers()) {
      Optional<MetadataSubject> found = within(level, level.title(), id);
      if (found.isPresent()) {
        return found;
      }
    }
    return tree.loose().stream()
        .filter(layer -> layer.name().equals(id))
        .findFirst()
        .map(layer -> new MetadataSubject(id, layer.description().title(), List.of(layer)));
  }

  private static Optional<MetadataSubject> within(
      LayerTree.Container container, LocalText title, String id) {
    if (container.id().equals(id)) {
      return Optional.of(new MetadataSubject(id, title, container.allLayers()));
    }
    for (LayerTree.Container inner : container.containers()) {
      LocalText innerTitle =
          new LocalText(
              title.da() + ": " + inner.title().da(), title.en() + ": " + inner.title().en());
      Optional<MetadataSubject> found = within(inner, innerTitle, id);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Where its layers lie, in degrees; null when they have no features. */
  Envelope extent() {
    Envelope all = new Envelope();
    layers.forEach(layer -> all.expandToInclude(layer.extent(4326)));
    return all;
  }

  /** The beginning of its first time; empty when there is none, or no bound. */
  Optional<Instant> begin() {
    return times()
        .map(TimeStep::start)
        .min(Comparator.naturalOrder())
        .filter(time -> time.isAfter(EARLIEST));
  }

  /** The end of its last time; empty when there is none, or no bound. */
  Optional<Instant> end() {
    return times()
        .map(TimeStep::end)
        .max(Comparator.naturalOrder())
        .filter(time -> time.isBefore(LATEST));
  }

  private Stream<TimeStep> times() {
    return layers.stream().flatMap(layer -> layer.times().stream());
  }

  /** The keywords of all its layers, each once. */
  List<String> keywords() {
    TreeSet<String> keywords = new TreeSet<>();
    layers.forEach(layer -> keywords.addAll(layer.description().keywords()));
    return List.copyOf(keywords);
  }

  /** The systems that its layers are stored in. */
  List<Integer> systems() {
    return layers.stream().map(Layer::nativeSrid).distinct().toList();
  }

  /** What its layers are, one a line: each layer's own title. */
  LocalText description() {
    return new LocalText(titles("da"), titles("en"));
  }

  private String titles(String language) {
    return String.join(
        "\n",
        layers.stream()
            .map(
                layer ->
                    layer.description().title().in(language)
                        + (layer.description().description().in(language).isEmpty() ? "" : ": ")
                        + layer.description().description().in(language))
            .toList());
  }
}
