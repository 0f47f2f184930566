/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import dk.socialbalance.catalogue.Period;
import dk.socialbalance.publication.Layer.TimeStep;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of a publication (cells or index values) in packed columns, row by row as they came
 * from the database: a column for the area's number, one for the period, and the named ones.
 */
final class FigureTable {

  private static final int FETCH = 10_000;

  /** The rows of one indicator or index on one level: from, inclusive, to, exclusive. */
  record Slice(int from, int to) {}

  private final List<TimeStep> periods = new ArrayList<>();
  private final Map<String, Slice> slices = new LinkedHashMap<>();
  private final Map<String, Packed> columns = new LinkedHashMap<>();
  private final List<String> subjects = new ArrayList<>();
  private int[] area = new int[1024];
  private int[] period = new int[1024];
  private int[] subject = new int[1024];
  private int size;

  /** A growing column; texts by their place in a dictionary. */
  private static final class Packed {
    private final Column.Type type;
    private final Map<String, Integer> known = new HashMap<>();
    private final List<String> dictionary = new ArrayList<>();
    private double[] reals = {};
    private long[] wholes = {};
    private boolean[] present = new boolean[1024];

    Packed(Column.Type type) {
      this.type = type;
      if (type == Column.Type.DOUBLE) {
        reals = new double[1024];
      } else {
        wholes = new long[1024];
      }
    }

    void read(ResultSet row, int column, int at) throws SQLException {
      if (at == present.length) {
        present = Arrays.copyOf(present, 2 * at);
        reals = Arrays.copyOf(reals, 2 * reals.length);
        wholes = Arrays.copyOf(wholes, 2 * wholes.length);
      }
      switch (type) {
        case DOUBLE -> reals[at] = row.getDouble(column);
        case INTEGER, BIGINT -> wholes[at] = row.getLong(column);
        case TEXT -> {
          String text = row.getString(column);
          wholes[at] =
              text == null
                  ? 0
                  : known.computeIfAbsent(
                      text,
                      t -> {
                        dictionary.add(t);
                        return dictionary.size() - 1;
                      });
        }
        case TIMESTAMP, DATE, BOOLEAN ->
            throw new IllegalArgumentException("No moments among figures");
      }
      present[at] = !row.wasNull();
    }

    Object value(int at) {
      if (!present[at]) {
        return null;
      }
      return switch (type) {
        case DOUBLE -> reals[at];
        case INTEGER -> Math.toIntExact(wholes[at]);
        case BIGINT -> wholes[at];
        case TEXT -> dictionary.get((int) wholes[at]);
        case TIMESTAMP, DATE, BOOLEAN ->
            throw new IllegalStateException("No moments among figures");
      };
    }
  }

  private FigureTable() {}

  /**
   * Reads a table whose rows have niveau, subject, area code and period.
   *
   * @param table {@code cell} or {@code index_value}
   * @param subjectColumn {@code indikator} or {@code indeks_id}
   * @param attributes the columns to read
   * @param steps the periods by code
   */
  static FigureTable read(
      Connection connection,
      long publication,
      String table,
      String subjectColumn,
      Map<String, Column.Type> attributes,
      Map<String, TimeStep> steps,
      AreaCatalog areas)
      throws SQLException {
    FigureTable figures = new FigureTable();
    attributes.forEach((name, type) -> figures.columns.put(name, new Packed(type)));
    Map<String, Integer> periodNumbers = new HashMap<>();
    steps
        .values()
        .forEach(
            step -> {
              periodNumbers.put(step.code(), figures.periods.size());
              figures.periods.add(step);
            });
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT "
                + subjectColumn
                + ", niveau, omraade_kode, periode, "
                + String.join(", ", attributes.keySet())
                + " FROM publish."
                + table
                + " WHERE publication_id = ? ORDER BY "
                + subjectColumn
                + ", niveau")) {
      query.setLong(1, publication);
      query.setFetchSize(FETCH);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          figures.add(row, areas, periodNumbers);
        }
      }
    }
    return figures;
  }

  /** The moment whose areas a period is told for. */
  private static Instant areasAt(TimeStep step) {
    return Period.parse(step.code()).areaDay().atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private void add(ResultSet row, AreaCatalog areas, Map<String, Integer> periodNumbers)
      throws SQLException {
    int step = periodNumbers.get(row.getString(4));
    int number = areas.number(row.getString(3), areasAt(periods.get(step)));
    if (number < 0) {
      return;
    }
    if (size == area.length) {
      area = Arrays.copyOf(area, 2 * size);
      period = Arrays.copyOf(period, 2 * size);
      subject = Arrays.copyOf(subject, 2 * size);
    }
    area[size] = number;
    period[size] = step;
    String id = row.getString(1);
    String key = key(row.getString(2), id);
    Slice open = slices.get(key);
    slices.put(key, new Slice(open == null ? size : open.from(), size + 1));
    if (subjects.isEmpty() || !subjects.get(subjects.size() - 1).equals(id)) {
      subjects.add(id);
    }
    subject[size] = subjects.size() - 1;
    int column = 5;
    for (Packed packed : columns.values()) {
      packed.read(row, column++, size);
    }
    size++;
  }

  private static String key(String niveau, String subject) {
    return niveau + " " + subject;
  }

  int size() {
    return size;
  }

  /** The rows of a subject on a level; empty when there are none. */
  Slice slice(String niveau, String subject) {
    return slices.getOrDefault(key(niveau, subject), new Slice(0, 0));
  }

  int area(int row) {
    return area[row];
  }

  TimeStep period(int row) {
    return periods.get(period[row]);
  }

  /** The indicator or index of a row. */
  String subject(int row) {
    return subjects.get(subject[row]);
  }

  /** A place for sorting: subjects as they came. */
  int subjectOrder(int row) {
    return subject[row];
  }

  /** The value of a named column; null when there is none. */
  Object value(int row, String column) {
    return columns.get(column).value(row);
  }

  boolean has(String column) {
    return columns.containsKey(column);
  }

  /**
   * The latest period of a slice that shows a figure, or the latest of all when none does; null for
   * an empty slice.
   */
  TimeStep latest(Slice slice) {
    TimeStep shown = null;
    TimeStep any = null;
    for (int row = slice.from(); row < slice.to(); row++) {
      TimeStep step = period(row);
      any = later(any, step);
      Object status = value(row, "datastatus");
      if ("vist".equals(status) || "foreloebig".equals(status)) {
        shown = later(shown, step);
      }
    }
    return shown != null ? shown : any;
  }

  private static TimeStep later(TimeStep one, TimeStep other) {
    return one == null || other.end().isAfter(one.end()) ? other : one;
  }
}
