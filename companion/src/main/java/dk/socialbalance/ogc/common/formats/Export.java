/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import dk.socialbalance.publication.Snapshot;
import java.util.List;

/**
 * What a file is made from.
 *
 * @param snapshot that the rows belong to
 * @param parts a layer each; one with no rows gives an empty table
 * @param srid EPSG code of the coordinates; they always stand x before y
 * @param language of what people read beside the values: da or en
 */
public record Export(Snapshot snapshot, List<FeatureRows> parts, int srid, String language) {

  /** The number of features. */
  public long features() {
    return parts.stream().mapToLong(part -> part.rows().length).sum();
  }

  /**
   * The file's name without its ending: the layer's, of ASCII letters, digits, {@code _} and {@code
   * -}; {@code socialbalance} for several layers.
   */
  public String fileName() {
    return parts.size() == 1 ? fileName(parts.get(0).layer().name()) : Snapshot.WORKSPACE;
  }

  /** A name that is safe in headers, archives and file systems. */
  static String fileName(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9_-]", "_");
    return safe.substring(0, Math.min(safe.length(), 100));
  }
}
