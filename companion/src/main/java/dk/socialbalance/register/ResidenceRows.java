/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import dk.socialbalance.catalogue.Period;
import dk.socialbalance.catalogue.Source;
import dk.socialbalance.catalogue.Source.Column;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Residences: who lives where, with birth month and guardian. A person has one residence a day: the
 * later start wins, and of two that start on the same day the last row of the file.
 */
final class ResidenceRows implements RegisterLoader.Rows {

  /** One residence a start day, ends before the next; {@code cut} says that the end was moved. */
  private static final String RESIDENCES =
      """
      CREATE TEMPORARY TABLE residence_stage ON COMMIT DROP AS
      WITH latest AS (
          SELECT DISTINCT ON (pseudonym, valid_from) *
          FROM pg_temp.register_stage
          ORDER BY pseudonym, valid_from, line DESC
      ), followed AS (
          SELECT *, lead(valid_from) OVER (PARTITION BY pseudonym ORDER BY valid_from) AS next_from
          FROM latest
      ), place AS (
          SELECT DISTINCT ON (road_code, house_number) road_code, house_number, id
          FROM register.address
          WHERE road_code IS NOT NULL AND house_number IS NOT NULL
          ORDER BY road_code, house_number, id
      )
      SELECT f.pseudonym,
             coalesce(f.address_id, place.id) AS address_id,
             f.household,
             f.valid_from,
             CASE WHEN f.next_from <= f.valid_to OR f.next_from IS NOT NULL AND f.valid_to IS NULL
                  THEN f.next_from - 1 ELSE f.valid_to END AS valid_to,
             f.next_from IS NOT NULL AND (f.valid_to IS NULL OR f.next_from <= f.valid_to) AS cut,
             f.address_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM register.address a WHERE a.id = f.address_id)
               AS unknown_id,
             f.address_id IS NULL AND f.road_code IS NOT NULL AND place.id IS NULL AS unknown_road,
             f.address_id IS NULL AND f.road_code IS NULL AS nowhere
      FROM followed f
      LEFT JOIN place ON f.address_id IS NULL
                     AND place.road_code = f.road_code AND place.house_number = f.house_number
      """;

  /** Birth month: the last row of the file; guardian: the last row that names one. */
  private static final String PERSONS =
      """
      CREATE TEMPORARY TABLE person_stage ON COMMIT DROP AS
      SELECT pseudonym,
             (array_agg(birth_month ORDER BY line DESC))[1] AS birth_month,
             (array_agg(guardian ORDER BY line DESC) FILTER (WHERE guardian IS NOT NULL))[1]
               AS guardian,
             min(birth_month) <> max(birth_month) AS doubtful
      FROM pg_temp.register_stage
      GROUP BY pseudonym
      """;

  private final Source source;
  private final Optional<Period> period;
  private final Pseudonyms pseudonyms;

  ResidenceRows(Source source, Optional<Period> period, Pseudonyms pseudonyms) {
    this.source = source;
    this.period = period;
    this.pseudonyms = pseudonyms;
  }

  @Override
  public String stageColumns() {
    return "line bigint NOT NULL, pseudonym bytea NOT NULL, birth_month date NOT NULL,"
        + " guardian bytea, address_id text, road_code text, house_number text, household bytea,"
        + " valid_from date NOT NULL, valid_to date";
  }

  @Override
  public void stage(CsvRow row, CopyRows copy) throws RejectedRow, SQLException {
    byte[] person = row.value(header(Column.CPR), pseudonyms::person);
    LocalDate birth = row.date(header(Column.BIRTH_DATE));
    byte[] guardian =
        row.value(
            header(Column.GUARDIAN_CPR), text -> text.isEmpty() ? null : pseudonyms.person(text));
    String id = row.storable(header(Column.ADDRESS_ID));
    String road = HouseNumbers.road(row.text(header(Column.ROAD_CODE)));
    String house = HouseNumbers.house(row.text(header(Column.HOUSE_NUMBER)));
    byte[] household = row.value(header(Column.HOUSEHOLD), pseudonyms::household);
    Span span = Span.of(row, source, period);
    copy.number(row.line())
        .bytes(person)
        .date(birth.withDayOfMonth(1))
        .bytes(guardian)
        .text(id.isEmpty() ? null : id)
        .text(road)
        .text(house)
        .bytes(household)
        .date(span.from())
        .date(span.to())
        .endRow();
  }

  private String header(Column column) {
    return source.columns().get(column);
  }

  @Override
  public void store(Loading loading) throws SQLException {
    try (Statement statement = loading.connection().createStatement()) {
      statement.execute(RESIDENCES);
      statement.execute(PERSONS);
    }
    note(loading);
    long delivery = loading.deliveryId();
    update(loading, "DELETE FROM register.residence WHERE delivery_id = ?", delivery);
    refuseTwoRegisters(loading);
    loading.rowsStored(
        update(
            loading,
            "INSERT INTO register.residence"
                + " (pseudonym, address_id, household, valid_from, valid_to, delivery_id)"
                + " SELECT pseudonym, address_id, household, valid_from, valid_to, ?::bigint"
                + " FROM pg_temp.residence_stage",
            delivery));
    update(
        loading,
        "INSERT INTO register.person AS p (pseudonym, birth_month, guardian, delivery_id)"
            + " SELECT pseudonym, birth_month, guardian, ?::bigint FROM pg_temp.person_stage"
            + " ON CONFLICT (pseudonym) DO UPDATE SET birth_month = EXCLUDED.birth_month,"
            // Another period's delivery may have known the guardian.
            + " guardian = CASE WHEN p.delivery_id = EXCLUDED.delivery_id THEN EXCLUDED.guardian"
            + " ELSE coalesce(EXCLUDED.guardian, p.guardian) END,"
            + " delivery_id = EXCLUDED.delivery_id",
        delivery);
    // Whom no delivery names any more is forgotten.
    update(
        loading,
        "DELETE FROM register.person p WHERE p.delivery_id = ?"
            + " AND NOT EXISTS (SELECT FROM pg_temp.person_stage s"
            + " WHERE s.pseudonym = p.pseudonym)"
            + " AND NOT EXISTS (SELECT FROM register.residence r"
            + " WHERE r.pseudonym = p.pseudonym)",
        delivery);
  }

  private static void note(Loading loading) throws SQLException {
    try (Statement statement = loading.connection().createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT (SELECT count(*) FROM pg_temp.register_stage) - count(*),"
                    + " count(*) FILTER (WHERE cut), count(*) FILTER (WHERE unknown_id),"
                    + " count(*) FILTER (WHERE unknown_road), count(*) FILTER (WHERE nowhere),"
                    + " (SELECT count(*) FROM pg_temp.person_stage WHERE doubtful)"
                    + " FROM pg_temp.residence_stage")) {
      row.next();
      loading.note(
          row.getLong(1),
          "residences start on the same day as a later row of the same person, which counts.");
      loading.note(
          row.getLong(2),
          "residences overlapped a later one of the same person and end the day before it.");
      loading.note(
          row.getLong(3),
          "residences name an address that is not loaded: kept without a place until it is.");
      loading.note(
          row.getLong(4),
          "residences have a road code and house number that no loaded address has: kept without"
              + " an address.");
      loading.note(row.getLong(5), "residences have no address: kept without one.");
      loading.note(row.getLong(6), "persons stand with several birth months: the last row counts.");
    }
  }

  /** A second population register would give persons two residences on one day. */
  private static void refuseTwoRegisters(Loading loading) throws SQLException {
    try (Statement statement = loading.connection().createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT d.subject || ' ' || d.periode, count(*) FROM register.residence r"
                    + " JOIN pg_temp.residence_stage s ON s.pseudonym = r.pseudonym"
                    + " AND daterange(s.valid_from, s.valid_to, '[]')"
                    + " && daterange(r.valid_from, r.valid_to, '[]')"
                    + " JOIN indicator.delivery d ON d.id = r.delivery_id"
                    + " GROUP BY 1 ORDER BY 2 DESC LIMIT 1")) {
      if (row.next()) {
        throw new LoadFailedException(
            row.getLong(2)
                + " residences overlap ones that "
                + row.getString(1)
                + " has delivered. A person lives in one place: withdraw one of the two.");
      }
    }
  }

  private static long update(Loading loading, String sql, long delivery) throws SQLException {
    try (PreparedStatement statement = loading.connection().prepareStatement(sql)) {
      statement.setLong(1, delivery);
      return statement.executeLargeUpdate();
    }
  }
}
