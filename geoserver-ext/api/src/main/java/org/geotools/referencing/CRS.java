/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geotools.referencing;

import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class CRS {
  protected CRS() {}

  public static CoordinateReferenceSystem decode(String code, boolean longitudeFirst)
      throws FactoryException {
    throw new UnsupportedOperationException("declaration only");
  }
}
