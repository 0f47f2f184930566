/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.Kvp;
import dk.socialbalance.ogc.common.KvpGroups;
import dk.socialbalance.ogc.common.LayerFilter;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.TypeNames;
import dk.socialbalance.ogc.common.XmlIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.w3c.dom.Element;

/** Reads requests from parameters: a query string or a form. */
final class KvpReader {

  /** Most queries in one request. */
  static final int MAX_QUERIES = 100;

  /** Most names, ids or keys in one list. */
  static final int MAX_LIST = 1000;

  private final Kvp kvp;
  private final WfsVersion version;

  private KvpReader(Kvp kvp, WfsVersion version) {
    this.kvp = kvp;
    this.version = version;
  }

  /** The version that a request is made in, whatever it asks. */
  static WfsVersion version(Kvp kvp) {
    if (!"getcapabilities".equalsIgnoreCase(kvp.get("REQUEST", ""))) {
      return WfsVersion.of(kvp.get("VERSION"));
    }
    String accepted = kvp.get("ACCEPTVERSIONS");
    return WfsVersion.negotiate(accepted == null ? List.of() : list(accepted), kvp.get("VERSION"));
  }

  /**
   * Reads a request.
   *
   * @param version from {@link #version}
   * @throws OwsException when it is none that this service knows
   */
  static WfsRequest read(Kvp kvp, WfsVersion version) {
    kvp.require("SERVICE");
    String operation = kvp.require("REQUEST");
    KvpReader reader = new KvpReader(kvp, version);
    return switch (Operation.named(operation, reader.version)) {
      case GET_CAPABILITIES -> reader.capabilities();
      case DESCRIBE_FEATURE_TYPE -> reader.describe();
      case GET_FEATURE -> reader.features(null);
      case GET_PROPERTY_VALUE -> reader.values();
      case LIST_STORED_QUERIES -> new WfsRequest.ListStoredQueries(reader.version);
      case DESCRIBE_STORED_QUERIES -> {
        String ids = kvp.get("STOREDQUERY_ID");
        yield new WfsRequest.DescribeStoredQueries(
            reader.version, ids == null ? List.of() : list(ids));
      }
    };
  }

  private WfsRequest capabilities() {
    String sections = kvp.get("SECTIONS");
    return new WfsRequest.GetCapabilities(
        version,
        Operation.sections(sections == null ? List.of() : list(sections)),
        kvp.get("UPDATESEQUENCE"),
        Operation.capabilitiesType(list(kvp.get("ACCEPTFORMATS", ""))));
  }

  private WfsRequest describe() {
    String types = kvp.either("TYPENAMES", "TYPENAME");
    return new WfsRequest.DescribeFeatureType(
        version,
        types == null ? List.of() : names(types, "TYPENAMES"),
        TypeNames.namespaces(kvp),
        kvp.get("OUTPUTFORMAT"));
  }

  private WfsRequest values() {
    if (!kvp.has("VALUEREFERENCE")) {
      throw OwsException.missing("VALUEREFERENCE", "The parameter VALUEREFERENCE is missing.");
    }
    return features(Operation.valueReference(kvp.get("VALUEREFERENCE")));
  }

  private WfsRequest features(String valueReference) {
    refuseWhatIsNotOffered();
    List<WfsRequest.Query> queries = queries();
    Map<String, String> namespaces = TypeNames.namespaces(kvp);
    for (WfsRequest.Query query : queries) {
      // A filter is a document of its own, and may bind prefixes of its own.
      if (query instanceof WfsRequest.AdHoc adHoc && adHoc.filter() != null) {
        TypeNames.namespaces(adHoc.filter()).forEach(namespaces::putIfAbsent);
      }
    }
    return new WfsRequest.GetFeature(
        version,
        queries,
        kvp.get("OUTPUTFORMAT"),
        Operation.hits(kvp.get("RESULTTYPE"), "RESULTTYPE"),
        kvp.number("STARTINDEX", 0).orElse(0),
        count(),
        valueReference,
        namespaces,
        kvp.all());
  }

  private Integer count() {
    String name = kvp.get("COUNT") != null ? "COUNT" : "MAXFEATURES";
    return kvp.get(name) == null ? null : kvp.number(name, 0).getAsInt();
  }

  /** What changes the answer must not be passed over: a filter ignored would show too much. */
  private void refuseWhatIsNotOffered() {
    for (String parameter : List.of("ALIASES", "FEATUREVERSION")) {
      if (kvp.get(parameter) != null) {
        throw new OwsException(
            400,
            "OptionNotSupported",
            parameter,
            "The parameter "
                + parameter
                + " is not supported; use FILTER, CQL_FILTER, BBOX or RESOURCEID.");
      }
    }
    for (String other : List.of("FILTER", "BBOX", "RESOURCEID", "FEATUREID", "STOREDQUERY_ID")) {
      if (kvp.get(LayerFilter.CQL) != null && kvp.get(other) != null) {
        throw OwsException.invalid(
            LayerFilter.CQL,
            LayerFilter.CQL
                + " and "
                + other
                + " exclude each other: write the whole condition in one of them.");
      }
    }
    Operation.checkResolve(kvp.get("RESOLVE"));
    String language = kvp.get("FILTER_LANGUAGE");
    if (kvp.get("FILTER") != null
        && language != null
        && !language.toLowerCase(Locale.ROOT).contains("fes")) {
      throw OwsException.invalid("FILTER_LANGUAGE", "Filters are written in FES.");
    }
  }

  private List<WfsRequest.Query> queries() {
    String stored = kvp.get("STOREDQUERY_ID");
    if (stored != null) {
      return List.of(new WfsRequest.Stored(stored, kvp.all()));
    }
    String types = kvp.either("TYPENAMES", "TYPENAME");
    String ids = kvp.either("RESOURCEID", "FEATUREID");
    if (types == null && ids == null) {
      throw OwsException.missing("TYPENAMES", "The parameter TYPENAMES is missing.");
    }
    List<String> each = new ArrayList<>();
    if (types == null) {
      each.add(null);
    } else {
      each.addAll(queried(types));
    }
    int count = each.size();
    List<String> filters = spread("FILTER", KvpGroups.filters(kvp.get("FILTER")), count);
    List<String> cql =
        spread(LayerFilter.CQL, KvpGroups.conditions(kvp.get(LayerFilter.CQL), count), count);
    List<String> properties =
        spread("PROPERTYNAME", KvpGroups.groups(kvp.get("PROPERTYNAME")), count);
    List<String> sorts = spread("SORTBY", KvpGroups.groups(kvp.get("SORTBY")), count);
    List<String> systems = spread("SRSNAME", KvpGroups.groups(kvp.get("SRSNAME")), count);
    List<String> resources = spread("RESOURCEID", KvpGroups.groups(ids), count);
    List<WfsRequest.Query> queries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      queries.add(
          new WfsRequest.AdHoc(
              each.get(i),
              resources.get(i) == null ? null : ids(resources.get(i)),
              kvp.get("BBOX"),
              filters.get(i) == null ? null : filter(filters.get(i)),
              cql.get(i),
              properties(properties.get(i)),
              sort(sorts.get(i)),
              systems.get(i)));
    }
    return queries;
  }

  /**
   * The type of each query: {@code a,b} and {@code (a)(b)} are two queries, {@code (a,b)} would be
   * a join.
   */
  private static List<String> queried(String types) {
    List<String> groups = KvpGroups.groups(types);
    List<String> each =
        types.startsWith("(") && groups.size() > 1
            ? groups
            : names(groups.get(0) == null ? "" : groups.get(0), "TYPENAMES");
    if (types.startsWith("(") && groups.size() == 1 && each.size() > 1) {
      throw Operation.join("TYPENAMES");
    }
    if (each.size() > MAX_QUERIES) {
      throw OwsException.invalid(
          "TYPENAMES", "At most " + MAX_QUERIES + " feature types in one request.");
    }
    for (String type : each) {
      if (type == null) {
        throw OwsException.invalid("TYPENAMES", "The list of feature types has an empty place.");
      }
      if (type.contains(",")) {
        throw Operation.join("TYPENAMES");
      }
    }
    return each;
  }

  private static List<String> spread(String parameter, List<String> values, int queries) {
    return KvpGroups.spread(parameter, values, "TYPENAMES", queries);
  }

  private static Element filter(String text) {
    return XmlIn.parse(text, "FILTER").getDocumentElement();
  }

  private static List<String> ids(String text) {
    List<String> ids = list(text);
    if (ids.size() > MAX_LIST) {
      throw OwsException.invalid("RESOURCEID", "At most " + MAX_LIST + " ids in one request.");
    }
    return ids;
  }

  private static List<String> names(String text, String parameter) {
    List<String> names = list(text);
    if (names.isEmpty()) {
      throw OwsException.invalid(parameter, "The list of feature types is empty.");
    }
    if (names.size() > MAX_LIST) {
      throw OwsException.invalid(parameter, "At most " + MAX_LIST + " names in one list.");
    }
    return names.stream().distinct().toList();
  }

  private static List<String> properties(String text) {
    if (text == null) {
      return null;
    }
    List<String> names = list(text);
    return names.contains("*") ? null : names;
  }

  /**
   * {@code a,b DESC}; the order is written ASC, A, DESC or D, after a blank or a plus sign (which a
   * careful encoder has not let become a blank).
   */
  private static List<WfsRequest.Sort> sort(String text) {
    if (text == null) {
      return List.of();
    }
    List<WfsRequest.Sort> sort = new ArrayList<>();
    List<String> keys = List.of(text.split(",", Operation.MAX_SORT + 1));
    for (String key : Operation.checkedSort(keys, "SORTBY")) {
      String[] words = key.strip().split("[\\s+]+", 2);
      sort.add(Operation.sort(words[0], words.length < 2 ? "ASC" : words[1], "SORTBY"));
    }
    return sort;
  }

  private static List<String> list(String text) {
    List<String> list = new ArrayList<>();
    for (String part : text.split(",", MAX_LIST + 2)) {
      if (!part.isBlank()) {
        list.add(part.strip());
      }
    }
    return list;
  }
}
