/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geowebcache.filter.parameters;

import java.util.List;

/** Compile-only declaration of what the plugin uses; never packaged. */
public abstract class ParameterFilter {
  protected ParameterFilter() {}

  public abstract List<String> getLegalValues();
}
