/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.datadir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What must hold in a data directory whatever is shown. */
record Safety(Path root) {

  /** GeoServer's own beginning: the digest of a password that everybody knows. */
  private static final String WELL_KNOWN =
      "digest1:D9miJH/hVgfxZJscMafEtbtliG0ROxhLfsznyWfG38X2pda2JOSV4POi55PQI4tw";

  List<Difference> findings() {
    List<Difference> found = new ArrayList<>();
    Path users = root.resolve("security/usergroup/default/users.xml");
    Path first = root.resolve("security/users.properties");
    if (!Files.exists(users) && !Files.exists(first)) {
      found.add(
          new Difference(
              "security",
              "is missing: GeoServer would begin with a password that everybody knows"));
    }
    if (text(users).contains(WELL_KNOWN)
        || text(users).contains("\"plain:geoserver\"")
        || text(first).contains("=geoserver,")) {
      found.add(new Difference("security", "has a password that everybody knows"));
    }
    boolean tilesByThemselves =
        Element.read(root.resolve("gwc-gs.xml"))
            .filter(tiles -> tiles.at("cacheLayersByDefault").equals("false"))
            .isEmpty();
    if (tilesByThemselves) {
      found.add(
          new Difference(
              "gwc-gs.xml",
              "lets GeoServer keep tiles of every layer, also of values that are hidden later:"
                  + " cacheLayersByDefault must be false"));
    }
    return found;
  }

  private static String text(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
