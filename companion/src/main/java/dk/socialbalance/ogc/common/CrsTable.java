/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Reprojection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The coordinate reference systems that the doors offer, their spellings, and the order of axes:
 * the only place that judges the latter. A layer offers the systems of the installation and its
 * own.
 */
public final class CrsTable {

  /** Which standard's rules a spelling is read by. */
  public enum Rules {
    /** WMS 1.1.1: always x before y. */
    WMS_1_1,
    /** WMS 1.3.0, 6.7.3: the authority's order. */
    WMS_1_3,
    /** WFS 1.0.0, whose GML 2 knows no other order: always x before y. */
    WFS_1_0,
    /**
     * WFS 1.1 and 2.0, as clients and servers agreed: {@code EPSG:n} and {@code
     * …/gml/srs/epsg.xml#n} x before y; {@code urn:} and {@code …/def/crs/} the authority's order.
     */
    WFS,
    /** OGC API: URIs only, the authority's order. */
    OGC_API
  }

  /**
   * A system on offer.
   *
   * @param srid EPSG code; CRS84 is 4326
   * @param crs84 whether it is CRS84, that is 4326 with longitude first
   */
  public record Offered(int srid, boolean crs84) {

    /** {@code EPSG:n} or {@code CRS:84}. */
    public String code() {
      return crs84 ? "CRS:84" : "EPSG:" + srid;
    }

    /** {@code urn:ogc:def:crs:…}. */
    public String urn() {
      return crs84 ? "urn:ogc:def:crs:OGC:1.3:CRS84" : "urn:ogc:def:crs:EPSG::" + srid;
    }

    /** {@code http://www.opengis.net/def/crs/…}. */
    public String uri() {
      return crs84 ? CRS84 : "http://www.opengis.net/def/crs/EPSG/0/" + srid;
    }
  }

  /** The URI of longitude and latitude in that order. */
  public static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

  private static final int CRS84_MARK = -84;
  private static final List<Integer> DANISH =
      List.of(25832, 25833, 3857, 4326, 4258, CRS84_MARK, 3044);
  private static final List<Integer> ELSEWHERE = List.of(3857, 4326, CRS84_MARK);

  private enum Form {
    PLAIN,
    GML,
    URN,
    URI
  }

  private record Spelling(Form form, Pattern pattern) {}

  private static final List<Spelling> EPSG_SPELLINGS =
      List.of(
          new Spelling(Form.PLAIN, Pattern.compile("epsg:(\\d{1,6})")),
          new Spelling(
              Form.GML,
              Pattern.compile("https?://www\\.opengis\\.net/gml/srs/epsg\\.xml#(\\d{1,6})")),
          new Spelling(
              Form.URN, Pattern.compile("urn:(?:x-)?ogc:def:crs:epsg:[0-9.]{0,10}:(\\d{1,6})")),
          new Spelling(
              Form.URI,
              Pattern.compile("https?://www\\.opengis\\.net/def/crs/epsg/[0-9.]{1,10}/(\\d{1,6})")),
          new Spelling(Form.URN, Pattern.compile("urn:(?:x-)?ogc:def:crs:epsg:(\\d{1,6})")));

  private static final List<Spelling> CRS84_SPELLINGS =
      List.of(
          new Spelling(Form.PLAIN, Pattern.compile("crs:84|ogc:crs84")),
          new Spelling(Form.URN, Pattern.compile("urn:(?:x-)?ogc:def:crs:ogc:[0-9.]{0,10}:crs84")),
          new Spelling(
              Form.URI,
              Pattern.compile("https?://www\\.opengis\\.net/def/crs/ogc/[0-9.]{1,10}/crs84")));

  private record Key(int nativeSrid, int installation) {}

  private static final ConcurrentHashMap<Key, CrsTable> TABLES = new ConcurrentHashMap<>();

  private final int nativeSrid;
  private final List<Offered> offered;

  private CrsTable(Key key) {
    this.nativeSrid = key.nativeSrid();
    Set<Integer> codes = new LinkedHashSet<>();
    codes.add(key.nativeSrid());
    codes.add(key.installation());
    codes.addAll(DANISH.contains(key.installation()) ? DANISH : ELSEWHERE);
    List<Offered> list = new ArrayList<>();
    for (int code : codes) {
      list.add(new Offered(code == CRS84_MARK ? 4326 : code, code == CRS84_MARK));
    }
    this.offered = List.copyOf(list);
  }

  /** The table of an installation that stores its geometry in the given system. */
  public static CrsTable of(int nativeSrid) {
    return TABLES.computeIfAbsent(new Key(nativeSrid, nativeSrid), CrsTable::new);
  }

  /**
   * The table of a layer: its own system first, then those of the installation.
   *
   * @param installation EPSG code that the installation stores its geometry in
   */
  public static CrsTable of(int installation, Layer layer) {
    return layer.hasGeometry()
        ? TABLES.computeIfAbsent(new Key(layer.nativeSrid(), installation), CrsTable::new)
        : of(installation);
  }

  /**
   * The table of several layers together: what all of them offer. Without layers, or when their own
   * systems differ, that is the installation's.
   */
  public static CrsTable of(int installation, Collection<Layer> layers) {
    Set<CrsTable> tables = new HashSet<>();
    layers.forEach(layer -> tables.add(of(installation, layer)));
    return tables.size() == 1 ? tables.iterator().next() : of(installation);
  }

  /** The systems on offer, the native one first. */
  public List<Offered> offered() {
    return offered;
  }

  /** The native system by its URN, in the authority's order: the default of WFS 2.0. */
  public CrsReference nativeUrn() {
    return new CrsReference(nativeSrid, northEast(nativeSrid), offered.get(0).urn());
  }

  /** Whether a spelling means longitude and latitude in that order. */
  public static boolean isCrs84(String spelling) {
    String lower = spelling.trim().toLowerCase(Locale.ROOT);
    return CRS84_SPELLINGS.stream().anyMatch(known -> known.pattern().matcher(lower).matches());
  }

  /** Whether the authority puts north (latitude) before east (longitude). */
  public static boolean northEast(int srid) {
    return Reprojection.northFirst(srid);
  }

  /** Whether coordinates are degrees; else a length. */
  public static boolean degrees(int srid) {
    return Reprojection.degrees(srid);
  }

  /** Reads a spelling by the rules of a standard; empty when it names no system on offer. */
  public Optional<CrsReference> find(String spelling, Rules rules) {
    if (spelling.length() > 100) {
      return Optional.empty();
    }
    String lower = spelling.trim().toLowerCase(Locale.ROOT);
    for (Spelling known : CRS84_SPELLINGS) {
      if (known.pattern().matcher(lower).matches() && allowed(known.form(), rules)) {
        return offered.stream()
            .filter(Offered::crs84)
            .findFirst()
            .map(system -> new CrsReference(system.srid(), false, spelling.trim()));
      }
    }
    for (Spelling known : EPSG_SPELLINGS) {
      Matcher matcher = known.pattern().matcher(lower);
      if (matcher.matches() && allowed(known.form(), rules)) {
        int srid = Integer.parseInt(matcher.group(1));
        return offered.stream()
            .filter(system -> !system.crs84() && system.srid() == srid)
            .findFirst()
            .map(system -> new CrsReference(srid, yx(srid, known.form(), rules), spelling.trim()));
      }
    }
    return Optional.empty();
  }

  private static boolean allowed(Form form, Rules rules) {
    return rules != Rules.OGC_API || form == Form.URI;
  }

  private static boolean yx(int srid, Form form, Rules rules) {
    return switch (rules) {
      case WMS_1_1, WFS_1_0 -> false;
      case WMS_1_3, OGC_API -> northEast(srid);
      case WFS -> northEast(srid) && (form == Form.URN || form == Form.URI);
    };
  }
}
