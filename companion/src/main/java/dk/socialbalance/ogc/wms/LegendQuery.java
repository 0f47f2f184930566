/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.Bbox;
import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.render.LegendOptions;
import dk.socialbalance.render.MapRequest;
import dk.socialbalance.render.PaintedLayer;
import dk.socialbalance.render.RuleCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.geotools.api.style.FeatureTypeStyle;
import org.geotools.api.style.Rule;
import org.geotools.api.style.Style;

/**
 * A GetLegendGraphic request (SLD profile of WMS). With {@code hideEmptyRules} or {@code
 * countMatched} in LEGEND_OPTIONS the legend follows the map that TIME, the filters and BBOX
 * describe, as GeoServer's content dependent legends do.
 *
 * @param chosen the layer and its style; with the periods and rows of the map when it is followed
 * @param looks what the legend shows when no map is followed
 * @param map the map that is followed; null for none
 * @param warnings which times were taken that the request did not name
 * @param json whether the legend is asked for as data instead of as a picture
 * @param format of the picture
 */
record LegendQuery(
    MapQuery.Chosen chosen,
    LegendOptions looks,
    FollowedMap map,
    List<String> warnings,
    boolean json,
    ImageFormat format) {

  /**
   * A map that a legend follows.
   *
   * @param hideEmpty whether rules that draw nothing of it are left out
   * @param showCounts whether titles end with the number of features
   * @param box what it shows; null for all
   * @param scaleDenominator 0 when it is not known
   */
  record FollowedMap(boolean hideEmpty, boolean showCounts, Bbox box, double scaleDenominator) {}

  private static final LegendOptions USUAL = LegendOptions.usual("da");
  private static final int MOST_SYMBOL = 100;
  private static final int MOST_FONT = 36;
  private static final int MOST_DPI = 400;
  private static final int MOST_OPTIONS = 500;
  private static final int MOST_COLUMNS = 50;

  /**
   * Reads and checks the request.
   *
   * @throws OwsException saying what is wrong with which parameter
   */
  static LegendQuery read(WmsParameters parameters, WmsModel model) {
    Layer layer = model.layer(parameters.required("LAYER"), "LAYER");
    String asked = parameters.get("STYLE");
    String styleName = model.styleName(layer, asked == null ? "" : asked, "STYLE");
    String format = parameters.get("FORMAT");
    boolean json = format != null && format.toLowerCase(Locale.ROOT).equals("application/json");
    Map<String, String> more = legendOptions(parameters);
    FollowedMap map = map(parameters, more, layer, model);
    List<String> warnings = new ArrayList<>();
    return new LegendQuery(
        map == null
            ? new MapQuery.Chosen(layer, styleName, List.of())
            : MapQuery.chosen(parameters, model, layer, styleName, warnings),
        looks(parameters, more, model.style(styleName)),
        map,
        warnings,
        json,
        json ? ImageFormat.PNG : parameters.imageFormat(false));
  }

  private static FollowedMap map(
      WmsParameters parameters, Map<String, String> more, Layer layer, WmsModel model) {
    boolean hideEmpty = oneOf(more, "hideEmptyRules", "false", "true").equals("true");
    boolean showCounts = oneOf(more, "countMatched", "false", "true").equals("true");
    if (!hideEmpty && !showCounts) {
      return null;
    }
    Bbox box = null;
    double scale = 0;
    if (parameters.get("BBOX") != null) {
      CrsReference crs = Picture.crs(parameters, model.systems(layer));
      box = new Bbox(Picture.extent(parameters.get("BBOX"), crs), crs.srid());
      int width = mapWidth(parameters);
      scale =
          width == 0
              ? 0
              : MapRequest.scaleDenominator(box.envelope(), box.srid(), width, parameters.dpi());
    }
    return new FollowedMap(hideEmpty, showCounts, box, scale);
  }

  /** SRCWIDTH, as GeoServer has it, else WIDTH; 0 when neither is given. */
  private static int mapWidth(WmsParameters parameters) {
    int most = parameters.limits().imageSide();
    int width = parameters.wholeOr("WIDTH", 0, 1, most);
    return parameters.wholeOr("SRCWIDTH", width, 1, most);
  }

  LegendQuery {
    warnings = List.copyOf(warnings);
  }

  /** The style asked for. */
  Style style(WmsModel model) {
    return model.style(chosen.styleName());
  }

  /** How the legend looks; when a map is followed, its features are counted. */
  LegendOptions options(WmsModel model) {
    if (map == null) {
      return looks;
    }
    PaintedLayer painted = chosen.within(map.box()).painted(model);
    RuleCounts counts = RuleCounts.of(painted, map.scaleDenominator());
    return looks.with(new LegendOptions.Content(counts, map.hideEmpty(), map.showCounts()));
  }

  private static LegendOptions looks(
      WmsParameters parameters, Map<String, String> more, Style style) {
    // With a BBOX (a legend for what the map shows) WIDTH and HEIGHT are the map's, unless its size
    // stands in SRCWIDTH.
    boolean ofMap = parameters.get("BBOX") != null && parameters.get("SRCWIDTH") == null;
    return new LegendOptions(
        parameters.language(),
        ofMap
            ? USUAL.symbolWidth()
            : parameters.wholeOr("WIDTH", USUAL.symbolWidth(), 1, MOST_SYMBOL),
        ofMap
            ? USUAL.symbolHeight()
            : parameters.wholeOr("HEIGHT", USUAL.symbolHeight(), 1, MOST_SYMBOL),
        rule(parameters, style),
        scale(parameters),
        parameters.background(),
        (int) option(more, "fontsize", USUAL.fontSize(), 4, MOST_FONT),
        option(more, "dpi", MapRequest.STANDARD_DPI, WmsParameters.MIN_DPI, MOST_DPI),
        null,
        layout(more),
        LegendOptions.Content.ALL);
  }

  /**
   * How the rows stand: {@code layout}, {@code columns}, {@code forceLabels}, {@code fontColor},
   * {@code fontName}.
   */
  private static LegendOptions.Layout layout(Map<String, String> more) {
    LegendOptions.Layout usual = LegendOptions.Layout.USUAL;
    boolean across = oneOf(more, "layout", "vertical", "horizontal").equals("horizontal");
    boolean labels = !oneOf(more, "forcelabels", "on", "off").equals("off");
    String ink = more.get("fontcolor");
    return new LegendOptions.Layout(
        (int) option(more, "columns", across ? MOST_COLUMNS : usual.columns(), 1, MOST_COLUMNS),
        labels,
        ink == null ? usual.ink() : WmsParameters.colour("LEGEND_OPTIONS", ink),
        more.containsKey("fontName") ? List.of(more.get("fontName")) : usual.fonts());
  }

  private static String oneOf(
      Map<String, String> options, String name, String usual, String other) {
    String value = options.getOrDefault(name, usual).toLowerCase(Locale.ROOT);
    if (!value.equals(usual) && !value.equals(other)) {
      throw OwsException.invalid(
          "LEGEND_OPTIONS", name + " in LEGEND_OPTIONS must be " + usual + " or " + other);
    }
    return value;
  }

  private static String rule(WmsParameters parameters, Style style) {
    String asked = parameters.get("RULE");
    if (asked == null) {
      return null;
    }
    for (FeatureTypeStyle featureTypeStyle : style.featureTypeStyles()) {
      for (Rule rule : featureTypeStyle.rules()) {
        if (asked.equals(rule.getName())) {
          return asked;
        }
      }
    }
    throw OwsException.invalid("RULE", "The style has no rule '" + OwsException.shown(asked) + "'");
  }

  private static double scale(WmsParameters parameters) {
    String text = parameters.get("SCALE");
    if (text == null) {
      return 0;
    }
    double scale = WmsParameters.number("SCALE", text);
    if (!(scale > 0)) {
      throw OwsException.invalid("SCALE", "SCALE must be above 0");
    }
    return scale;
  }

  private static Map<String, String> legendOptions(WmsParameters parameters) {
    Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String text = parameters.get("LEGEND_OPTIONS");
    if (text == null) {
      return options;
    }
    if (text.length() > MOST_OPTIONS) {
      throw OwsException.invalid(
          "LEGEND_OPTIONS", "LEGEND_OPTIONS is longer than " + MOST_OPTIONS + " characters");
    }
    for (String option : text.split(";")) {
      int colon = option.indexOf(':');
      if (colon > 0) {
        options.put(option.substring(0, colon).trim(), option.substring(colon + 1).trim());
      }
    }
    return options;
  }

  private static double option(
      Map<String, String> options, String name, double otherwise, int least, int most) {
    String text = options.get(name);
    if (text == null) {
      return otherwise;
    }
    double value = WmsParameters.number("LEGEND_OPTIONS", text);
    if (value < least || value > most) {
      throw OwsException.invalid(
          "LEGEND_OPTIONS",
          name + " in LEGEND_OPTIONS must be a number from " + least + " to " + most);
    }
    return value;
  }
}
