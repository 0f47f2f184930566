/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.render.LegendOptions;
import dk.socialbalance.render.LegendPainter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.style.Fill;
import org.geotools.api.style.Graphic;
import org.geotools.api.style.GraphicalSymbol;
import org.geotools.api.style.LineSymbolizer;
import org.geotools.api.style.Mark;
import org.geotools.api.style.PointSymbolizer;
import org.geotools.api.style.PolygonSymbolizer;
import org.geotools.api.style.Rule;
import org.geotools.api.style.Stroke;
import org.geotools.api.style.Symbolizer;
import org.geotools.api.style.TextSymbolizer;
import org.geotools.filter.text.ecql.ECQL;
import tools.jackson.databind.json.JsonMapper;

/**
 * A legend as data, in the form that GeoServer's JSON legend made usual: {@code Legend[].rules[]}
 * with name, title, filter and symbolizers.
 */
final class LegendJson {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private LegendJson() {}

  static byte[] write(LegendQuery query, WmsModel model) {
    LegendOptions options = query.options(model);
    List<Object> rules = new ArrayList<>();
    for (LegendPainter.Row row : LegendPainter.rows(query.style(model), options)) {
      rules.add(rule(row));
    }
    Map<String, Object> legend = new LinkedHashMap<>();
    legend.put("layerName", query.chosen().layer().name());
    legend.put("title", query.chosen().layer().description().title().in(options.language()));
    legend.put("rules", rules);
    return MAPPER.writeValueAsBytes(Map.of("Legend", List.of(legend)));
  }

  private static Map<String, Object> rule(LegendPainter.Row row) {
    Rule rule = row.rule();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", rule.getName());
    if (!row.title().isEmpty()) {
      json.put("title", row.title());
    }
    if (rule.getFilter() != null) {
      json.put("filter", "[" + ECQL.toCQL(rule.getFilter()) + "]");
    }
    if (rule.isElseFilter()) {
      json.put("ElseFilter", "true");
    }
    List<Object> symbolizers = new ArrayList<>();
    for (Symbolizer symbolizer : rule.symbolizers()) {
      if (symbolizer instanceof PolygonSymbolizer polygon) {
        Map<String, Object> look = new LinkedHashMap<>();
        fill(look, polygon.getFill());
        stroke(look, polygon.getStroke());
        symbolizers.add(Map.of("Polygon", look));
      } else if (symbolizer instanceof LineSymbolizer line) {
        Map<String, Object> look = new LinkedHashMap<>();
        stroke(look, line.getStroke());
        symbolizers.add(Map.of("Line", look));
      } else if (symbolizer instanceof PointSymbolizer point && point.getGraphic() != null) {
        Map<String, Object> look = new LinkedHashMap<>();
        put(look, "size", point.getGraphic().getSize());
        look.put("graphics", marks(point.getGraphic()));
        symbolizers.add(Map.of("Point", look));
      } else if (symbolizer instanceof TextSymbolizer text) {
        Map<String, Object> look = new LinkedHashMap<>();
        fill(look, text.getFill());
        if (text.getHalo() != null) {
          Map<String, Object> halo = new LinkedHashMap<>();
          put(halo, "radius", text.getHalo().getRadius());
          fill(halo, text.getHalo().getFill());
          look.put("halo", halo);
        }
        symbolizers.add(Map.of("Text", look));
      }
    }
    json.put("symbolizers", symbolizers);
    return json;
  }

  private static void fill(Map<String, Object> look, Fill fill) {
    if (fill == null) {
      return;
    }
    if (fill.getGraphicFill() == null) {
      put(look, "fill", fill.getColor());
      put(look, "fill-opacity", fill.getOpacity());
      return;
    }
    for (Object hatch : marks(fill.getGraphicFill())) {
      look.put("graphic-fill", hatch);
    }
  }

  private static List<Object> marks(Graphic graphic) {
    List<Object> marks = new ArrayList<>();
    for (GraphicalSymbol symbol : graphic.graphicalSymbols()) {
      if (symbol instanceof Mark mark) {
        Map<String, Object> look = new LinkedHashMap<>();
        put(look, "mark", mark.getWellKnownName());
        fill(look, mark.getFill());
        stroke(look, mark.getStroke());
        marks.add(look);
      }
    }
    return marks;
  }

  private static void stroke(Map<String, Object> look, Stroke stroke) {
    if (stroke != null) {
      put(look, "stroke", stroke.getColor());
      put(look, "stroke-width", stroke.getWidth());
      put(look, "stroke-opacity", stroke.getOpacity());
    }
  }

  private static void put(Map<String, Object> look, String name, Expression value) {
    String text = value == null ? null : value.evaluate(null, String.class);
    if (text != null) {
      look.put(name, text);
    }
  }
}
