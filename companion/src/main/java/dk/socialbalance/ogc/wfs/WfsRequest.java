/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.TypeNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * What a request asks, however it was written: {@link KvpReader} and {@link XmlReader} make it, the
 * rest of the door knows nothing else. Names of types and properties are as the request wrote them;
 * {@link TypeNames} knows what they mean.
 */
sealed interface WfsRequest {

  /** The version that the request is made in, and answered in. */
  WfsVersion version();

  /**
   * GetCapabilities.
   *
   * @param sections the parts of the document to give; empty = all
   * @param updateSequence what the client has already; null = nothing
   * @param type the media type to answer with
   */
  record GetCapabilities(
      WfsVersion version, Set<Section> sections, String updateSequence, String type)
      implements WfsRequest {}

  /** A part of the capabilities (OWS Common 1.1, 7.3.3). */
  enum Section {
    SERVICE_IDENTIFICATION,
    SERVICE_PROVIDER,
    OPERATIONS_METADATA,
    FEATURE_TYPE_LIST,
    FILTER_CAPABILITIES
  }

  /**
   * DescribeFeatureType.
   *
   * @param types empty = all
   * @param namespaces by the prefixes that the request bound to them
   * @param outputFormat null = the version's own
   */
  record DescribeFeatureType(
      WfsVersion version, List<String> types, Map<String, String> namespaces, String outputFormat)
      implements WfsRequest {}

  /**
   * GetFeature, and with a {@code valueReference} GetPropertyValue.
   *
   * @param queries one or more, answered in this order
   * @param outputFormat null = the version's own
   * @param hits whether only the number is wanted
   * @param start how many features to skip
   * @param count how many to give at most; null = no wish
   * @param valueReference the property whose values are wanted; null for GetFeature
   * @param namespaces by the prefixes that the request bound to them
   * @param parameters the request as KVP, from which the addresses of other pages are made; null
   *     when it cannot be written so
   */
  record GetFeature(
      WfsVersion version,
      List<Query> queries,
      String outputFormat,
      boolean hits,
      int start,
      Integer count,
      String valueReference,
      Map<String, String> namespaces,
      Map<String, String> parameters)
      implements WfsRequest {

    /** Whether the answer is a feature by its id, which stands alone. */
    boolean byIdAlone() {
      return queries.size() == 1 && queries.get(0) instanceof Stored;
    }
  }

  /** ListStoredQueries. */
  record ListStoredQueries(WfsVersion version) implements WfsRequest {}

  /**
   * DescribeStoredQueries.
   *
   * @param ids empty = all
   */
  record DescribeStoredQueries(WfsVersion version, List<String> ids) implements WfsRequest {}

  /** One query of a GetFeature. */
  sealed interface Query permits AdHoc, Stored {}

  /**
   * A query of one feature type.
   *
   * @param type null when the ids alone say it
   * @param ids only features with one of these ids; null = any
   * @param bbox the parameter BBOX; null = everywhere
   * @param filter an element {@code Filter}; null = all features
   * @param cql a filter as text (CQL_FILTER); null = all features
   * @param properties those to give; null = all
   * @param sort what to sort by, the most important first
   * @param srsName the system of the answer's coordinates; null = the stored one
   */
  record AdHoc(
      String type,
      List<String> ids,
      String bbox,
      Element filter,
      String cql,
      List<String> properties,
      List<Sort> sort,
      String srsName)
      implements Query {}

  /** A property to sort by. */
  record Sort(String property, boolean descending) {}

  /**
   * A stored query.
   *
   * @param parameters names in upper case
   */
  record Stored(String id, Map<String, String> parameters) implements Query {}
}
