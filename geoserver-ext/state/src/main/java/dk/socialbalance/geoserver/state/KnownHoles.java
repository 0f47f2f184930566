/* SPDX-License-Identifier: EUPL-1.2 OR GPL-2.0-or-later */
package dk.socialbalance.geoserver.state;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Published security holes of the GeoTools (and so GeoServer) that the plugin runs in. */
public final class KnownHoles {

  /**
   * A hole.
   *
   * @param name under which it is published
   * @param what in a few words
   * @param mended first GeoTools version of each line that does not have it; lines above the
   *     highest never had it, lines below the lowest are not mended
   */
  private record Hole(String name, String what, List<int[]> mended) {}

  private static final List<Hole> HOLES =
      List.of(
          new Hole(
              "CVE-2024-36401",
              "anybody can run programs on the server",
              List.of(new int[] {29, 6}, new int[] {30, 4}, new int[] {31, 2})),
          new Hole(
              "CVE-2025-30220",
              "XML schemas can make the server read files and other addresses",
              List.of(new int[] {31, 7}, new int[] {32, 3}, new int[] {33, 1})));

  private static final Pattern VERSION = Pattern.compile("(\\d+)[.-](\\d+|RC|SNAPSHOT).*");

  private KnownHoles() {}

  /**
   * Warnings for a version.
   *
   * @param geoTools for example {@code 33.0}
   * @return a sentence for each hole; one that says so when the version cannot be read
   */
  public static List<String> of(String geoTools) {
    Matcher parts = VERSION.matcher(geoTools);
    if (!parts.matches()) {
      return List.of("The version of GeoTools (" + geoTools + ") cannot be judged.");
    }
    int line = Integer.parseInt(parts.group(1));
    // What goes before a first release of a line counts as it.
    int patch = parts.group(2).matches("\\d+") ? Integer.parseInt(parts.group(2)) : 0;
    List<String> warnings = new ArrayList<>();
    for (Hole hole : HOLES) {
      if (has(hole, line, patch)) {
        warnings.add(
            hole.name()
                + " ("
                + hole.what()
                + ") is open in this GeoServer (GeoTools "
                + geoTools
                + "). Upgrade it.");
      }
    }
    return List.copyOf(warnings);
  }

  private static boolean has(Hole hole, int line, int patch) {
    int highest = 0;
    for (int[] mended : hole.mended()) {
      if (mended[0] == line) {
        return patch < mended[1];
      }
      highest = Math.max(highest, mended[0]);
    }
    return line < highest;
  }
}
