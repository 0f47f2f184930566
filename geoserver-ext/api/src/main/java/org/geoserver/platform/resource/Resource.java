/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.platform.resource;

import java.io.InputStream;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface Resource {
  InputStream in();
}
