/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import dk.socialbalance.publication.Layer;
import java.util.Optional;
import org.geotools.api.style.FeatureTypeStyle;
import org.geotools.api.style.Rule;
import org.geotools.api.style.Style;
import org.geotools.api.style.Symbolizer;

/** Tells before a layer is shown whether its style can be drawn. */
public final class TrialPainting {

  private TrialPainting() {}

  /**
   * What is wrong with a style for a layer; empty when nothing is.
   *
   * @param sld the style document
   * @param layer its attributes count; it may be without features
   */
  public static Optional<String> problem(String sld, Layer layer) {
    try {
      Style style = StyleReader.read(sld);
      Parameters parameters = new Parameters(new RowValues(layer), 1);
      Labels labels = new Labels(1, 1);
      for (FeatureTypeStyle part : style.featureTypeStyles()) {
        for (Rule rule : part.rules()) {
          parameters.values().filter(rule.getFilter());
          for (Symbolizer symbolizer : rule.symbolizers()) {
            Symbols.of(symbolizer, parameters, labels);
          }
        }
      }
      return Optional.empty();
    } catch (StyleException | IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }
}
