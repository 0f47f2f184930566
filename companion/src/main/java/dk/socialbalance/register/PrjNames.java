/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which EPSG code a {@code .prj} means. Its text seldom says so; its names, those of ESRI, are
 * unequivocal for the systems in use. Nothing is guessed from parameters: whoever has another
 * system names it.
 */
final class PrjNames {

  private static final Pattern AUTHORITY =
      Pattern.compile(
          "(?is)AUTHORITY\\s*\\[\\s*\"EPSG\"\\s*,\\s*\"?(\\d{1,6})\"?\\s*\\]\\s*\\]\\s*$");
  private static final Pattern NAME =
      Pattern.compile("(?i)\\s*(?:PROJCS|GEOGCS)\\s*\\[\\s*\"([^\"]{1,100})\"");
  private static final Pattern UTM = Pattern.compile("(.+)_utm_zone_(\\d{1,2})([ns])");

  private static final Map<String, Integer> KNOWN =
      Map.ofEntries(
          Map.entry("gcs_wgs_1984", 4326),
          Map.entry("gcs_etrs_1989", 4258),
          Map.entry("gcs_european_1950", 4230),
          Map.entry("wgs_1984_web_mercator_auxiliary_sphere", 3857),
          Map.entry("wgs_1984_pseudo_mercator", 3857),
          Map.entry("etrs_1989_laea", 3035),
          Map.entry("etrs_1989_lcc", 3034),
          Map.entry("etrs_1989_dktm1", 4093),
          Map.entry("etrs_1989_dktm2", 4094),
          Map.entry("etrs_1989_dktm3", 4095),
          Map.entry("etrs_1989_dktm4", 4096));

  private PrjNames() {}

  /** The code; 0 when it cannot be told. */
  static int epsg(String wkt) {
    Matcher authority = AUTHORITY.matcher(wkt);
    if (authority.find()) {
      return Integer.parseInt(authority.group(1));
    }
    Matcher named = NAME.matcher(wkt);
    if (!named.lookingAt()) {
      return 0;
    }
    String name = named.group(1).strip().toLowerCase(java.util.Locale.ROOT).replace(' ', '_');
    Matcher utm = UTM.matcher(name);
    if (utm.matches()) {
      return utm(utm.group(1), Integer.parseInt(utm.group(2)), utm.group(3).equals("n"));
    }
    return KNOWN.getOrDefault(name, 0);
  }

  private static int utm(String datum, int zone, boolean north) {
    return switch (datum) {
      case "etrs_1989" -> north && zone >= 28 && zone <= 38 ? 25800 + zone : 0;
      case "ed_1950" -> north && zone >= 28 && zone <= 38 ? 23000 + zone : 0;
      case "wgs_1984" -> zone >= 1 && zone <= 60 ? (north ? 32600 : 32700) + zone : 0;
      default -> 0;
    };
  }
}
