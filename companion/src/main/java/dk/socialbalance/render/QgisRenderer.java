/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.Color;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.geotools.api.filter.And;
import org.geotools.api.filter.BinaryComparisonOperator;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.Not;
import org.geotools.api.filter.Or;
import org.geotools.api.filter.PropertyIsEqualTo;
import org.geotools.api.filter.PropertyIsGreaterThan;
import org.geotools.api.filter.PropertyIsGreaterThanOrEqualTo;
import org.geotools.api.filter.PropertyIsLessThan;
import org.geotools.api.filter.PropertyIsLessThanOrEqualTo;
import org.geotools.api.filter.PropertyIsNotEqualTo;
import org.geotools.api.filter.PropertyIsNull;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.style.FeatureTypeStyle;
import org.geotools.api.style.Fill;
import org.geotools.api.style.GraphicalSymbol;
import org.geotools.api.style.Mark;
import org.geotools.api.style.PolygonSymbolizer;
import org.geotools.api.style.Rule;
import org.geotools.api.style.Stroke;
import org.geotools.api.style.Style;
import org.geotools.api.style.Symbolizer;

/**
 * Says a style in QGIS's own words, so that a WFS layer looks like the WMS. Covers what the shipped
 * templates use for areas: filters on attributes, solid fill, slanted hatch, plain border.
 */
public final class QgisRenderer {

  private static final double MM_PER_PIXEL = 25.4 / 96;

  /** The side of a hatch's tile in pixels where the style gives none. */
  private static final double DEFAULT_TILE = 8;

  private record Entry(String title, String expression, List<PolygonSymbolizer> symbolizers) {}

  private final List<Entry> entries = new ArrayList<>();

  /**
   * Collects the style's rules.
   *
   * @param language of the rules' titles, da or en
   * @throws IllegalArgumentException when a filter cannot be said in QGIS's expression language
   */
  public QgisRenderer(Style style, String language) {
    for (FeatureTypeStyle part : style.featureTypeStyles()) {
      for (Rule rule : part.rules()) {
        List<PolygonSymbolizer> polygons = new ArrayList<>();
        for (Symbolizer symbolizer : rule.symbolizers()) {
          if (symbolizer instanceof PolygonSymbolizer polygon) {
            polygons.add(polygon);
          }
        }
        if (!polygons.isEmpty()) {
          entries.add(new Entry(title(rule, language), expression(rule), polygons));
        }
      }
    }
  }

  private static String title(Rule rule, String language) {
    if (rule.getDescription() == null || rule.getDescription().getTitle() == null) {
      return rule.getName() == null ? "" : rule.getName();
    }
    return rule.getDescription().getTitle().toString(Locale.forLanguageTag(language));
  }

  /** Whether the style says nothing that this class covers: QGIS would draw nothing at all. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /**
   * The style as a document of its own: QML, as QGIS keeps it beside a layer.
   *
   * @throws IllegalStateException when it cannot be written
   */
  public String document() {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeDTD("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>");
      xml.writeStartElement("qgis");
      xml.writeAttribute("version", "3.22.0");
      xml.writeAttribute("styleCategories", "Symbology");
      write(xml);
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("The style cannot be written for QGIS", e);
    }
    return text.toString();
  }

  /** Writes {@code renderer-v2}. */
  public void write(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement("renderer-v2");
    xml.writeAttribute("type", "RuleRenderer");
    xml.writeAttribute("symbollevels", "0");
    xml.writeAttribute("forceraster", "0");
    xml.writeAttribute("enableorderby", "0");
    xml.writeStartElement("rules");
    xml.writeAttribute("key", "rules");
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      xml.writeEmptyElement("rule");
      xml.writeAttribute("key", "rule" + i);
      xml.writeAttribute("symbol", Integer.toString(i));
      xml.writeAttribute("label", entry.title());
      xml.writeAttribute("filter", entry.expression());
    }
    xml.writeEndElement();
    xml.writeStartElement("symbols");
    for (int i = 0; i < entries.size(); i++) {
      writeSymbol(xml, i, entries.get(i).symbolizers());
    }
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void writeSymbol(
      XMLStreamWriter xml, int index, List<PolygonSymbolizer> symbolizers)
      throws XMLStreamException {
    xml.writeStartElement("symbol");
    xml.writeAttribute("name", Integer.toString(index));
    xml.writeAttribute("type", "fill");
    xml.writeAttribute("alpha", "1");
    xml.writeAttribute("clip_to_extent", "1");
    xml.writeAttribute("force_rhr", "0");
    for (PolygonSymbolizer symbolizer : symbolizers) {
      if (symbolizer.getFill() != null && symbolizer.getFill().getGraphicFill() != null) {
        writeHatch(xml, index, symbolizer.getFill());
      }
      writeFill(xml, symbolizer);
    }
    xml.writeEndElement();
  }

  private static void writeFill(XMLStreamWriter xml, PolygonSymbolizer polygon)
      throws XMLStreamException {
    startLayer(xml, "SimpleFill");
    Fill fill = polygon.getFill();
    if (fill == null || fill.getGraphicFill() != null) {
      property(xml, "style", "no");
    } else {
      property(xml, "style", "solid");
      property(xml, "color", colour(fill.getColor(), fill.getOpacity()));
    }
    Stroke stroke = polygon.getStroke();
    property(xml, "outline_style", stroke == null ? "no" : "solid");
    if (stroke != null) {
      property(xml, "outline_color", colour(stroke.getColor(), stroke.getOpacity()));
      property(xml, "outline_width_unit", "MM");
      property(xml, "outline_width", millimetres(number(stroke.getWidth(), 1)));
    }
    xml.writeEndElement();
  }

  /**
   * Slanted lines as a pattern of their own: a brush style of {@code SimpleFill} has a fixed
   * spacing in device pixels and shows as plain colour, or not at all, depending on the device.
   */
  private static void writeHatch(XMLStreamWriter xml, int index, Fill fill)
      throws XMLStreamException {
    Stroke line = null;
    for (GraphicalSymbol symbol : fill.getGraphicFill().graphicalSymbols()) {
      if (symbol instanceof Mark mark && mark.getStroke() != null) {
        line = mark.getStroke();
      }
    }
    double tile = number(fill.getGraphicFill().getSize(), DEFAULT_TILE);
    startLayer(xml, "LinePatternFill");
    property(xml, "angle", "45");
    property(xml, "distance", millimetres(tile / Math.sqrt(2)));
    property(xml, "distance_unit", "MM");
    xml.writeStartElement("symbol");
    xml.writeAttribute("name", "@" + index + "@hatch");
    xml.writeAttribute("type", "line");
    xml.writeAttribute("alpha", "1");
    xml.writeAttribute("clip_to_extent", "1");
    xml.writeAttribute("force_rhr", "0");
    startLayer(xml, "SimpleLine");
    property(xml, "line_style", "solid");
    property(
        xml, "line_color", line == null ? "0,0,0,255" : colour(line.getColor(), line.getOpacity()));
    property(xml, "line_width", millimetres(line == null ? 1 : number(line.getWidth(), 1)));
    property(xml, "line_width_unit", "MM");
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void startLayer(XMLStreamWriter xml, String kind) throws XMLStreamException {
    xml.writeStartElement("layer");
    xml.writeAttribute("class", kind);
    xml.writeAttribute("enabled", "1");
    xml.writeAttribute("locked", "0");
    xml.writeAttribute("pass", "0");
  }

  private static String millimetres(double pixels) {
    return Double.toString(pixels * MM_PER_PIXEL);
  }

  private static void property(XMLStreamWriter xml, String key, String value)
      throws XMLStreamException {
    xml.writeEmptyElement("prop");
    xml.writeAttribute("k", key);
    xml.writeAttribute("v", value);
  }

  private static String colour(Expression colour, Expression opacity) {
    Color rgb = colour == null ? Color.BLACK : colour.evaluate(null, Color.class);
    long alpha = Math.round(255 * number(opacity, 1));
    return rgb.getRed() + "," + rgb.getGreen() + "," + rgb.getBlue() + "," + alpha;
  }

  private static double number(Expression expression, double otherwise) {
    Double value = expression == null ? null : expression.evaluate(null, Double.class);
    return value == null ? otherwise : value;
  }

  private static String expression(Rule rule) {
    return rule.isElseFilter() ? "ELSE" : rule.getFilter() == null ? "" : say(rule.getFilter());
  }

  private static String say(Filter filter) {
    if (filter instanceof And and) {
      return join(and.getChildren(), " AND ");
    }
    if (filter instanceof Or or) {
      return join(or.getChildren(), " OR ");
    }
    if (filter instanceof Not not) {
      return "NOT (" + say(not.getFilter()) + ")";
    }
    if (filter instanceof PropertyIsNull isNull) {
      return say(isNull.getExpression()) + " IS NULL";
    }
    if (filter instanceof BinaryComparisonOperator comparison) {
      return say(comparison.getExpression1())
          + " "
          + operator(comparison)
          + " "
          + say(comparison.getExpression2());
    }
    throw new IllegalArgumentException("No QGIS expression for " + filter);
  }

  private static String join(List<Filter> filters, String word) {
    List<String> parts = new ArrayList<>();
    for (Filter filter : filters) {
      parts.add("(" + say(filter) + ")");
    }
    return String.join(word, parts);
  }

  private static String operator(BinaryComparisonOperator comparison) {
    if (comparison instanceof PropertyIsEqualTo) {
      return "=";
    }
    if (comparison instanceof PropertyIsNotEqualTo) {
      return "<>";
    }
    if (comparison instanceof PropertyIsLessThan) {
      return "<";
    }
    if (comparison instanceof PropertyIsLessThanOrEqualTo) {
      return "<=";
    }
    if (comparison instanceof PropertyIsGreaterThan) {
      return ">";
    }
    if (comparison instanceof PropertyIsGreaterThanOrEqualTo) {
      return ">=";
    }
    throw new IllegalArgumentException("No QGIS operator for " + comparison);
  }

  private static String say(Expression expression) {
    if (expression instanceof PropertyName property) {
      return '"' + property.getPropertyName().replace("\"", "\"\"") + '"';
    }
    if (expression instanceof Literal literal) {
      Object value = literal.getValue();
      return value instanceof Number || value.toString().matches("-?\\d+(\\.\\d+)?")
          ? value.toString()
          : "'" + value.toString().replace("'", "''") + "'";
    }
    throw new IllegalArgumentException("No QGIS expression for " + expression);
  }
}
