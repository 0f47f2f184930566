/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.Kvp;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.TypeNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Reads requests from XML documents of the three versions. Whatever a document says that would
 * change the answer and is not offered is refused.
 */
final class XmlReader {

  private final Element root;
  private final WfsVersion version;

  private XmlReader(Element root, WfsVersion version) {
    this.root = root;
    this.version = version;
  }

  /**
   * The version that a document is written in, by its namespace and its attribute {@code version}.
   *
   * @throws OwsException when it is none of those served
   */
  static WfsVersion version(Element root) {
    String namespace = root.getNamespaceURI() == null ? "" : root.getNamespaceURI();
    String number = attribute(root, "version");
    if (namespace.contains("soap")) {
      throw new OwsException(
          400,
          "OperationNotSupported",
          "",
          "SOAP is not supported; post the request without an envelope.");
    }
    boolean newest = namespace.equals(WfsVersion.V2_0_0.namespace());
    if (!newest && !namespace.equals(WfsVersion.V1_1_0.namespace())) {
      throw OwsException.invalid(
          "",
          "The root element must be of the namespace "
              + WfsVersion.V2_0_0.namespace()
              + " or "
              + WfsVersion.V1_1_0.namespace()
              + ", not '"
              + OwsException.shown(namespace)
              + "'.");
    }
    if ("GetCapabilities".equals(root.getLocalName())) {
      List<String> accepted =
          children(root).stream()
              .filter(child -> "AcceptVersions".equals(child.getLocalName()))
              .flatMap(child -> children(child).stream())
              .map(XmlReader::text)
              .toList();
      String otherwise = newest ? null : WfsVersion.V1_1_0.number();
      return WfsVersion.negotiate(accepted, number == null ? otherwise : number);
    }
    if (number == null) {
      return newest ? WfsVersion.V2_0_0 : WfsVersion.V1_1_0;
    }
    WfsVersion version = WfsVersion.of(number);
    if (newest != (version == WfsVersion.V2_0_0)) {
      throw OwsException.invalid(
          "VERSION",
          "Requests of version " + version.number() + " are of another namespace than this one.");
    }
    return version;
  }

  /**
   * Reads a request.
   *
   * @param version from {@link #version}
   * @throws OwsException when it is none that this service knows
   */
  static WfsRequest read(Element root, WfsVersion version) {
    String service = attribute(root, "service");
    if (service != null && !service.equalsIgnoreCase("WFS")) {
      throw OwsException.invalid("SERVICE", "This address serves WFS.");
    }
    XmlReader reader = new XmlReader(root, version);
    return switch (Operation.named(root.getLocalName(), version)) {
      case GET_CAPABILITIES -> reader.capabilities();
      case DESCRIBE_FEATURE_TYPE -> reader.describe();
      case GET_FEATURE -> reader.features(null);
      case GET_PROPERTY_VALUE -> reader.values();
      case LIST_STORED_QUERIES -> new WfsRequest.ListStoredQueries(version);
      case DESCRIBE_STORED_QUERIES ->
          new WfsRequest.DescribeStoredQueries(version, reader.texts("StoredQueryId"));
    };
  }

  private WfsRequest capabilities() {
    List<String> sections = new ArrayList<>();
    List<String> formats = new ArrayList<>();
    for (Element child : children(root)) {
      List<String> texts = children(child).stream().map(XmlReader::text).toList();
      switch (child.getLocalName()) {
        case "Sections" -> sections.addAll(texts);
        case "AcceptFormats" -> formats.addAll(texts);
        case "AcceptVersions" -> {} // read by version(Element)
        default -> throw unknown(child);
      }
    }
    return new WfsRequest.GetCapabilities(
        version,
        Operation.sections(sections),
        attribute(root, "updateSequence"),
        Operation.capabilitiesType(formats));
  }

  private WfsRequest describe() {
    return new WfsRequest.DescribeFeatureType(
        version, texts("TypeName"), TypeNames.namespaces(root), attribute(root, "outputFormat"));
  }

  private WfsRequest values() {
    if (!root.hasAttribute("valueReference")) {
      throw OwsException.missing("VALUEREFERENCE", "The attribute valueReference is missing.");
    }
    String reference = Operation.valueReference(attribute(root, "valueReference"));
    Operation.checkResolve(attribute(root, "resolvePath"));
    return features(reference);
  }

  private WfsRequest features(String valueReference) {
    Operation.checkResolve(attribute(root, "resolve"));
    List<WfsRequest.Query> queries = new ArrayList<>();
    for (Element child : children(root)) {
      queries.add(
          switch (child.getLocalName()) {
            case "Query" -> query(child);
            case "StoredQuery" -> {
              if (version != WfsVersion.V2_0_0) {
                throw unknown(child);
              }
              yield stored(child);
            }
            default -> throw unknown(child);
          });
    }
    if (queries.isEmpty()) {
      throw OwsException.missing("QUERY", "The request has no Query.");
    }
    if (queries.size() > KvpReader.MAX_QUERIES) {
      throw OwsException.invalid(
          "QUERY", "At most " + KvpReader.MAX_QUERIES + " queries in one request.");
    }
    String count = attribute(root, "count");
    WfsRequest.GetFeature request =
        new WfsRequest.GetFeature(
            version,
            queries,
            attribute(root, "outputFormat"),
            Operation.hits(attribute(root, "resultType"), "RESULTTYPE"),
            number("STARTINDEX", attribute(root, "startIndex"), 0),
            count == null && attribute(root, "maxFeatures") == null
                ? null
                : number("COUNT", count == null ? attribute(root, "maxFeatures") : count, 0),
            valueReference,
            TypeNames.namespaces(root),
            null);
    return KvpWriter.addressed(request);
  }

  private static int number(String name, String text, int otherwise) {
    if (text == null) {
      return otherwise;
    }
    return Kvp.of(Map.of(name, new String[] {text})).number(name, 0).orElse(otherwise);
  }

  private WfsRequest.AdHoc query(Element query) {
    String type = attribute(query, version == WfsVersion.V2_0_0 ? "typeNames" : "typeName");
    if (type == null) {
      throw OwsException.missing("TYPENAMES", "A Query must name its feature type.");
    }
    if (type.matches(".*[\\s,].*")) {
      throw Operation.join("TYPENAMES");
    }
    if (attribute(query, "featureVersion") != null || attribute(query, "aliases") != null) {
      throw new OwsException(
          400,
          "OptionNotSupported",
          "QUERY",
          "A Query's attributes featureVersion and aliases are not supported.");
    }
    List<String> properties = new ArrayList<>();
    Element filter = null;
    List<WfsRequest.Sort> sort = List.of();
    for (Element child : children(query)) {
      switch (child.getLocalName()) {
        case "PropertyName" -> {
          Operation.checkResolve(attribute(child, "resolve"));
          properties.add(text(child));
        }
        case "Filter" -> filter = child;
        case "SortBy" -> sort = sort(child);
        default -> throw unknown(child);
      }
    }
    if (properties.size() > KvpReader.MAX_LIST) {
      throw OwsException.invalid(
          "PROPERTYNAME", "At most " + KvpReader.MAX_LIST + " properties in one query.");
    }
    return new WfsRequest.AdHoc(
        type,
        null,
        null,
        filter,
        null,
        properties.isEmpty() || properties.contains("*") ? null : properties,
        sort,
        attribute(query, "srsName"));
  }

  private static List<WfsRequest.Sort> sort(Element sortBy) {
    List<WfsRequest.Sort> sort = new ArrayList<>();
    for (Element key : children(sortBy)) {
      String property = null;
      String order = "ASC";
      for (Element part : children(key)) {
        switch (part.getLocalName()) {
          case "PropertyName", "ValueReference" -> property = text(part);
          case "SortOrder" -> order = text(part);
          default -> throw unknown(part);
        }
      }
      if (property == null) {
        throw OwsException.invalid("SORTBY", "A SortProperty must name its property.");
      }
      sort.add(Operation.sort(property, order, "SORTBY"));
    }
    return Operation.checkedSort(sort, "SORTBY");
  }

  private WfsRequest.Stored stored(Element query) {
    String id = attribute(query, "id");
    if (id == null) {
      throw OwsException.missing("STOREDQUERY_ID", "A StoredQuery must name its id.");
    }
    Map<String, String> parameters = new HashMap<>();
    for (Element child : children(query)) {
      String name = attribute(child, "name");
      if (!"Parameter".equals(child.getLocalName()) || name == null) {
        throw unknown(child);
      }
      parameters.put(name.toUpperCase(Locale.ROOT), text(child));
    }
    return new WfsRequest.Stored(id, parameters);
  }

  private List<String> texts(String element) {
    List<String> texts = new ArrayList<>();
    for (Element child : children(root)) {
      if (!element.equals(child.getLocalName())) {
        throw unknown(child);
      }
      texts.add(text(child));
    }
    if (texts.size() > KvpReader.MAX_LIST) {
      throw OwsException.invalid(
          element, "At most " + KvpReader.MAX_LIST + " names in one request.");
    }
    return texts;
  }

  private static OwsException unknown(Element element) {
    return new OwsException(
        400,
        "OptionNotSupported",
        OwsException.shown(element.getLocalName()),
        "The element '"
            + OwsException.shown(element.getLocalName())
            + "' is not supported in '"
            + OwsException.shown(element.getParentNode().getLocalName())
            + "'.");
  }

  private static String attribute(Element element, String name) {
    String value = element.getAttribute(name);
    return value.isBlank() ? null : value.trim();
  }

  private static String text(Element element) {
    return element.getTextContent().trim();
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }
}
