/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.Kvp;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.render.MapRequest;
import java.awt.Color;
import java.awt.Dimension;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of a request, read and checked one by one.
 *
 * @param kvp as they came
 * @param version that the answer will speak
 * @param language {@code da} or {@code en}
 * @param limits what a request may ask for
 */
record WmsParameters(Kvp kvp, WmsVersion version, String language, ServiceSettings.Limits limits) {

  /** Fewest dots per inch. */
  static final int MIN_DPI = 20;

  /** Most dots per inch: those of a good printer. */
  static final int MAX_DPI = 1200;

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,3})?");
  private static final Pattern COLOUR = Pattern.compile("(?:0[xX]|#)([0-9a-fA-F]{6})");
  private static final Pattern OPTION_DPI = Pattern.compile("(?i)(?:^|;)\\s*dpi\\s*:([^;]*)");

  /** The value of a parameter, trimmed; null when it is absent or empty. */
  String get(String name) {
    return kvp.get(name);
  }

  /**
   * The value of a parameter.
   *
   * @throws OwsException MissingParameterValue when it is absent or empty
   */
  String required(String name) {
    return kvp.require(name);
  }

  /** The comma separated values of a parameter; empty when it is absent or empty. */
  List<String> list(String name) {
    String value = get(name);
    if (value == null) {
      return List.of();
    }
    return Arrays.stream(value.split(",", -1)).map(String::strip).toList();
  }

  /**
   * The names in LAYERS.
   *
   * @throws OwsException when there are none, or more than may be drawn at once
   */
  List<String> layerNames() {
    required("LAYERS");
    List<String> names = list("LAYERS");
    if (names.size() > limits.layers()) {
      throw OwsException.invalid(
          "LAYERS",
          "LAYERS names "
              + names.size()
              + " layers; at most "
              + limits.layers()
              + " are taken at once");
    }
    return names;
  }

  /**
   * The size of the picture, WIDTH and HEIGHT. Read before all else and before anything is
   * allocated, for errors that are pictures too.
   *
   * @throws OwsException when a side or the whole is larger than a picture may be
   */
  Dimension size() {
    int width = whole("WIDTH", required("WIDTH"), 1, limits.imageSide());
    int height = whole("HEIGHT", required("HEIGHT"), 1, limits.imageSide());
    if ((long) width * height > limits.imagePixels()) {
      throw OwsException.invalid(
          "WIDTH", "WIDTH times HEIGHT may be at most " + limits.imagePixels() + " pixels");
    }
    return new Dimension(width, height);
  }

  /** A whole number, or the default when the parameter is absent or empty. */
  int wholeOr(String name, int otherwise, int least, int most) {
    String value = get(name);
    return value == null ? otherwise : whole(name, value, least, most);
  }

  private static int whole(String name, String value, int least, int most) {
    if (value.matches("\\d{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw OwsException.invalid(
        name, name + " must be a whole number from " + least + " to " + most);
  }

  /**
   * A finite number.
   *
   * @throws OwsException InvalidParameterValue
   */
  static double number(String name, String text) {
    String trimmed = text.trim();
    if (DECIMAL.matcher(trimmed).matches()) {
      double number = Double.parseDouble(trimmed);
      if (Double.isFinite(number)) {
        return number;
      }
    }
    throw OwsException.invalid(
        name, "'" + OwsException.shown(text) + "' in " + name + " is no number");
  }

  /** The format of a picture, PNG when FORMAT is absent and may be. */
  ImageFormat imageFormat(boolean required) {
    String text = required ? required("FORMAT") : get("FORMAT");
    if (text == null) {
      return ImageFormat.PNG;
    }
    return ImageFormat.of(text)
        .orElseThrow(
            () ->
                new OwsException(
                    400,
                    "InvalidFormat",
                    "FORMAT",
                    "There is no format '"
                        + OwsException.shown(text)
                        + "'; there are "
                        + String.join(", ", ImageFormat.SPELLINGS)));
  }

  /** The background by TRANSPARENT and BGCOLOR; null for transparent. */
  Color background() {
    Color colour = colour();
    return flag("TRANSPARENT") ? null : colour;
  }

  /** The colour by BGCOLOR; white when it is absent. */
  Color colour() {
    String text = get("BGCOLOR");
    return text == null ? Color.WHITE : colour("BGCOLOR", text);
  }

  /**
   * A colour.
   *
   * @throws OwsException InvalidParameterValue when it is none
   */
  static Color colour(String name, String text) {
    Matcher m = COLOUR.matcher(text);
    if (!m.matches()) {
      throw OwsException.invalid(name, "A colour in " + name + " must be written as 0xRRGGBB");
    }
    return new Color(Integer.parseInt(m.group(1), 16));
  }

  /** A yes or no; no when absent. */
  boolean flag(String name) {
    String text = get(name);
    if (text == null) {
      return false;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw OwsException.invalid(name, name + " must be TRUE or FALSE");
    };
  }

  /**
   * Dots per inch: DPI, MAP_RESOLUTION or FORMAT_OPTIONS=dpi, as QGIS sends all three; the
   * standard's pixel of 0.28 mm when none is given.
   */
  double dpi() {
    String name = "DPI";
    String text = get("DPI");
    if (text == null) {
      name = "MAP_RESOLUTION";
      text = get(name);
    }
    if (text == null && get("FORMAT_OPTIONS") != null) {
      name = "FORMAT_OPTIONS";
      Matcher m = OPTION_DPI.matcher(get(name));
      text = m.find() ? m.group(1) : null;
    }
    if (text == null) {
      return MapRequest.STANDARD_DPI;
    }
    double dpi = number(name, text);
    if (dpi < MIN_DPI || dpi > MAX_DPI) {
      throw OwsException.invalid(
          name, "The resolution must be from " + MIN_DPI + " to " + MAX_DPI + " dots per inch");
    }
    return dpi;
  }
}
