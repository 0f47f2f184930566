/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geotools.util;

import java.util.Locale;
import org.geotools.api.util.InternationalString;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class GrowableInternationalString implements InternationalString {
  public GrowableInternationalString() {}

  public void add(Locale locale, String text) {
    throw new UnsupportedOperationException("declaration only");
  }

  public String toString(Locale locale) {
    throw new UnsupportedOperationException("declaration only");
  }
}
