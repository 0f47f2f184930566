/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The open warnings of an audience at one moment. They change without a publication, so their layer
 * has a revision of its own.
 *
 * @param revision counts changes; 0 when there has been none
 * @param warnings the largest areas first, so that smaller ones are painted on top
 */
record OpenWarnings(long revision, List<Warning> warnings) {

  /** A warning as the layer tells it. */
  record Warning(
      long id,
      String areaCode,
      String indikator,
      String periode,
      double vaerdi,
      Double forventet,
      Double q,
      int alvor,
      String regel,
      String tekst,
      String status,
      Instant sidstBehandlet) {}

  /** How each attribute is taken from a warning; those of its area are added by the layer. */
  static final Map<String, Function<Warning, Object>> VALUES =
      Map.ofEntries(
          Map.entry("indikator", Warning::indikator),
          Map.entry("periode", Warning::periode),
          Map.entry("vaerdi", Warning::vaerdi),
          Map.entry("forventet", Warning::forventet),
          Map.entry("q", Warning::q),
          Map.entry("alvor", Warning::alvor),
          Map.entry("regel", Warning::regel),
          Map.entry("tekst", Warning::tekst),
          Map.entry("status", Warning::status),
          Map.entry("sidst_behandlet", Warning::sidstBehandlet),
          Map.entry("advarsel_id", w -> Math.toIntExact(w.id())));

  static OpenWarnings read(Connection connection, String audience, long publication)
      throws SQLException {
    List<Warning> open = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT w.id, w.omraade_kode, w.indikator, w.periode, w.vaerdi, w.forventet, w.q,"
                + " w.alvor, w.regel, w.tekst_da, w.status, w.sidst_behandlet"
                + " FROM publish.warning w LEFT JOIN publish.level l"
                + " ON l.publication_id = ? AND l.niveau = w.niveau"
                + " WHERE w.audience = ? AND w.status IN ('ny', 'set', 'handlet')"
                // The last one is painted on top: what most needs somebody's attention.
                + " ORDER BY l.ordinal, w.alvor, w.status = 'ny', w.id")) {
      query.setLong(1, publication);
      query.setString(2, audience);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          open.add(
              new Warning(
                  row.getLong(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getDouble(5),
                  row.getObject(6, Double.class),
                  row.getObject(7, Double.class),
                  row.getInt(8),
                  row.getString(9),
                  row.getString(10),
                  row.getString(11),
                  AreaCatalog.instant(row, 12)));
        }
      }
    }
    return new OpenWarnings(revision(connection, audience), List.copyOf(open));
  }

  static long revision(Connection connection, String audience) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT revision FROM publish.warning_revision WHERE audience = ?")) {
      query.setString(1, audience);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }
}
