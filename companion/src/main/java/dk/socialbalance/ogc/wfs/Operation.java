/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.OwsException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The operations, and what their parameters may say, in either way of writing a request. */
enum Operation {
  GET_CAPABILITIES("GetCapabilities", WfsVersion.V1_0_0),
  DESCRIBE_FEATURE_TYPE("DescribeFeatureType", WfsVersion.V1_0_0),
  GET_FEATURE("GetFeature", WfsVersion.V1_0_0),
  GET_PROPERTY_VALUE("GetPropertyValue", WfsVersion.V2_0_0),
  LIST_STORED_QUERIES("ListStoredQueries", WfsVersion.V2_0_0),
  DESCRIBE_STORED_QUERIES("DescribeStoredQueries", WfsVersion.V2_0_0);

  /** Most properties to sort by. */
  static final int MAX_SORT = 20;

  private final String label;
  private final WfsVersion since;

  Operation(String label, WfsVersion since) {
    this.label = label;
    this.since = since;
  }

  /** The standard's name. */
  String label() {
    return label;
  }

  /** Whether a version has the operation. */
  boolean in(WfsVersion version) {
    return version.compareTo(since) >= 0;
  }

  /**
   * The operation of a name, whatever the case.
   *
   * @throws OwsException OperationNotSupported when the version has no such operation here
   */
  static Operation named(String name, WfsVersion version) {
    for (Operation operation : values()) {
      if (operation.label.equalsIgnoreCase(name) && operation.in(version)) {
        return operation;
      }
    }
    throw new OwsException(
        400,
        "OperationNotSupported",
        "REQUEST",
        "There is no operation '"
            + OwsException.shown(name)
            + "' in version "
            + version.number()
            + "; GetCapabilities lists those that there are.");
  }

  /** Whether only the number of features is wanted; null means the features. */
  static boolean hits(String type, String parameter) {
    if (type != null && !type.equalsIgnoreCase("hits") && !type.equalsIgnoreCase("results")) {
      throw OwsException.invalid(parameter, "RESULTTYPE is 'results' or 'hits'.");
    }
    return "hits".equalsIgnoreCase(type);
  }

  /** What RESOLVE may be: no feature refers to another, so both mean the same. */
  static final List<String> RESOLVES = List.of("local", "none");

  /**
   * The property whose values are wanted: the standard (10.4) tells one that is empty from one that
   * is missing.
   */
  static String valueReference(String given) {
    if (given == null) {
      throw OwsException.invalid(
          "VALUEREFERENCE",
          "VALUEREFERENCE is empty: name a property that DescribeFeatureType lists, or @gml:id.");
    }
    return given;
  }

  /** References that would have to be resolved: there are none. */
  static void checkResolve(String resolve) {
    if (resolve != null && !RESOLVES.contains(resolve.toLowerCase(Locale.ROOT))) {
      throw OwsException.invalid("RESOLVE", "There are no remote references: RESOLVE is none.");
    }
  }

  /** A property to sort by, with the order as a request writes it. */
  static WfsRequest.Sort sort(String property, String order, String parameter) {
    String upper = order.strip().toUpperCase(Locale.ROOT);
    if (!upper.matches("A|ASC|D|DESC")) {
      throw OwsException.invalid(parameter, "After a property stands ASC or DESC.");
    }
    return new WfsRequest.Sort(property, upper.startsWith("D"));
  }

  /** The same list, unless it is too long. */
  static <T> List<T> checkedSort(List<T> sort, String parameter) {
    if (sort.size() > MAX_SORT) {
      throw OwsException.invalid(parameter, "At most " + MAX_SORT + " properties to sort by.");
    }
    return sort;
  }

  /** The parts of the capabilities that a request names; empty = all. */
  static Set<WfsRequest.Section> sections(List<String> names) {
    Set<WfsRequest.Section> sections = EnumSet.noneOf(WfsRequest.Section.class);
    for (String name : names) {
      switch (name.toLowerCase(Locale.ROOT)) {
        case "all" -> sections.addAll(EnumSet.allOf(WfsRequest.Section.class));
        case "serviceidentification" -> sections.add(WfsRequest.Section.SERVICE_IDENTIFICATION);
        case "serviceprovider" -> sections.add(WfsRequest.Section.SERVICE_PROVIDER);
        case "operationsmetadata" -> sections.add(WfsRequest.Section.OPERATIONS_METADATA);
        case "featuretypelist", "contents" -> sections.add(WfsRequest.Section.FEATURE_TYPE_LIST);
        case "filter_capabilities" -> sections.add(WfsRequest.Section.FILTER_CAPABILITIES);
        default ->
            throw OwsException.invalid(
                "SECTIONS",
                "There is no section '"
                    + OwsException.shown(name)
                    + "'; there are ServiceIdentification, ServiceProvider, OperationsMetadata,"
                    + " FeatureTypeList, Filter_Capabilities and All.");
      }
    }
    return sections;
  }

  /** The media type of capabilities: of the accepted ones the first that can be given. */
  static String capabilitiesType(List<String> accepted) {
    return accepted.stream()
        .map(type -> type.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT))
        .filter(Set.of("text/xml", "application/xml")::contains)
        .findFirst()
        .orElse("application/xml");
  }

  /** A join, which is not offered. */
  static OwsException join(String parameter) {
    return new OwsException(
        400,
        "OptionNotSupported",
        parameter,
        "A query is of one feature type: joins are not supported.");
  }
}
