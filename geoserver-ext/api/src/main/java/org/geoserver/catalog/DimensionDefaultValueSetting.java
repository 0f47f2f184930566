/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

import java.io.Serializable;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class DimensionDefaultValueSetting implements Serializable {
  public enum Strategy {
    MAXIMUM
  }

  public DimensionDefaultValueSetting() {}

  public Strategy getStrategyType() {
    throw new UnsupportedOperationException("declaration only");
  }

  public void setStrategyType(Strategy strategy) {
    throw new UnsupportedOperationException("declaration only");
  }
}
