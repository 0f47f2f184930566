/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication.context;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Layer;
import java.util.List;
import java.util.Optional;

/**
 * How an own layer is loaded and shown.
 *
 * @param audience who sees it
 * @param name its name, with or without a prefix: {@code skoler}, {@code cite:BasicPolygons}
 * @param namespace the prefix's XML namespace; empty: one is made from the prefix
 * @param title its title
 * @param description what it shows; may be empty texts
 * @param sld a style document; empty: a plain style by the kind of geometry
 * @param time no attribute, one, or those of start and end
 * @param id the attribute with the features' ids; empty: those of the file, or their order
 * @param table the table of a GeoPackage or the Shapefile in a zip; empty: the only one
 * @param epsg EPSG code of the coordinates; empty: what the file says of itself
 * @param check refuses a style that cannot be drawn
 */
public record ContextOptions(
    String audience,
    String name,
    Optional<String> namespace,
    LocalText title,
    LocalText description,
    Optional<String> sld,
    List<String> time,
    Optional<String> id,
    Optional<String> table,
    Optional<Integer> epsg,
    StyleCheck check) {

  /** Most rows and vertices that a snapshot holds in memory, of all layers together. */
  public record Budget(long rows, long vertices) {}

  /** Judges a style by the layer that it is for. */
  @FunctionalInterface
  public interface StyleCheck {
    /**
     * Draws nothing with the style.
     *
     * @param empty the layer, without features
     * @throws dk.socialbalance.register.LoadFailedException naming the line or the attribute
     */
    void check(String sld, Layer empty);
  }

  /** What beside the file decides what is stored. */
  String reading() {
    return String.join(
        "|",
        "1",
        audience,
        name,
        namespace.orElse(""),
        title.toString(),
        description.toString(),
        sld.orElse(""),
        time.toString(),
        id.orElse(""),
        table.orElse(""),
        epsg.map(String::valueOf).orElse(""));
  }
}
