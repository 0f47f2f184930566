/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.CrsTable;

/** The versions of WMS that are spoken. */
enum WmsVersion {
  V1_1_1("1.1.1"),
  V1_3_0("1.3.0");

  private final String number;

  WmsVersion(String number) {
    this.number = number;
  }

  /** As VERSION says it. */
  String number() {
    return number;
  }

  /** The name of the parameter that holds the coordinate system. */
  String crsParameter() {
    return this == V1_3_0 ? "CRS" : "SRS";
  }

  /** The rule that says which axis comes first. */
  CrsTable.Rules rules() {
    return this == V1_3_0 ? CrsTable.Rules.WMS_1_3 : CrsTable.Rules.WMS_1_1;
  }

  /**
   * The version to answer in (WMS 1.3.0, 6.2.4): the highest that is not above the one asked for,
   * else the lowest; the highest when none is asked for or it is no version number.
   *
   * @param asked the parameter VERSION (or WMTVER, its name before 1.1); null when absent
   */
  static WmsVersion negotiate(String asked) {
    if (asked == null || !asked.matches("\\d{1,4}(\\.\\d{1,4}){0,2}")) {
      return V1_3_0;
    }
    String[] parts = asked.split("\\.");
    int value = 0;
    for (int i = 0; i < 3; i++) {
      int part = i < parts.length ? Math.min(Integer.parseInt(parts[i]), 999) : 0;
      value = 1000 * value + part;
    }
    return value >= 1_003_000 ? V1_3_0 : V1_1_1;
  }
}
