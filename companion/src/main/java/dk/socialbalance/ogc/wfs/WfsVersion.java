/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.Gml;
import dk.socialbalance.ogc.common.OwsException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The versions of WFS that are served, oldest first, and what differs between them. */
enum WfsVersion {
  /** OGC 02-058. */
  V1_0_0("1.0.0", "http://www.opengis.net/wfs", "http://www.opengis.net/ogc", OutputFormat.GML2),
  /** OGC 04-094. */
  V1_1_0("1.1.0", "http://www.opengis.net/wfs", "http://www.opengis.net/ogc", OutputFormat.GML3),
  /** ISO 19142:2010, OGC 09-025r2. */
  V2_0_0(
      "2.0.0",
      "http://www.opengis.net/wfs/2.0",
      "http://www.opengis.net/fes/2.0",
      OutputFormat.GML32);

  /** What a request gets that names no version. */
  static final WfsVersion NEWEST = V2_0_0;

  private final String number;
  private final String namespace;
  private final String filterNamespace;
  private final OutputFormat format;

  WfsVersion(String number, String namespace, String filterNamespace, OutputFormat format) {
    this.number = number;
    this.namespace = namespace;
    this.filterNamespace = filterNamespace;
    this.format = format;
  }

  /** {@code 2.0.0}. */
  String number() {
    return number;
  }

  /** The namespace of its requests and answers. */
  String namespace() {
    return namespace;
  }

  /** The schema of its answers, beneath {@code http://schemas.opengis.net/}. */
  String schema() {
    return switch (this) {
      case V1_0_0 -> "wfs/1.0.0/WFS-basic.xsd";
      case V1_1_0 -> "wfs/1.1.0/wfs.xsd";
      case V2_0_0 -> "wfs/2.0/wfs.xsd";
    };
  }

  /** The version whose collections hold features of a GML version. */
  static WfsVersion of(Gml gml) {
    return switch (gml) {
      case V2_1 -> V1_0_0;
      case V3_1 -> V1_1_0;
      case V3_2 -> V2_0_0;
    };
  }

  /** The namespace of its filters. */
  String filterNamespace() {
    return filterNamespace;
  }

  /** The format of features when a request names none. */
  OutputFormat format() {
    return format;
  }

  /** The rules that its requests' names of coordinate systems are read by. */
  CrsTable.Rules rules() {
    return this == V1_0_0 ? CrsTable.Rules.WFS_1_0 : CrsTable.Rules.WFS;
  }

  /** The system of coordinates where a request names none: the stored one, as this version. */
  CrsReference nativeSystem(CrsTable table) {
    return this == V1_0_0 ? spelt(table.offered().get(0)) : table.nativeUrn();
  }

  /** A system by the name that this version's capabilities give it. */
  String spelling(CrsTable.Offered system) {
    return this == V1_0_0 ? system.code() : system.urn();
  }

  /**
   * Reads a name of a coordinate system. Version 1.0.0 always writes x before y, so answers name
   * the system in the way that means just that.
   */
  Optional<CrsReference> system(CrsTable table, String name) {
    Optional<CrsReference> found = table.find(name, rules());
    return this == V1_0_0
        ? found.map(
            system ->
                spelt(new CrsTable.Offered(system.srid(), CrsTable.isCrs84(system.spelling()))))
        : found;
  }

  private static CrsReference spelt(CrsTable.Offered system) {
    return new CrsReference(system.srid(), false, system.code());
  }

  /** The numbers of all versions, newest first. */
  static List<String> numbers() {
    return Arrays.stream(values())
        .map(WfsVersion::number)
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /**
   * The version that a request other than GetCapabilities is made in.
   *
   * @param number null means the newest; 2.0.2 is 2.0.0 with mistakes mended
   * @throws OwsException InvalidParameterValue when it is not served
   */
  static WfsVersion of(String number) {
    return number == null ? NEWEST : find(number).orElseThrow(() -> notServed(number));
  }

  private static OwsException notServed(String number) {
    return OwsException.invalid(
        "VERSION",
        "Version "
            + OwsException.shown(number)
            + " is not served; there are "
            + String.join(", ", numbers())
            + ".");
  }

  /** The version of this number; empty when it is not served. */
  static Optional<WfsVersion> find(String number) {
    return Arrays.stream(values()).filter(version -> version.isCalled(number.trim())).findFirst();
  }

  private boolean isCalled(String name) {
    return name.equals(number)
        || name.equals(number.substring(0, 3))
        || (this == V2_0_0 && name.equals("2.0.2"));
  }

  /**
   * The version that capabilities are given in: of the versions that the client accepts the first
   * that is served (OWS Common 1.1, 7.3.2); else, as older clients negotiate, the served version
   * next below the one asked for, or the lowest (OGC 04-094, 6.2.4).
   *
   * @param accepted in the client's order; empty when it does not say
   * @param asked the parameter VERSION; null when absent
   * @throws OwsException VersionNegotiationFailed when none of the accepted ones is served;
   *     InvalidParameterValue when the asked one is no version
   */
  static WfsVersion negotiate(List<String> accepted, String asked) {
    if (!accepted.isEmpty()) {
      return accepted.stream()
          .flatMap(number -> find(number).stream())
          .findFirst()
          .orElseThrow(
              () ->
                  new OwsException(
                      400,
                      "VersionNegotiationFailed",
                      "ACCEPTVERSIONS",
                      "None of the accepted versions is served; there are "
                          + Arrays.stream(values())
                              .map(WfsVersion::number)
                              .collect(Collectors.joining(", "))
                          + "."));
    }
    if (asked == null) {
      return NEWEST;
    }
    if (!asked.matches("\\d{1,3}(\\.\\d{1,3}){0,2}")) {
      throw notServed(asked);
    }
    WfsVersion best = V1_0_0;
    for (WfsVersion version : values()) {
      if (compare(version.number, asked) <= 0) {
        best = version;
      }
    }
    return best;
  }

  private static int compare(String one, String other) {
    String[] a = one.split("\\.");
    String[] b = other.split("\\.");
    for (int i = 0; i < 3; i++) {
      int order =
          Integer.compare(
              i < a.length ? Integer.parseInt(a[i]) : 0, i < b.length ? Integer.parseInt(b[i]) : 0);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
