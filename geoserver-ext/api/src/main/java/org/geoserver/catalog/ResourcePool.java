/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

import java.io.IOException;
import java.io.InputStream;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class ResourcePool {
  protected ResourcePool() {}

  public void clear(FeatureTypeInfo info) {
    throw new UnsupportedOperationException("declaration only");
  }

  public void clear(DataStoreInfo info) {
    throw new UnsupportedOperationException("declaration only");
  }

  public void writeStyle(StyleInfo style, InputStream in) throws IOException {
    throw new UnsupportedOperationException("declaration only");
  }
}
