/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.gwc.config;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class GWCConfig {
  protected GWCConfig() {}
}
