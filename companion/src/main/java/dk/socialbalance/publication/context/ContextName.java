/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication.context;

import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.register.LoadFailedException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an own layer is called.
 *
 * @param prefix of its name in WMS, WFS and WMTS; empty: that of the workspace
 * @param local its name behind the prefix
 */
record ContextName(String prefix, String local) {

  private static final Pattern LOCAL = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,54}");
  private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9]{0,15}");
  private static final int LONGEST = 55;

  /** Prefixes that documents of the doors bind otherwise. */
  private static final Set<String> TAKEN =
      Set.of(
          "xml", "xmlns", "xsi", "xs", "xsd", "xlink", "gml", "wfs", "ows", "fes", "ogc", "wms",
          "sld", "se", "owc");

  /**
   * Reads {@code name} or {@code prefix:name}.
   *
   * @throws LoadFailedException when it is neither
   */
  static ContextName parse(String text) {
    int colon = text.indexOf(':');
    String prefix = colon < 0 ? "" : text.substring(0, colon);
    ContextName name =
        new ContextName(prefix.equals(Snapshot.WORKSPACE) ? "" : prefix, text.substring(colon + 1));
    boolean prefixed =
        name.prefix().isEmpty()
            || (PREFIX.matcher(name.prefix()).matches() && !TAKEN.contains(name.prefix()));
    if (!prefixed || !LOCAL.matcher(name.local()).matches() || name.id().length() > LONGEST) {
      throw new LoadFailedException(
          "'%s' is no name of a layer. A name begins with a letter and has letters A-Z, a-z,"
                  .formatted(text.length() > 80 ? text.substring(0, 80) + "…" : text)
              + " digits, _ and -; before it may stand a prefix of small letters and a colon, but"
              + " none that XML documents use themselves, such as gml. At most 55 characters.");
    }
    return name;
  }

  /** The name in OGC API, files and feature ids: with {@code _} for the colon. */
  String id() {
    return prefix.isEmpty() ? local : prefix + "_" + local;
  }
}
