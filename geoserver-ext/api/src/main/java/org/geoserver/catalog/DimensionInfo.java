/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface DimensionInfo {
  String TIME_UNITS = "ISO8601";

  boolean isEnabled();

  String getAttribute();

  String getEndAttribute();

  DimensionDefaultValueSetting getDefaultValue();
}
