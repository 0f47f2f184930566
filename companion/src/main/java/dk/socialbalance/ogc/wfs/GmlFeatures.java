/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.GeoJson;
import dk.socialbalance.ogc.common.Gml;
import dk.socialbalance.ogc.common.GmlGeometry;
import dk.socialbalance.ogc.common.XmlOut;
import dk.socialbalance.ogc.common.formats.FeatureRows;
import dk.socialbalance.publication.Layer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;

/**
 * Features and values as GML, in the collection of the WFS version that the GML belongs to.
 * Properties without a value are left out; the schema allows both that and {@code xsi:nil}.
 */
final class GmlFeatures {

  /** The name of the geometry property. */
  static final String GEOMETRY = FeatureRows.GEOMETRY;

  private final WfsContext context;
  private final FeatureQuery query;
  private final Gml gml;
  private final XmlOut xml;
  private final Map<Layer, BitSet> written = new IdentityHashMap<>();

  private GmlFeatures(WfsContext context, FeatureQuery query, Gml gml, OutputStream stream)
      throws IOException {
    this.context = context;
    this.query = query;
    this.gml = gml;
    this.xml = new XmlOut(stream);
    for (FeatureQuery.Part part : query.parts()) {
      written.put(part.layer(), new BitSet());
    }
  }

  /** Writes a feature collection. */
  static void collection(WfsContext context, FeatureQuery query, Gml gml, OutputStream stream)
      throws IOException {
    GmlFeatures features = new GmlFeatures(context, query, gml, stream);
    features.startCollection("wfs:FeatureCollection");
    if (!query.hits()) {
      if (gml == Gml.V3_2 && query.request().queries().size() > 1) {
        features.collections();
      } else {
        features.members(query.page());
      }
    }
    features.xml.finish();
  }

  /** Writes the first feature alone, as the root of the document: the answer to GetFeatureById. */
  static void bare(WfsContext context, FeatureQuery query, OutputStream stream) throws IOException {
    FeatureQuery.Part part = query.parts().get(0);
    GmlFeatures features = new GmlFeatures(context, query, Gml.V3_2, stream);
    features.feature(
        part,
        part.rows()[0],
        WfsContext.declaring(
            List.of(part.layer()),
            "xmlns:gml",
            Gml.V3_2.namespace(),
            "xmlns:xsi",
            "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation",
            features.schemas()));
    features.xml.finish();
  }

  /**
   * Writes a wfs:ValueCollection with one property of the features: {@code property} is an index of
   * an attribute, of the geometry (one beyond), or -1 for the id.
   */
  static void values(WfsContext context, FeatureQuery query, int property, OutputStream stream)
      throws IOException {
    GmlFeatures features = new GmlFeatures(context, query, Gml.V3_2, stream);
    features.startCollection("wfs:ValueCollection");
    for (FeatureQuery.Part part : query.page()) {
      for (int row : part.rows()) {
        features.xml.start("wfs:member");
        if (property < 0) {
          features.xml.text(part.layer().id(row));
        } else {
          features.property(part, row, property);
        }
        features.xml.end();
      }
    }
    features.xml.finish();
  }

  private void startCollection(String element) throws IOException {
    WfsVersion version = WfsVersion.of(gml);
    List<String> attributes =
        new ArrayList<>(
            List.of(
                "xmlns:wfs",
                version.namespace(),
                "xmlns:gml",
                gml.namespace(),
                "xmlns:xsi",
                "http://www.w3.org/2001/XMLSchema-instance"));
    switch (gml) {
      case V2_1 -> {} // has no place for numbers
      case V3_1 ->
          attributes.addAll(
              List.of("timeStamp", now(), "numberOfFeatures", Integer.toString(query.onPage())));
      case V3_2 -> {
        attributes.addAll(counts(query.matched(), query.returned()));
        PageLinks links = PageLinks.of(context, query);
        if (links.next() != null) {
          attributes.addAll(List.of("next", links.next()));
        }
        if (links.previous() != null) {
          attributes.addAll(List.of("previous", links.previous()));
        }
      }
    }
    attributes.add("xsi:schemaLocation");
    attributes.add(version.namespace() + " " + context.schema(version.schema()) + " " + schemas());
    xml.start(element, WfsContext.declaring(layers(), attributes.toArray(String[]::new)));
    if (gml == Gml.V2_1) {
      // GML 2 asks for an extent, and lets it be unknown.
      xml.start("gml:boundedBy").element("gml:null", "unknown").end();
    }
  }

  private static List<String> counts(int matched, int returned) {
    return List.of(
        "timeStamp",
        now(),
        "numberMatched",
        Integer.toString(matched),
        "numberReturned",
        Integer.toString(returned));
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private List<Layer> layers() {
    return query.parts().stream().map(FeatureQuery.Part::layer).toList();
  }

  private String schemas() {
    StringBuilder schemas = new StringBuilder(gml.namespace());
    schemas.append(' ').append(context.schema(gml.schema()));
    WfsContext.byNamespace(layers())
        .forEach(
            (namespace, names) ->
                schemas
                    .append(' ')
                    .append(namespace)
                    .append(' ')
                    .append(context.schemaUrl(names, gml)));
    return schemas.toString();
  }

  /** The answers to several queries, a collection each (ISO 19142, 11.3.3.6). */
  private void collections() throws IOException {
    List<FeatureQuery.Part> page = query.page();
    for (int i = 0; i < query.request().queries().size(); i++) {
      int number = i;
      List<FeatureQuery.Part> parts = page.stream().filter(p -> p.query() == number).toList();
      int matched =
          query.parts().stream()
              .filter(p -> p.query() == number)
              .mapToInt(p -> p.rows().length)
              .sum();
      int returned = parts.stream().mapToInt(p -> p.rows().length).sum();
      xml.start("wfs:member");
      xml.start("wfs:FeatureCollection", counts(matched, returned).toArray(String[]::new));
      members(parts);
      xml.end().end();
    }
  }

  private void members(List<FeatureQuery.Part> parts) throws IOException {
    String member = gml == Gml.V3_2 ? "wfs:member" : "gml:featureMember";
    for (FeatureQuery.Part part : parts) {
      BitSet before = written.get(part.layer());
      for (int row : part.rows()) {
        if (before.get(row)) {
          // Another query of this request gave it: an id stands only once in a document.
          xml.element(
              member,
              "",
              "xmlns:xlink",
              "http://www.w3.org/1999/xlink",
              "xlink:href",
              "#" + part.layer().id(row));
        } else {
          before.set(row);
          xml.start(member);
          feature(part, row);
          xml.end();
        }
      }
    }
  }

  private void feature(FeatureQuery.Part part, int row, String... declarations) throws IOException {
    Layer layer = part.layer();
    String[] attributes = java.util.Arrays.copyOf(declarations, declarations.length + 2);
    attributes[declarations.length] = gml.idAttribute();
    attributes[declarations.length + 1] = layer.id(row);
    xml.start(WfsContext.qualified(layer), attributes);
    for (int attribute : part.attributes()) {
      property(part, row, attribute);
    }
    if (part.geometry()) {
      property(part, row, layer.attributes().size());
    }
    xml.end();
  }

  private void property(FeatureQuery.Part part, int row, int property) throws IOException {
    Layer layer = part.layer();
    if (property == layer.attributes().size()) {
      geometry(part, row);
      return;
    }
    Object value = layer.value(row, property);
    if (value != null) {
      xml.element(
          WfsContext.qualified(layer, layer.attributes().get(property).name()),
          value instanceof Double number ? GmlGeometry.number(number) : value.toString());
    }
  }

  private void geometry(FeatureQuery.Part part, int row) throws IOException {
    Layer layer = part.layer();
    Geometry geometry = layer.geometry(row, part.crs().srid());
    if (geometry != null && !geometry.isEmpty()) {
      double scale = GeoJson.scale(layer.nativeSrid(), part.crs().srid());
      xml.start(WfsContext.qualified(layer, GEOMETRY));
      new GmlGeometry(xml, gml, part.crs(), scale).write(geometry, layer.id(row) + "." + GEOMETRY);
      xml.end();
    }
  }
}
