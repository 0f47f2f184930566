/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a CSV file with a header, row by row, as RFC 4180 with a delimiter of one's own.
 *
 * <p>Header names match whatever their case and the white space around them. A row with too few or
 * too many columns, with a NUL, or with a field of more than 1,000 characters is rejected; blank
 * rows are passed over.
 */
public final class CsvSource {

  /**
   * How the file is written.
   *
   * @param encoding a Java charset name, or {@code auto}: UTF-8 when the bytes are, else
   *     Windows-1252
   * @param delimiter one character
   */
  public record Format(String encoding, char delimiter) {

    /** What spreadsheets in Denmark write. */
    public static final Format DANISH = new Format("auto", ';');
  }

  /**
   * Which columns are read.
   *
   * @param required headers without which the file is refused
   * @param optional headers that are read when they are there
   * @param ignored headers that are known and not read
   * @param personal headers whose values are shown as stars
   */
  public record Columns(
      Collection<String> required,
      Collection<String> optional,
      Collection<String> ignored,
      Set<String> personal) {}

  /** Takes one row. */
  @FunctionalInterface
  public interface RowReader {
    /**
     * Checks and keeps a row.
     *
     * @throws RejectedRow when it is not kept
     */
    void read(CsvRow row) throws RejectedRow, IOException, SQLException;
  }

  /** Longest field that is read, in characters. */
  static final int MAX_FIELD = 1_000;

  /** Longest field that is held in memory; only a quotation mark that never ends makes one. */
  private static final int MAX_BUFFER = 1 << 20;

  private CsvSource() {}

  /**
   * Reads the load's file.
   *
   * @throws LoadFailedException when a required column is missing or the file is no CSV
   */
  public static void read(Loading loading, Format format, Columns columns, RowReader reader)
      throws IOException, SQLException {
    Charset charset = TextEncoding.of(loading.file(), format.encoding());
    long line = 1;
    try (CloseableIterator<CsvRecord> records =
        CsvReader.builder()
            .fieldSeparator(format.delimiter())
            .ignoreDifferentFieldCount(true)
            .acceptCharsAfterQuotes(true)
            .maxBufferSize(MAX_BUFFER)
            .ofCsvRecord(new InputStreamReader(loading.open(), charset))
            .iterator()) {
      if (!records.hasNext()) {
        throw new LoadFailedException(
            loading.fileName() + " is empty: a header was expected: " + list(columns.required()));
      }
      List<String> header = records.next().getFields();
      Map<String, Integer> positions = positions(loading, format, columns, header);
      while (records.hasNext()) {
        CsvRecord csv = records.next();
        line = csv.getStartingLineNumber();
        row(loading, columns, positions, header.size(), csv, reader);
      }
    } catch (CsvParseException e) {
      // The parser's own message and its causes are left behind: they may hold what was read.
      throw new LoadFailedException(
          loading.fileName()
              + ": no row can be read after line "
              + line
              + ". Most likely a quotation mark is opened there and never closed.");
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void row(
      Loading loading,
      Columns columns,
      Map<String, Integer> positions,
      int width,
      CsvRecord csv,
      RowReader reader)
      throws IOException, SQLException {
    if (isBlank(csv)) {
      return;
    }
    String broken = brokenBecause(csv, width);
    try {
      if (broken != null) {
        throw new RejectedRow(broken);
      }
      reader.read(new CsvRow(csv, positions, columns.personal()));
      loading.rowsRead(1);
    } catch (RejectedRow e) {
      // Line breaks inside a broken row were most likely the ends of rows: a quotation mark that
      // swallows half of the file must not count as one bad row.
      long rows = 1 + lineBreaks(csv);
      loading.rowsRead(rows);
      loading.rejectRows(rows, csv.getStartingLineNumber(), e.column(), e.reason(), e.value());
    }
  }

  private static String brokenBecause(CsvRecord csv, int width) {
    if (csv.getFieldCount() != width) {
      return csv.getFieldCount() + " columns where the header has " + width;
    }
    for (int i = 0; i < width; i++) {
      String field = csv.getField(i);
      if (field.length() > MAX_FIELD) {
        return "a field of more than " + MAX_FIELD + " characters (column " + (i + 1) + ")";
      }
      if (field.indexOf('\0') >= 0) {
        return "a NUL character (column " + (i + 1) + ")";
      }
    }
    return null;
  }

  private static boolean isBlank(CsvRecord csv) {
    for (int i = 0; i < csv.getFieldCount(); i++) {
      if (!csv.getField(i).isBlank()) {
        return false;
      }
    }
    return true;
  }

  /** Line breaks inside fields; the last one of the file ends no row that was swallowed. */
  private static long lineBreaks(CsvRecord csv) {
    long count = 0;
    for (int i = 0; i < csv.getFieldCount(); i++) {
      String field = csv.getField(i);
      for (int at = field.indexOf('\n');
          at >= 0 && at < field.length() - 1;
          at = field.indexOf('\n', at + 1)) {
        count++;
      }
    }
    return count;
  }

  /** Where each known header stands; headers as {@code columns} writes them. */
  private static Map<String, Integer> positions(
      Loading loading, Format format, Columns columns, List<String> header) {
    Map<String, String> known = new HashMap<>();
    for (Collection<String> names : List.of(columns.required(), columns.optional())) {
      names.forEach(name -> known.put(normalised(name), name));
    }
    Set<String> ignored =
        columns.ignored().stream().map(CsvSource::normalised).collect(Collectors.toSet());
    Map<String, Integer> positions = new HashMap<>();
    List<String> unknown = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      String name = normalised(header.get(i));
      if (known.containsKey(name)) {
        if (positions.put(known.get(name), i) != null) {
          throw new LoadFailedException(
              loading.fileName() + " has the column '" + known.get(name) + "' twice.");
        }
      } else if (!name.isEmpty() && !ignored.contains(name)) {
        unknown.add(Masking.value(header.get(i).strip()));
      }
    }
    List<String> missing =
        columns.required().stream().filter(name -> !positions.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new LoadFailedException(missing(loading, format, columns, header, missing));
    }
    if (!unknown.isEmpty()) {
      loading.note("Columns that the catalogue does not know were not read: " + list(unknown));
    }
    return positions;
  }

  private static String missing(
      Loading loading, Format format, Columns columns, List<String> header, List<String> missing) {
    StringBuilder message = new StringBuilder(loading.fileName());
    message.append(": missing column").append(missing.size() == 1 ? " " : "s ");
    message.append(list(missing)).append(". Expected: ").append(list(columns.required()));
    if (header.stream().anyMatch(CsvSource::isData)) {
      return message
          .append(". The first line holds values where the header is expected.")
          .toString();
    }
    message.append(". Found: ").append(list(header.stream().map(Masking::value).toList()));
    message.append('.');
    if (header.size() == 1) {
      for (char other : new char[] {';', ',', '\t', '|'}) {
        if (other != format.delimiter() && header.get(0).indexOf(other) >= 0) {
          message.append(" Is the delimiter ").append(other == '\t' ? "TAB" : "'" + other + "'");
          message.append(" and not '").append(format.delimiter()).append("'?");
          break;
        }
      }
    }
    return message.toString();
  }

  /** Whether a cell of the first line is a value: then none of that line is shown. */
  private static boolean isData(String cell) {
    return cell.codePoints().filter(Character::isDigit).count() > 5;
  }

  private static String normalised(String name) {
    String stripped = name.replace("\uFEFF", "").replace('\u00A0', ' ').strip();
    return Normalizer.normalize(stripped, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  private static String list(Collection<String> names) {
    return String.join(", ", names);
  }
}
