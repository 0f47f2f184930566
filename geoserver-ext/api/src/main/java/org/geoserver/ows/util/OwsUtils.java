/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.ows.util;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class OwsUtils {
  protected OwsUtils() {}

  public static <T> void copy(T source, T target, Class<T> type) {
    throw new UnsupportedOperationException("declaration only");
  }
}
