/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/** One row of a CSV file; columns are named by their header as the catalogue writes it. */
public final class CsvRow {

  private final CsvRecord csv;
  private final Map<String, Integer> positions;
  private final Set<String> personal;

  CsvRow(CsvRecord csv, Map<String, Integer> positions, Set<String> personal) {
    this.csv = csv;
    this.positions = positions;
    this.personal = personal;
  }

  /** Reads a value; says why not. */
  @FunctionalInterface
  public interface Parser<T> {
    /** The value of a text without surrounding white space. */
    T parse(String text) throws RejectedRow;
  }

  /** The line on which the row begins, 1 for the first of the file. */
  public long line() {
    return csv.getStartingLineNumber();
  }

  /** Whether the file has the column. */
  public boolean has(String header) {
    return header != null && positions.containsKey(header);
  }

  /**
   * The text of a column without surrounding white space; empty when the file has no such column.
   *
   * @throws RejectedRow when it holds control characters or bytes that are not of its encoding
   */
  public String text(String header) throws RejectedRow {
    String text = raw(header);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '\uFFFD') {
        throw rejected(
            header,
            c == '\uFFFD'
                ? "bytes that are not of the file's encoding"
                : "a line break or another control character");
      }
    }
    return text;
  }

  /** As {@link #text}, for a text that is stored as it is: a CPR number is refused. */
  public String storable(String header) throws RejectedRow {
    return value(header, Masking::refuseCpr);
  }

  /** The value of a column, as the parser reads it. */
  public <T> T value(String header, Parser<T> parser) throws RejectedRow {
    try {
      return parser.parse(text(header));
    } catch (RejectedRow e) {
      throw e.column() != null ? e : rejected(header, e.reason());
    }
  }

  /** A day. */
  public LocalDate date(String header) throws RejectedRow {
    return value(header, StrictParse::date);
  }

  /** A number; null when the column is blank or missing. */
  public Double decimal(String header) throws RejectedRow {
    return value(header, text -> text.isEmpty() ? null : (Double) StrictParse.decimal(text));
  }

  /** A count; null when the column is blank or missing. */
  public Long count(String header) throws RejectedRow {
    return value(header, text -> text.isEmpty() ? null : (Long) StrictParse.count(text));
  }

  /** A rejection of this row because of a column, with its value, masked when personal. */
  public RejectedRow rejected(String header, String reason) {
    String value = raw(header);
    return new RejectedRow(
        header, reason, personal.contains(header) ? Masking.form(value) : Masking.value(value));
  }

  private String raw(String header) {
    Integer position = header == null ? null : positions.get(header);
    if (position == null) {
      return "";
    }
    String text = csv.getField(position).strip();
    // strip() leaves the no-break space, which spreadsheets like to add.
    return text.indexOf('\u00A0') < 0 ? text : text.replace('\u00A0', ' ').strip();
  }
}
