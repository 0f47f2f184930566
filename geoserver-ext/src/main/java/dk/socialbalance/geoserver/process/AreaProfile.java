/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.process;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The latest disclosed figures of one area. */
public final class AreaProfile {

  private AreaProfile() {}

  /** No area has the code; the message says so. */
  public static final class UnknownAreaException extends RuntimeException {
    public UnknownAreaException(String message) {
      super(message);
    }
  }

  /**
   * Reads the profile, from the published views alone: a hidden figure is null here as everywhere.
   *
   * @param code of the area
   * @return JSON: the area, and its latest figure of every indicator with interval, class, trend,
   *     unit and data status
   * @throws UnknownAreaException when nothing is published of such an area
   */
  public static String of(Connection connection, String code) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            WITH figure AS (
                SELECT DISTINCT ON (indikator) * FROM lag.noegletal WHERE omraade_kode = ?
                ORDER BY indikator, datastatus IN ('vist', 'foreloebig') DESC, periode_slut DESC)
            SELECT jsonb_build_object('omraade_kode', omraade_kode, 'omraade_navn', min(omraade_navn),
                'niveau', min(niveau), 'link', min(link), 'noegletal', jsonb_agg(jsonb_build_object(
                    'indikator', indikator, 'periode', periode, 'taeller', taeller, 'naevner', naevner,
                    'vaerdi', vaerdi, 'nedre', nedre, 'oevre', oevre, 'klasse', klasse,
                    'udvikling', udvikling, 'udvikling_pr_aar', udvikling_pr_aar,
                    'datastatus', datastatus, 'enhed', enhed) ORDER BY indikator))::text
            FROM figure GROUP BY omraade_kode
            """)) {
      query.setString(1, code);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw new UnknownAreaException("Nothing is published of an area with this code.");
        }
        return row.getString(1);
      }
    }
  }
}
