/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geotools.util;

import java.util.Locale;
import org.geotools.api.util.InternationalString;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class SimpleInternationalString implements InternationalString {
  public SimpleInternationalString(String text) {}

  public String toString(Locale locale) {
    throw new UnsupportedOperationException("declaration only");
  }
}
