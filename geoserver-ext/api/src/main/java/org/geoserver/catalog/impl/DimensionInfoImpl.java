/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog.impl;

import java.io.Serializable;
import org.geoserver.catalog.DimensionDefaultValueSetting;
import org.geoserver.catalog.DimensionInfo;
import org.geoserver.catalog.DimensionPresentation;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class DimensionInfoImpl implements DimensionInfo, Serializable {
  public DimensionInfoImpl() {}

  public boolean isEnabled() {
    throw new UnsupportedOperationException("declaration only");
  }

  public String getAttribute() {
    throw new UnsupportedOperationException("declaration only");
  }

  public String getEndAttribute() {
    throw new UnsupportedOperationException("declaration only");
  }

  public DimensionDefaultValueSetting getDefaultValue() {
    throw new UnsupportedOperationException("declaration only");
  }

  public void setEnabled(boolean enabled) {
    throw new UnsupportedOperationException("declaration only");
  }

  public void setAttribute(String attribute) {
    throw new UnsupportedOperationException("declaration only");
  }

  public void setEndAttribute(String attribute) {
    throw new UnsupportedOperationException("declaration only");
  }

  public void setPresentation(DimensionPresentation presentation) {
    throw new UnsupportedOperationException("declaration only");
  }

  public void setUnits(String units) {
    throw new UnsupportedOperationException("declaration only");
  }

  public void setDefaultValue(DimensionDefaultValueSetting setting) {
    throw new UnsupportedOperationException("declaration only");
  }
}
