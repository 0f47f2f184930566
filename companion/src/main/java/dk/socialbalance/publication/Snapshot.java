/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import dk.socialbalance.catalogue.LocalText;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that the doors serve, at one moment; immutable. A request takes the current one once
 * and uses it to its end.
 *
 * @param publication number of the publication; 0 when there is none yet
 * @param revision changes with every swap
 * @param createdAt when the publication was made
 * @param place the municipality's name as titles say it
 * @param synthetic true for made-up data
 * @param srid EPSG code that geometry is stored in
 * @param layers by name, in catalogue order
 * @param styles by name
 * @param groups the layer tree, parents before children
 */
public record Snapshot(
    long publication,
    String revision,
    Instant createdAt,
    LocalText place,
    boolean synthetic,
    int srid,
    Map<String, Layer> layers,
    Map<String, Style> styles,
    List<LayerGroup> groups) {

  /** The workspace that every layer belongs to. */
  public static final String WORKSPACE = "socialbalance";

  /** The XML namespace of the features: fixed for ever, part of every client's project. */
  public static final String NAMESPACE = "urn:socialbalance:dk:1.0";

  public Snapshot {
    layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
    styles = Collections.unmodifiableMap(new LinkedHashMap<>(styles));
    groups = List.copyOf(groups);
  }

  /** What the service is called at every door. */
  public LocalText title() {
    return new LocalText("Social balance · " + place.da(), "Social balance · " + place.en());
  }

  /** Nothing published yet. */
  public static Snapshot empty() {
    return new Snapshot(
        0,
        "0",
        Instant.EPOCH,
        new LocalText("Ingen publikation", "No publication"),
        false,
        25832,
        Map.of(),
        Map.of(),
        List.of());
  }

  /**
   * The layer of this name, with or without {@code socialbalance:} before it; an own layer that has
   * a prefix, with that. Null when there is none.
   */
  public Layer layer(String name) {
    int colon = name.indexOf(':');
    if (colon < 0) {
      return layers.get(name);
    }
    Layer layer =
        layers.get(
            name.startsWith(WORKSPACE + ":")
                ? name.substring(colon + 1)
                : name.substring(0, colon) + "_" + name.substring(colon + 1));
    return layer != null && layer.description().qualifiedName().toString().equals(name)
        ? layer
        : null;
  }

  /**
   * A layer's own styles, the default first; a layer of the latest period has those of the layer
   * with the history.
   */
  public List<Style> stylesOf(Layer layer) {
    List<String> names = layer.description().styles();
    if (names.isEmpty() && layer.description().latestOnly()) {
      Layer whole = layers.get(layer.name().replaceFirst("_seneste$", ""));
      names = whole == null ? List.of() : whole.description().styles();
    }
    return names.stream().map(styles::get).filter(Objects::nonNull).toList();
  }
}
