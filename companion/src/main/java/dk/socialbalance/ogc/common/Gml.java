/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

/** The versions of GML that are written, and how each names things. */
public enum Gml {
  /** GML 2.1.2, OGC 02-069. */
  V2_1("http://www.opengis.net/gml", "gml/2.1.2/feature.xsd", "gml:_Feature"),
  /** GML 3.1.1, OGC 03-105r1. */
  V3_1("http://www.opengis.net/gml", "gml/3.1.1/base/gml.xsd", "gml:_Feature"),
  /** GML 3.2.1, ISO 19136. */
  V3_2("http://www.opengis.net/gml/3.2", "gml/3.2.1/gml.xsd", "gml:AbstractFeature");

  private final String namespace;
  private final String schema;
  private final String feature;

  Gml(String namespace, String schema, String feature) {
    this.namespace = namespace;
    this.schema = schema;
    this.feature = feature;
  }

  /** Its XML namespace. */
  public String namespace() {
    return namespace;
  }

  /** Its schema, beneath {@code http://schemas.opengis.net/}. */
  public String schema() {
    return schema;
  }

  /** The abstract element that features stand for. */
  public String feature() {
    return feature;
  }

  /** The attribute that holds a feature's id. */
  public String idAttribute() {
    return this == V2_1 ? "fid" : "gml:id";
  }

  /** The type of a property whose values all are of a JTS geometry type. */
  public String propertyType(String geometryType) {
    boolean old = this == V2_1;
    return switch (geometryType) {
      case "MultiPolygon" -> old ? "gml:MultiPolygonPropertyType" : "gml:MultiSurfacePropertyType";
      case "Polygon" -> old ? "gml:PolygonPropertyType" : "gml:SurfacePropertyType";
      case "MultiLineString" ->
          old ? "gml:MultiLineStringPropertyType" : "gml:MultiCurvePropertyType";
      case "LineString", "LinearRing" ->
          old ? "gml:LineStringPropertyType" : "gml:CurvePropertyType";
      case "MultiPoint" -> "gml:MultiPointPropertyType";
      case "Point" -> "gml:PointPropertyType";
      default -> old ? "gml:GeometryAssociationType" : "gml:GeometryPropertyType";
    };
  }
}
