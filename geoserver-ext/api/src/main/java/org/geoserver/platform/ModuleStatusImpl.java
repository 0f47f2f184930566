/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.platform;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class ModuleStatusImpl {
  public ModuleStatusImpl() {}

  public void setMessage(String message) {
    throw new UnsupportedOperationException("declaration only");
  }

  public void setAvailable(boolean available) {
    throw new UnsupportedOperationException("declaration only");
  }
}
