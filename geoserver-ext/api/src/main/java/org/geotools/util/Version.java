/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geotools.util;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class Version {
  public Version(String version) {}
}
