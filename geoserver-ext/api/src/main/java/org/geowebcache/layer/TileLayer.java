/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geowebcache.layer;

/** Compile-only declaration of what the plugin uses; never packaged. */
public abstract class TileLayer {
  protected TileLayer() {}
}
