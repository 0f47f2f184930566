/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.gwc.layer;

import java.util.Set;
import org.geowebcache.config.XMLGridSubset;
import org.geowebcache.filter.parameters.ParameterFilter;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface GeoServerTileLayerInfo {
  boolean isEnabled();

  void setAutoCacheStyles(boolean autoCacheStyles);

  void setEnabled(boolean enabled);

  Set<String> getMimeFormats();

  Set<XMLGridSubset> getGridSubsets();

  ParameterFilter getParameterFilter(String key);

  boolean removeParameterFilter(String key);
}
