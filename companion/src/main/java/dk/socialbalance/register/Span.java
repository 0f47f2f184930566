/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import dk.socialbalance.catalogue.Period;
import dk.socialbalance.catalogue.Source;
import dk.socialbalance.catalogue.Source.Column;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The days on which a row holds.
 *
 * @param from first day
 * @param to last day; null: still holds
 */
record Span(LocalDate from, LocalDate to) {

  /**
   * Reads a row's days; a source without a column for the last day tells of single days. In a
   * delivery of one period the days are cut to the period.
   *
   * @throws RejectedRow when a date is wrong, the end lies before the start, or no day lies within
   *     the period
   */
  static Span of(CsvRow row, Source source, Optional<Period> period) throws RejectedRow {
    String fromHeader = source.columns().get(Column.FROM);
    String toHeader = source.columns().get(Column.TO);
    LocalDate from = row.date(fromHeader);
    LocalDate to = toHeader == null ? from : row.value(toHeader, StrictParse::endDate);
    if (to != null && to.isBefore(from)) {
      throw row.rejected(toHeader, "the last day lies before the first (" + fromHeader + ")");
    }
    if (period.isEmpty()) {
      return new Span(from, to);
    }
    LocalDate first = period.get().firstDay();
    LocalDate last = period.get().lastDay();
    if (from.isAfter(last) || (to != null && to.isBefore(first))) {
      throw row.rejected(
          fromHeader, "no day within " + period.get().code() + ", the period of the delivery");
    }
    return new Span(
        from.isBefore(first) ? first : from, to == null || to.isAfter(last) ? last : to);
  }
}
