/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.gs;

import java.io.Serializable;
import java.util.Map;

/** What the plugin notes on the things that it has made. */
final class Metadata {

  /** On everything that the plugin has made; what does not have it is left alone. */
  private static final String MADE = "socialbalance";

  static final String REVISION = "socialbalance.revision";
  static final String COLUMNS = "socialbalance.columns";

  private Metadata() {}

  static boolean made(Map<String, Serializable> metadata) {
    return metadata.get(MADE) != null;
  }

  static void mark(Map<String, Serializable> metadata) {
    metadata.put(MADE, "plugin");
  }

  static String text(Map<String, Serializable> metadata, String key) {
    return metadata.get(key) instanceof String text ? text : "";
  }
}
