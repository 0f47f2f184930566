/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.Color;
import java.util.List;

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
 * @param layout how the rows stand
 * @param content which rows there are
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
    String title,
    Layout layout,
    Content content) {

  /** Ink that reads on white and on light maps. */
  private static final Color INK = new Color(0x222222);

  /**
   * How the rows of a legend stand.
   *
   * @param columns at least 1; filled from the top, the left one first
   * @param labels whether rows have their titles; else only swatches
   * @param ink of the titles
   * @param fonts families for the titles, the first wish first; the usual one when the machine has
   *     none of them
   */
  public record Layout(int columns, boolean labels, Color ink, List<String> fonts) {
    /** One column with titles. */
    public static final Layout USUAL = new Layout(1, true, INK, List.of());

    public Layout {
      fonts = List.copyOf(fonts);
    }
  }

  /**
   * Which rows there are beside what is said of rule and scale.
   *
   * @param counts how many features each rule draws; null when neither of the others is wanted
   * @param hideEmpty whether rules that draw no feature are left out
   * @param showCounts whether the number stands after each title
   */
  public record Content(RuleCounts counts, boolean hideEmpty, boolean showCounts) {
    /** All rows, without numbers. */
    public static final Content ALL = new Content(null, false, false);
  }

  /** All rows in one column with titles. */
  public LegendOptions(
      String language,
      int symbolWidth,
      int symbolHeight,
      String rule,
      double scaleDenominator,
      Color background,
      int fontSize,
      double dpi,
      String title) {
    this(
        language,
        symbolWidth,
        symbolHeight,
        rule,
        scaleDenominator,
        background,
        fontSize,
        dpi,
        title,
        Layout.USUAL,
        Content.ALL);
  }

  /** The same with other rows. */
  public LegendOptions with(Content other) {
    return new LegendOptions(
        language,
        symbolWidth,
        symbolHeight,
        rule,
        scaleDenominator,
        background,
        fontSize,
        dpi,
        title,
        layout,
        other);
  }

  /** A legend of the usual size on white, all rules, without headline. */
  public static LegendOptions usual(String language) {
    return new LegendOptions(
        language, 24, 16, null, 0, Color.WHITE, 12, MapRequest.STANDARD_DPI, null);
  }
}
