/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.geotools.api.style.Description;
import org.geotools.api.style.FeatureTypeStyle;
import org.geotools.api.style.Rule;
import org.geotools.api.style.Style;
import org.geotools.api.style.StyleFactory;
import org.geotools.api.util.InternationalString;
import org.geotools.util.GrowableInternationalString;

/**
 * Reads a style document (SLD 1.0.0, and SE 1.1 where it says the same in other words) into
 * GeoTools' style model. Strict: what is not on the list of things that the painters draw is
 * refused by name and line, never skipped.
 *
 * <p>A title's text is Danish; {@code <Localized lang="en">} inside it holds the English one.
 */
public final class StyleReader {

  private static final int MAX_RULES = 1000;
  private static final Set<String> NONE = Set.of();
  private static final StyleFactory FACTORY = SldSymbolizers.FACTORY;

  private int rules;

  private StyleReader() {}

  /**
   * The style of a document that holds one.
   *
   * @throws StyleException when the document is malformed, dangerous, or says something that would
   *     not be drawn
   */
  public static Style read(String sld) throws StyleException {
    return new StyleReader().document(SldXml.read(sld));
  }

  private Style document(SldElement root) throws StyleException {
    if (!"StyledLayerDescriptor".equals(root.name())) {
      throw root.refused("stands where StyledLayerDescriptor is expected");
    }
    root.allowAttributes(Set.of("version", "schemaLocation"));
    String version = root.attributes().getOrDefault("version", "");
    if (!"1.0.0".equals(version) && !"1.1.0".equals(version)) {
      throw root.refused("its version must be 1.0.0 or 1.1.0");
    }
    Set<String> parts = Set.of("Name", "Title", "Abstract", "Description", "NamedLayer");
    Style style = null;
    for (SldElement child : root.children(parts, NONE)) {
      if ("NamedLayer".equals(child.name())) {
        style = namedLayer(child);
      } else {
        unused(child);
      }
    }
    if (style == null) {
      throw root.refused("needs a NamedLayer");
    }
    return style;
  }

  private Style namedLayer(SldElement element) throws StyleException {
    element.allowAttributes(NONE);
    Style style = null;
    for (SldElement child : element.children(Set.of("Name", "Description", "UserStyle"), NONE)) {
      if ("UserStyle".equals(child.name())) {
        style = userStyle(child);
      } else {
        unused(child);
      }
    }
    if (style == null) {
      throw element.refused("needs a UserStyle");
    }
    return style;
  }

  private Style userStyle(SldElement element) throws StyleException {
    element.allowAttributes(NONE);
    Style style = FACTORY.createStyle();
    style.featureTypeStyles().clear();
    Set<String> parts = Set.of("Name", "Title", "Abstract", "Description", "IsDefault");
    for (SldElement child : element.children(parts, Set.of("FeatureTypeStyle"))) {
      switch (child.name()) {
        case "Name" -> style.setName(child.text());
        case "IsDefault" -> style.setDefault("1".equals(child.text()));
        case "FeatureTypeStyle" -> style.featureTypeStyles().add(featureTypeStyle(child));
        default -> describe(child, style.getDescription());
      }
    }
    if (style.featureTypeStyles().isEmpty()) {
      throw element.refused("needs a FeatureTypeStyle");
    }
    return style;
  }

  private FeatureTypeStyle featureTypeStyle(SldElement element) throws StyleException {
    element.allowAttributes(Set.of("version"));
    List<Rule> read = new ArrayList<>();
    Set<String> parts =
        Set.of(
            "Name",
            "Title",
            "Abstract",
            "Description",
            "FeatureTypeName",
            "SemanticTypeIdentifier");
    for (SldElement child : element.children(parts, Set.of("Rule"))) {
      switch (child.name()) {
        case "Rule" -> read.add(rule(child));
        case "FeatureTypeName" -> meansAll(child, "Feature");
        case "SemanticTypeIdentifier" -> meansAll(child, "generic:geometry");
        default -> unused(child);
      }
    }
    if (read.isEmpty()) {
      throw element.refused("needs a Rule");
    }
    return FACTORY.createFeatureTypeStyle(read.toArray(Rule[]::new));
  }

  /** What a part is called is shown nowhere, and still has to be well written. */
  private static void unused(SldElement name) throws StyleException {
    if ("Name".equals(name.name())) {
      name.text();
    } else {
      describe(name, FACTORY.description(null, null));
    }
  }

  /** A style is for one layer: it can draw all of its features, or say nothing of them. */
  private static void meansAll(SldElement element, String all) throws StyleException {
    if (!all.equals(element.text())) {
      throw element.refused("must be " + all + ", or be left out");
    }
  }

  private Rule rule(SldElement element) throws StyleException {
    element.allowAttributes(NONE);
    if (++rules > MAX_RULES) {
      throw element.refused("more than " + MAX_RULES + " rules");
    }
    Rule rule = FACTORY.createRule();
    Set<String> once =
        Set.of(
            "Name",
            "Title",
            "Abstract",
            "Description",
            "Filter",
            "ElseFilter",
            "MinScaleDenominator",
            "MaxScaleDenominator");
    Set<String> symbolizers =
        Set.of("PolygonSymbolizer", "LineSymbolizer", "PointSymbolizer", "TextSymbolizer");
    for (SldElement child : element.children(once, symbolizers)) {
      switch (child.name()) {
        case "Name" -> rule.setName(child.text());
        case "Title", "Abstract", "Description" -> describe(child, rule.getDescription());
        case "Filter" -> rule.setFilter(SldExpressions.filter(child));
        case "ElseFilter" -> {
          child.allowAttributes(NONE);
          child.children(NONE, NONE);
          rule.setElseFilter(true);
        }
        case "MinScaleDenominator" -> rule.setMinScaleDenominator(scale(child));
        case "MaxScaleDenominator" -> rule.setMaxScaleDenominator(scale(child));
        default -> rule.symbolizers().add(SldSymbolizers.symbolizer(child));
      }
    }
    if (rule.getFilter() != null && rule.isElseFilter()) {
      throw element.refused("has both a Filter and an ElseFilter");
    }
    if (rule.symbolizers().isEmpty()) {
      throw element.refused("needs a symbolizer");
    }
    if (rule.getMinScaleDenominator() >= rule.getMaxScaleDenominator()) {
      throw element.refused("its MinScaleDenominator is not below its MaxScaleDenominator");
    }
    return rule;
  }

  private static double scale(SldElement element) throws StyleException {
    double scale = SldValues.parse(element, element.text());
    if (scale < 0) {
      throw element.refused("must not be negative");
    }
    return scale;
  }

  private static void describe(SldElement element, Description description) throws StyleException {
    element.allowAttributes(NONE);
    switch (element.name()) {
      case "Title" -> description.setTitle(localized(element));
      case "Abstract" -> description.setAbstract(localized(element));
      default -> {
        for (SldElement child : element.children(Set.of("Title", "Abstract"), NONE)) {
          describe(child, description);
        }
      }
    }
  }

  private static InternationalString localized(SldElement element) throws StyleException {
    StringBuilder base = new StringBuilder();
    GrowableInternationalString text = new GrowableInternationalString();
    for (SldElement.Node node : element.content()) {
      if (node instanceof SldElement.Text piece) {
        base.append(piece.text());
      } else if (node instanceof SldElement.Child child) {
        SldElement localized = child.element();
        if (!"Localized".equals(localized.name())) {
          throw localized.refused("is not supported inside " + element.name());
        }
        localized.allowAttributes(Set.of("lang"));
        String language = localized.attributes().getOrDefault("lang", "");
        if (!language.matches("[a-z]{2}")) {
          throw localized.refused("its lang must be two letters, such as en");
        }
        Locale locale = Locale.forLanguageTag(language);
        if (text.getLocales().contains(locale)) {
          throw localized.refused("\"" + language + "\" stands here twice; keep one");
        }
        text.add(locale, localized.text());
      }
    }
    text.add((Locale) null, base.toString().strip().replaceAll("\\s+", " "));
    return text;
  }
}
