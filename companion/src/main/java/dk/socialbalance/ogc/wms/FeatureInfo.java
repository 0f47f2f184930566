/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Layer.Attribute;
import java.util.Arrays;
import java.util.List;

/**
 * What was found at a place, to be written in one of several formats.
 *
 * @param layers the layers asked, in the order of the request
 * @param srid EPSG code of the map, for formats that show the geometry
 * @param crs its name as a web address or URN-like spelling, for formats that name it
 * @param language {@code da} or {@code en}
 */
record FeatureInfo(List<Found> layers, int srid, String crs, String language) {

  /**
   * What was found in a layer.
   *
   * @param rows the topmost first
   * @param shown indices of the attributes to show
   */
  record Found(Layer layer, int[] rows, int[] shown) {

    /** The attributes to show. */
    List<Attribute> attributes() {
      return Arrays.stream(shown).mapToObj(layer.attributes()::get).toList();
    }
  }

  private static final LocalText HIDDEN =
      new LocalText(
          "skjult (for få personer til at blive vist)", "hidden (too few persons to be shown)");
  private static final LocalText NO_DATA = new LocalText("ingen data", "no data");

  FeatureInfo {
    layers = List.copyOf(layers);
  }

  /** Whether nothing was found. */
  boolean isEmpty() {
    return layers.stream().allMatch(found -> found.rows().length == 0);
  }

  /**
   * An attribute for people: the value, or in words why there is none. A hidden number is said to
   * be hidden, so that nobody takes it for a zero or for missing.
   */
  String text(Layer layer, int row, Attribute attribute) {
    Object value = layer.value(row, attribute.name());
    if (value != null) {
      return value.toString();
    }
    if (attribute.type() == Column.Type.TEXT || attribute.type() == Column.Type.TIMESTAMP) {
      return "";
    }
    String status = layer.status(row, attribute.name());
    if ("diskretioneret".equals(status)) {
      return HIDDEN.in(language);
    }
    return Layer.NO_DATA.equals(status) ? NO_DATA.in(language) : "";
  }
}
