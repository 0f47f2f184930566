/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import dk.socialbalance.catalogue.LocalText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finishes the SLD templates of the folder {@code styles/} for a layer. A template says everything
 * about colours and conditions; put in are the names, the titles and the class breaks, in Danish
 * with the English beside.
 */
public final class StyleTemplates {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z0-9_]+)\\}");
  private static final int MOST_DECIMALS = 6;

  private StyleTemplates() {}

  /**
   * Five classes, hidden, no data, by the attributes {@code klasse} and {@code datastatus}.
   *
   * @param name the style's name
   * @param breaks the four inner breaks, ascending; a value that equals one is in the higher range
   * @param highIsUnfavourable whether {@code klasse} 5 holds the highest values; else the lowest
   * @param unit the indicator's unit
   * @param decimals of the breaks, 0 to 6; more are written where a break needs them
   * @throws IllegalArgumentException when the breaks are not four ascending numbers
   */
  public static Style choropleth(
      String name,
      LocalText title,
      List<Double> breaks,
      boolean highIsUnfavourable,
      LocalText unit,
      int decimals) {
    check(name, breaks, decimals);
    Map<String, String> values = common(name, title);
    int written = decimals;
    for (double each : breaks) {
      written = Math.max(written, neededDecimals(each));
    }
    for (int range = 0; range < 5; range++) {
      LocalText words =
          new LocalText(
              range(breaks, range, "da", unit.da(), written),
              range(breaks, range, "en", unit.en(), written));
      values.put("klasse_" + (highIsUnfavourable ? range + 1 : 5 - range), localized(words));
    }
    return new Style(name, title, finish("choropleth", values));
  }

  /** Improved, unchanged, worsened, by the attribute {@code udvikling}. */
  public static Style trend(String name, LocalText title) {
    return new Style(name, title, finish("trend", common(name, title)));
  }

  /** Status 1 to 4 with dynamics, by the attributes {@code status} and {@code dynamik}. */
  public static Style index(String name, LocalText title) {
    return new Style(name, title, finish("index", common(name, title)));
  }

  /** Outlines and names of areas. */
  public static Style outline(String name, LocalText title) {
    return new Style(name, title, finish("outline", common(name, title)));
  }

  /**
   * Open warnings: act or watch by {@code alvor}, paler once somebody has seen it.
   *
   * @param top id of the level whose areas hold all others: outlined, so as not to cover them
   */
  public static Style warnings(String name, LocalText title, String top) {
    Map<String, String> values = common(name, title);
    values.put("top", escape(top));
    return new Style(name, title, finish("warnings", values));
  }

  /** What an own layer without a style of its own draws. */
  public enum Geometry {
    POINT,
    LINE,
    POLYGON,
    /** All of them in one layer. */
    ANY
  }

  /** A plain style for an own layer. */
  public static Style context(String name, LocalText title, Geometry geometry) {
    return new Style(
        name,
        title,
        finish("context_" + geometry.name().toLowerCase(Locale.ROOT), common(name, title)));
  }

  private static void check(String name, List<Double> breaks, int decimals) {
    boolean ascending = breaks.size() == 4;
    for (int i = 0; ascending && i < 4; i++) {
      ascending = Double.isFinite(breaks.get(i)) && (i == 0 || breaks.get(i - 1) < breaks.get(i));
    }
    if (!ascending) {
      throw new IllegalArgumentException(
          "Style " + name + ": needs four ascending class breaks, has " + breaks);
    }
    if (decimals < 0 || decimals > MOST_DECIMALS) {
      throw new IllegalArgumentException("Style " + name + ": " + decimals + " decimals");
    }
  }

  private static Map<String, String> common(String name, LocalText title) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("name", escape(name));
    values.put("title", localized(title));
    return values;
  }

  /** The words for the range below, between, or above breaks. */
  private static String range(
      List<Double> breaks, int range, String language, String unit, int decimals) {
    String from = range == 0 ? null : number(breaks.get(range - 1), language, decimals);
    String to = range == 4 ? null : number(breaks.get(range), language, decimals);
    boolean danish = "da".equals(language);
    String gap = !danish && "%".equals(unit) ? "" : " ";
    if (from == null) {
      return "under " + to + gap + unit;
    }
    if (to == null) {
      return from + gap + unit + (danish ? " og derover" : " and over");
    }
    return from + " – " + to + gap + unit;
  }

  private static String number(double value, String language, int decimals) {
    boolean danish = "da".equals(language);
    DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
    symbols.setDecimalSeparator(danish ? ',' : '.');
    symbols.setGroupingSeparator(danish ? '.' : ',');
    symbols.setMinusSign('−');
    DecimalFormat format = new DecimalFormat("#,##0", symbols);
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format.format(BigDecimal.valueOf(value));
  }

  private static int neededDecimals(double value) {
    BigDecimal exact =
        BigDecimal.valueOf(value)
            .setScale(MOST_DECIMALS, RoundingMode.HALF_UP)
            .stripTrailingZeros();
    return Math.max(0, exact.scale());
  }

  private static String localized(LocalText text) {
    return escape(text.da()) + "<Localized lang=\"en\">" + escape(text.en()) + "</Localized>";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String finish(String template, Map<String, String> values) {
    Matcher matcher = PLACEHOLDER.matcher(read("/styles/" + template + ".sld"));
    StringBuilder finished = new StringBuilder();
    while (matcher.find()) {
      String value = values.get(matcher.group(1));
      if (value == null) {
        throw new IllegalStateException(
            "styles/" + template + ".sld: nothing is known for " + matcher.group());
      }
      matcher.appendReplacement(finished, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(finished).toString();
  }

  private static String read(String resource) {
    try (InputStream in = StyleTemplates.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The style template " + resource + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The style template " + resource + " cannot be read", e);
    }
  }
}
