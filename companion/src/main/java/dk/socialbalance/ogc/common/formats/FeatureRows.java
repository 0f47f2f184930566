/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Layer.Attribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Rows of one layer that an answer gives.
 *
 * @param rows in the order of the answer
 * @param attributes indices of the attributes to give, in published order
 * @param geometry whether to give the geometry; false where the layer has none
 */
public record FeatureRows(Layer layer, int[] rows, int[] attributes, boolean geometry) {

  /** The name of the geometry in every format. */
  public static final String GEOMETRY = "geom";

  /** The name of the feature id in every format that needs one for it. */
  static final String ID = "id";

  /** The attributes to give. */
  List<Attribute> chosen() {
    return Arrays.stream(attributes).mapToObj(layer.attributes()::get).toList();
  }

  /**
   * A name for a column beside the layer's attributes: the wanted one, unless an attribute has it
   * already, whatever its case.
   */
  String besideAttributes(String wanted) {
    List<String> names = new ArrayList<>();
    layer.attributes().forEach(attribute -> names.add(attribute.name()));
    return free(wanted, names);
  }

  /** The wanted name; with a number behind when it is taken, whatever its case. */
  static String free(String wanted, List<String> taken) {
    Set<String> lower = new HashSet<>();
    taken.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
    String name = wanted;
    for (int i = 1; lower.contains(name.toLowerCase(Locale.ROOT)); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }
}
