/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

import java.util.Set;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface LayerInfo extends PublishedInfo {
  ResourceInfo getResource();

  void setResource(ResourceInfo resource);

  void setType(PublishedType type);

  StyleInfo getDefaultStyle();

  void setDefaultStyle(StyleInfo style);

  Set<StyleInfo> getStyles();

  boolean isEnabled();

  void setEnabled(boolean enabled);
}
