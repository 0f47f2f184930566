/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import dk.socialbalance.catalogue.Period;
import dk.socialbalance.catalogue.Source;
import dk.socialbalance.catalogue.Source.Column;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Spells: facts about persons. Equal rows collapse into one. */
final class SpellRows implements RegisterLoader.Rows {

  private final Source source;
  private final Optional<Period> period;
  private final Pseudonyms pseudonyms;
  private final String cpr;
  private final String code;
  private final String value;

  SpellRows(Source source, Optional<Period> period, Pseudonyms pseudonyms) {
    this.source = source;
    this.period = period;
    this.pseudonyms = pseudonyms;
    this.cpr = source.columns().get(Column.CPR);
    this.code = source.columns().get(Column.CODE);
    this.value = source.columns().get(Column.VALUE);
  }

  @Override
  public String stageColumns() {
    return "pseudonym bytea NOT NULL, code text NOT NULL, valid_from date NOT NULL, valid_to date,"
        + " value double precision";
  }

  @Override
  public void stage(CsvRow row, CopyRows copy) throws RejectedRow, SQLException {
    byte[] person = row.value(cpr, pseudonyms::person);
    String stored = code == null ? source.defaultCode() : row.value(code, this::code);
    Span span = Span.of(row, source, period);
    Double number = value == null ? null : row.value(value, SpellRows::number);
    copy.bytes(person).text(stored).date(span.from()).date(span.to()).number(number).endRow();
  }

  private String code(String raw) throws RejectedRow {
    if (raw.isEmpty()) {
      if (source.defaultCode() != null) {
        return source.defaultCode();
      }
      throw new RejectedRow("the code is missing");
    }
    if (source.codes().isEmpty()) {
      return Masking.refuseCpr(raw);
    }
    String stored = source.codes().get(raw);
    if (stored == null) {
      throw new RejectedRow("a code that the catalogue does not list for " + source.id());
    }
    return stored;
  }

  private static Double number(String text) throws RejectedRow {
    return text.isEmpty() ? null : (Double) StrictParse.danishDecimal(Masking.refuseCpr(text));
  }

  @Override
  public void store(Loading loading) throws SQLException {
    long staged;
    long strangers;
    try (Statement statement = loading.connection().createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT (SELECT count(*) FROM pg_temp.register_stage),"
                    + " CASE WHEN EXISTS (SELECT FROM register.person) THEN"
                    + " (SELECT count(DISTINCT s.pseudonym) FROM pg_temp.register_stage s"
                    + " WHERE NOT EXISTS (SELECT FROM register.person p"
                    + " WHERE p.pseudonym = s.pseudonym)) END")) {
      row.next();
      staged = row.getLong(1);
      strangers = row.getLong(2);
    }
    try (PreparedStatement delete =
        loading.connection().prepareStatement("DELETE FROM register.spell WHERE delivery_id = ?")) {
      delete.setLong(1, loading.deliveryId());
      delete.executeUpdate();
    }
    long stored;
    try (PreparedStatement insert =
        loading
            .connection()
            .prepareStatement(
                "INSERT INTO register.spell"
                    + " (pseudonym, source, code, valid_from, valid_to, value, delivery_id)"
                    + " SELECT DISTINCT pseudonym, ?::text, code, valid_from, valid_to, value,"
                    + " ?::bigint FROM pg_temp.register_stage")) {
      insert.setString(1, source.id());
      insert.setLong(2, loading.deliveryId());
      stored = insert.executeLargeUpdate();
    }
    loading.rowsStored(stored);
    loading.note(staged - stored, "rows repeat another row of the file and were stored once.");
    loading.note(
        strangers,
        "persons are not in the population register; their rows are kept and count for no area.");
  }
}
