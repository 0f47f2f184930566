/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import dk.socialbalance.catalogue.Catalogue;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The areas of a count or of a former publication, and which atoms lie in them. An atom is the set
 * of areas, of all levels and times, that hold the same addresses; it is named by that set.
 */
final class Places {

  /**
   * An area in one of its periods of validity.
   *
   * @param parent code of the area that it is a part of; null when it has none
   * @param until last day; null while it is valid
   */
  record Version(String level, String code, String parent, LocalDate from, LocalDate until) {

    /** Level, code and first day: how an atom names its areas. */
    String key() {
      return level + "/" + code + "/" + from;
    }

    boolean validOn(LocalDate day) {
      return !day.isBefore(from) && (until == null || !day.isAfter(until));
    }
  }

  private final Set<String> wholeLevels;
  private final Map<String, Version> byKey = new HashMap<>();
  private final Map<String, List<Version>> byCode = new HashMap<>();

  /** Of the catalogue's levels, with these areas. */
  Places(Catalogue catalogue, Collection<Version> areas) {
    wholeLevels =
        catalogue.levels().stream()
            .filter(l -> l.parent().isEmpty() && !l.overlapping())
            .map(Catalogue.Level::id)
            .collect(Collectors.toSet());
    for (Version area : areas) {
      byKey.put(area.key(), area);
      byCode.computeIfAbsent(area.level() + "/" + area.code(), c -> new ArrayList<>()).add(area);
    }
  }

  /** The areas as they are loaded now. */
  static Places read(Connection connection, Catalogue catalogue) throws SQLException {
    return read(
        connection,
        catalogue,
        "SELECT niveau, kode, overordnet, gyldig_fra, gyldig_til FROM indicator.area");
  }

  /** The areas of a former publication. */
  static Places read(Connection connection, Catalogue catalogue, long publication)
      throws SQLException {
    return read(
        connection,
        catalogue,
        """
        SELECT a.niveau, a.omraade_kode, a.overordnet, (a.gyldig_fra AT TIME ZONE 'UTC')::date,
               (a.gyldig_til AT TIME ZONE 'UTC')::date
        FROM publish.area a JOIN publish.publication p USING (area_revision) WHERE p.id = """
            + publication);
  }

  private static Places read(Connection connection, Catalogue catalogue, String sql)
      throws SQLException {
    List<Version> areas = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        areas.add(
            new Version(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, LocalDate.class),
                row.getObject(5, LocalDate.class)));
      }
    }
    return new Places(catalogue, areas);
  }

  /** The area with this code on a day. */
  Optional<Version> area(String level, String code, LocalDate day) {
    return byCode.getOrDefault(level + "/" + code, List.of()).stream()
        .filter(v -> v.validOn(day))
        .findFirst();
  }

  /** Whether this is the only area of a top level on the day: everybody lives in it. */
  boolean whole(String level, LocalDate day) {
    return wholeLevels.contains(level)
        && byKey.values().stream().filter(v -> v.level().equals(level) && v.validOn(day)).count()
            == 1;
  }

  /** The given atoms' names, cut down to areas that are known here. */
  String known(String atom) {
    return atom.lines().filter(byKey::containsKey).sorted().collect(Collectors.joining("\n"));
  }

  /**
   * Which of some atoms lie in which areas on a day.
   *
   * @return names of atoms by level and code, joined by a slash
   */
  Map<String, Set<String>> holders(Collection<String> atoms, LocalDate day) {
    Map<String, Set<String>> holders = new HashMap<>();
    for (String atom : atoms) {
      atom.lines()
          .map(byKey::get)
          .filter(v -> v != null && v.validOn(day))
          .forEach(
              v ->
                  holders
                      .computeIfAbsent(v.level() + "/" + v.code(), k -> new HashSet<>())
                      .add(atom));
    }
    for (String level : wholeLevels) {
      if (whole(level, day)) {
        byKey.values().stream()
            .filter(v -> v.level().equals(level) && v.validOn(day))
            .forEach(v -> holders.put(level + "/" + v.code(), new HashSet<>(atoms)));
      }
    }
    return holders;
  }

  /** The ancestor of an area on a higher level, by the parents that areas name; null when none. */
  String ancestor(Catalogue catalogue, Version area, String level, LocalDate day) {
    Version at = area;
    while (at != null && !at.level().equals(level)) {
      String up = catalogue.level(at.level()).flatMap(Catalogue.Level::parent).orElse(null);
      at = up == null || at.parent() == null ? null : area(up, at.parent(), day).orElse(null);
    }
    return at == null ? null : at.code();
  }
}
