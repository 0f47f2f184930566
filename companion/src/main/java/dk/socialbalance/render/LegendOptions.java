/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.Color;

/**
 * How a legend looks.
 *
 * @param language {@code da} or {@code en}
 * @param symbolWidth pixels at the standard resolution
 * @param symbolHeight pixels at the standard resolution
 * @param rule name of the only rule to show; null for all
 * @param scaleDenominator rules that do not draw at this scale are left out; 0 for no such limit
 * @param background null for transparent
 * @param fontSize pixels at the standard resolution
 * @param dpi dots per inch; everything grows with it from {@link MapRequest#STANDARD_DPI}
 * @param title a headline; null for none
 */
public record LegendOptions(
    String language,
    int symbolWidth,
    int symbolHeight,
    String rule,
    double scaleDenominator,
    Color background,
    int fontSize,
    double dpi,
    String title) {

  /** A legend of the usual size on white, all rules, without headline. */
  public static LegendOptions usual(String language) {
    return new LegendOptions(
        language, 24, 16, null, 0, Color.WHITE, 12, MapRequest.STANDARD_DPI, null);
  }
}
