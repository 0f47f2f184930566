/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geotools.util.logging;

import java.util.logging.Logger;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class Logging {
  protected Logging() {}

  public static Logger getLogger(String name) {
    throw new UnsupportedOperationException("declaration only");
  }
}
