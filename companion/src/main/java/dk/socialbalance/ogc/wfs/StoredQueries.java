/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.XmlOut;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** The stored query that every WFS 2.0 has: one feature by its id (ISO 19142, 7.9.3.6). */
final class StoredQueries {

  /** The id of GetFeatureById. */
  static final String BY_ID = "urn:ogc:def:query:OGC-WFS::GetFeatureById";

  /** The standard's, that of its corrigendum 2.0.2, and what drafts and clients made of them. */
  private static final Pattern SPELLINGS =
      Pattern.compile(
          "(?i)(urn:ogc:def:(query|storedquery):OGC-WFS:[0-9.]{0,9}:"
              + "|https?://www\\.opengis\\.net/def/(query|storedquery)/OGC-WFS/[0-9.]{1,9}/)"
              + "GetFeatureById");

  private StoredQueries() {}

  /** The layer that holds a feature of this id; null when none does. */
  static Layer layerOf(Snapshot snapshot, String id) {
    int dot = id.indexOf('.');
    Layer layer = dot < 0 ? null : snapshot.layers().get(id.substring(0, dot));
    return layer == null || layer.row(id) < 0 ? null : layer;
  }

  /** The id of the feature that a stored query asks for. */
  static String id(WfsRequest.Stored query) {
    known(query.id());
    String id = query.parameters().get("ID");
    if (id == null || id.isBlank()) {
      throw OwsException.missing("ID", "The stored query GetFeatureById needs the parameter ID.");
    }
    return id.strip();
  }

  /** The layer of the feature that a stored query asks for. */
  static Layer layer(WfsContext context, WfsRequest.Stored query) {
    String id = id(query);
    Layer layer = layerOf(context.snapshot(), id);
    if (layer == null) {
      throw new OwsException(
          404, "NotFound", "ID", "There is no feature '" + OwsException.shown(id) + "'.");
    }
    return layer;
  }

  private static void known(String id) {
    if (id.length() > 100 || !SPELLINGS.matcher(id).matches()) {
      throw OwsException.invalid(
          "STOREDQUERY_ID",
          "There is no stored query '" + OwsException.shown(id) + "', only " + BY_ID + ".");
    }
  }

  /** Writes the answer to ListStoredQueries. */
  static void list(WfsContext context, OutputStream stream) throws IOException {
    XmlOut xml = new XmlOut(stream);
    start(context, xml, "wfs:ListStoredQueriesResponse");
    xml.start("wfs:StoredQuery", "id", BY_ID);
    titles(xml);
    for (Layer layer : layers(context)) {
      xml.element("wfs:ReturnFeatureType", WfsContext.qualified(layer));
    }
    xml.finish();
  }

  /** Refuses ids of stored queries that there are none of. */
  static void check(List<String> ids) {
    ids.forEach(StoredQueries::known);
  }

  /** Writes the answer to DescribeStoredQueries. */
  static void describe(WfsContext context, OutputStream stream) throws IOException {
    XmlOut xml = new XmlOut(stream);
    start(context, xml, "wfs:DescribeStoredQueriesResponse");
    xml.start("wfs:StoredQueryDescription", "id", BY_ID);
    titles(xml);
    xml.element("wfs:Parameter", "", "name", "ID", "type", "xs:string");
    StringBuilder types = new StringBuilder();
    for (Layer layer : layers(context)) {
      types.append(types.isEmpty() ? "" : " ").append(WfsContext.qualified(layer));
    }
    xml.element(
        "wfs:QueryExpressionText",
        "",
        "returnFeatureTypes",
        types.toString(),
        "language",
        "urn:ogc:def:queryLanguage:OGC-WFS::WFS_QueryExpression",
        "isPrivate",
        "true");
    xml.finish();
  }

  private static Collection<Layer> layers(WfsContext context) {
    return context.snapshot().layers().values();
  }

  private static void titles(XmlOut xml) throws IOException {
    xml.element("wfs:Title", "Objekt efter id", "xml:lang", "da");
    xml.element("wfs:Title", "Feature by id", "xml:lang", "en");
  }

  private static void start(WfsContext context, XmlOut xml, String root) throws IOException {
    xml.start(
        root,
        WfsContext.declaring(
            layers(context),
            "xmlns:wfs",
            "http://www.opengis.net/wfs/2.0",
            "xmlns:xs",
            "http://www.w3.org/2001/XMLSchema",
            "xmlns:xsi",
            "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation",
            "http://www.opengis.net/wfs/2.0 " + context.schema("wfs/2.0/wfs.xsd")));
  }
}
