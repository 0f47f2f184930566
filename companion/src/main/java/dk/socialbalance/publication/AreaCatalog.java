/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.CollationKey;
import java.text.Collator;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.postgis.jdbc.jts.JtsBinaryParser;
import org.locationtech.jts.geom.Geometry;

/**
 * The areas of a publication while its snapshot is being built: numbered over all levels, with one
 * {@link GeometrySet} a level.
 */
final class AreaCatalog {

  /**
   * One validity of one area.
   *
   * @param geometry its index in the geometry set of its level
   * @param to last second; null: still valid
   */
  record Area(
      String niveau,
      String kode,
      String navn,
      String overordnet,
      String kommuneKode,
      Instant from,
      Instant to,
      int geometry) {

    boolean validAt(Instant moment) {
      return !from.isAfter(moment) && (to == null || !to.isBefore(moment));
    }
  }

  private final List<Area> areas = new ArrayList<>();
  private final Map<String, List<Integer>> byCode = new HashMap<>();
  private final Map<String, List<Integer>> byLevel = new HashMap<>();
  private final Map<String, GeometrySet> geometries = new HashMap<>();
  private GeometrySet everywhere;
  private int[] rank = {};

  private AreaCatalog() {}

  /**
   * Reads the areas of a revision; geometry sets of the former snapshot that are still right are
   * taken over, with what they have reprojected already.
   */
  static AreaCatalog read(Connection connection, String revision, int srid, Snapshot previous)
      throws SQLException {
    AreaCatalog catalog = new AreaCatalog();
    Map<String, Integer> sizes = new HashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT niveau, omraade_kode, omraade_navn, overordnet, kommune_kode, gyldig_fra,"
                + " gyldig_til FROM publish.area WHERE area_revision = ?"
                + " ORDER BY niveau, omraade_kode, gyldig_fra")) {
      query.setString(1, revision);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String niveau = row.getString(1);
          catalog.add(
              new Area(
                  niveau,
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  instant(row, 6),
                  instant(row, 7),
                  sizes.merge(niveau, 1, Integer::sum) - 1));
        }
      }
    }
    catalog.rankByName();
    for (String niveau : catalog.byLevel.keySet()) {
      String setRevision = revision + "/" + niveau;
      GeometrySet set = reusable(previous, setRevision);
      catalog.geometries.put(
          niveau,
          set != null
              ? set
              : new GeometrySet(setRevision, srid, geometries(connection, revision, niveau)));
    }
    catalog.everywhere = catalog.everywhere(revision, srid, previous);
    return catalog;
  }

  /** All levels' geometries by area number; the shapes themselves are shared. */
  private GeometrySet everywhere(String revision, int srid, Snapshot previous) {
    GeometrySet set = reusable(previous, revision);
    return set != null
        ? set
        : new GeometrySet(
            revision,
            srid,
            areas.stream()
                .map(area -> geometries.get(area.niveau()).geometry(area.geometry(), srid))
                .toList());
  }

  static Instant instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  private static GeometrySet reusable(Snapshot previous, String setRevision) {
    return previous == null
        ? null
        : previous.layers().values().stream()
            .filter(Layer::hasGeometry)
            .map(Layer::geometries)
            .filter(set -> set.revision().equals(setRevision))
            .findFirst()
            .orElse(null);
  }

  private static List<Geometry> geometries(Connection connection, String revision, String niveau)
      throws SQLException {
    List<Geometry> result = new ArrayList<>();
    JtsBinaryParser parser = new JtsBinaryParser();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT postgis.ST_AsEWKB(geom) FROM publish.area"
                + " WHERE area_revision = ? AND niveau = ? ORDER BY omraade_kode, gyldig_fra")) {
      query.setString(1, revision);
      query.setString(2, niveau);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          result.add(parser.parse(row.getBytes(1)));
        }
      }
    }
    return result;
  }

  private void add(Area area) {
    int number = areas.size();
    areas.add(area);
    byCode.computeIfAbsent(area.kode(), k -> new ArrayList<>()).add(number);
    byLevel.computeIfAbsent(area.niveau(), k -> new ArrayList<>()).add(number);
  }

  private void rankByName() {
    Collator danish = Collator.getInstance(Locale.forLanguageTag("da-DK"));
    List<CollationKey> keys =
        areas.stream().map(area -> danish.getCollationKey(area.navn())).toList();
    List<Integer> order = new ArrayList<>(List.of());
    for (int i = 0; i < areas.size(); i++) {
      order.add(i);
    }
    order.sort(
        Comparator.comparing((Integer i) -> keys.get(i)).thenComparing(i -> areas.get(i).kode()));
    rank = new int[areas.size()];
    for (int place = 0; place < rank.length; place++) {
      rank[order.get(place)] = place;
    }
  }

  Area area(int number) {
    return areas.get(number);
  }

  /** The place of an area in the order of names (Danish collation, then code). */
  int rank(int number) {
    return rank[number];
  }

  /** The numbers of a level's areas, every validity, in no special order; empty when none. */
  List<Integer> ofLevel(String niveau) {
    return byLevel.getOrDefault(niveau, List.of());
  }

  /** The number of the area that has this code at the moment; -1 when there is none. */
  int number(String kode, Instant moment) {
    for (int candidate : byCode.getOrDefault(kode, List.of())) {
      if (areas.get(candidate).validAt(moment)) {
        return candidate;
      }
    }
    return -1;
  }

  /** The number of the area that has this code now, or had it last; -1 when there is none. */
  int latest(String kode) {
    List<Integer> known = byCode.getOrDefault(kode, List.of());
    return known.isEmpty() ? -1 : known.get(known.size() - 1);
  }

  /** The geometries of all levels; an area's is found by its number. */
  GeometrySet everywhere() {
    return everywhere;
  }

  /** The geometries of a level. */
  GeometrySet geometries(String niveau) {
    return geometries.get(niveau);
  }
}
