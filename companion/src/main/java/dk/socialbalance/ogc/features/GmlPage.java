/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.GeoJson;
import dk.socialbalance.ogc.common.Gml;
import dk.socialbalance.ogc.common.GmlGeometry;
import dk.socialbalance.ogc.common.XmlOut;
import dk.socialbalance.ogc.common.formats.FeatureRows;
import dk.socialbalance.publication.Layer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Geometry;

/**
 * Features as GML 3.2 (OGC API Features Part 1, 8.4): the elements are those that WFS gives, in the
 * collection of OGC API Features. Properties without a value are left out.
 *
 * @param attributes indices of those to give
 * @param crs null leaves the geometry out
 * @param base public address of the service
 */
record GmlPage(Layer layer, int[] attributes, CrsReference crs, String base) {

  private static final String COLLECTION = "http://www.opengis.net/ogcapi-features-1/1.0/sf";

  /** Writes a feature collection. */
  void writeCollection(int[] rows, OutputStream out) throws IOException {
    XmlOut xml = new XmlOut(out);
    xml.start("sf:FeatureCollection", declarations("xmlns:sf", COLLECTION));
    for (int row : rows) {
      xml.start("sf:featureMember");
      feature(xml, row);
      xml.end();
    }
    xml.end();
    xml.finish();
  }

  /** Writes one feature as the root. */
  void writeFeature(int row, OutputStream out) throws IOException {
    XmlOut xml = new XmlOut(out);
    feature(xml, row, declarations());
    xml.finish();
  }

  private String[] declarations(String... more) {
    Layer.QualifiedName name = layer.description().qualifiedName();
    List<String> declarations = new ArrayList<>(List.of(more));
    declarations.addAll(
        List.of(
            "xmlns:gml",
            Gml.V3_2.namespace(),
            "xmlns:" + name.prefix(),
            name.namespace(),
            "xmlns:xsi",
            "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation",
            name.namespace()
                + " "
                + base
                + "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=DescribeFeatureType&TYPENAMES="
                + Parameters.encoded(name.toString())));
    return declarations.toArray(String[]::new);
  }

  private void feature(XmlOut xml, int row, String... declarations) throws IOException {
    String[] own = Arrays.copyOf(declarations, declarations.length + 2);
    own[declarations.length] = "gml:id";
    own[declarations.length + 1] = layer.id(row);
    Layer.QualifiedName name = layer.description().qualifiedName();
    xml.start(name.toString(), own);
    for (int attribute : attributes) {
      Object value = layer.value(row, attribute);
      if (value != null) {
        xml.element(
            name.prefix() + ":" + layer.attributes().get(attribute).name(),
            value instanceof Double number ? GmlGeometry.number(number) : value.toString());
      }
    }
    Geometry geometry =
        crs == null || !layer.hasGeometry() ? null : layer.geometry(row, crs.srid());
    if (geometry != null && !geometry.isEmpty()) {
      xml.start(name.prefix() + ":" + FeatureRows.GEOMETRY);
      new GmlGeometry(xml, Gml.V3_2, crs, GeoJson.scale(layer.nativeSrid(), crs.srid()))
          .write(geometry, layer.id(row) + "." + FeatureRows.GEOMETRY);
      xml.end();
    }
    xml.end();
  }
}
