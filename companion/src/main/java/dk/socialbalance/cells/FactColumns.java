/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cells;

import dk.socialbalance.catalogue.Condition;
import dk.socialbalance.catalogue.Condition.Rule;
import dk.socialbalance.cells.SpellBits.Bit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one scan must know of each person: the bits of the facts that hold on the reference day, on
 * any day of the period, and throughout the last months; and mean values. Grown while conditions
 * are compiled, then written as the aggregates of one grouped scan over {@code work.fact}.
 */
final class FactColumns {

  private record Column(Rule rule, int months, int word) {
    String name() {
      return switch (rule) {
        case REFERENCE_DAY -> "on_day_" + word;
        case ANY_DAY -> "in_period_" + word;
        case ALL_MONTHS -> "months_" + months + "_" + word;
      };
    }
  }

  private record Value(Rule rule, Bit bit) {}

  /**
   * Ages in completed years, both included: what a fact tells of anybody else is not read.
   *
   * @param max {@link #ANY} for no limit
   */
  record Ages(int min, int max) {
    static final int ANY = Integer.MAX_VALUE;

    private Ages and(Ages other) {
      return new Ages(Math.min(min, other.min), Math.max(max, other.max));
    }

    /** A boolean over a month of birth: of these ages on the day. Whoever is not yet born is 0. */
    String on(LocalDate day, String born) {
      int months = day.getYear() * 12 + day.getMonthValue() - 1;
      int bornBy = min == 0 ? months + 11 : months - 12 * min;
      return max == ANY
          ? born + " <= " + bornBy
          : "%s BETWEEN %d AND %d".formatted(born, months - 12 * (max + 1) + 1, bornBy);
    }
  }

  private final SpellBits bits;
  private final LocalDate referenceDay;
  private final LocalDate firstDay;
  private final LocalDate lastDay;
  private final Map<Column, Long> used = new LinkedHashMap<>();
  private final List<Value> values = new ArrayList<>();
  private final Map<Bit, Ages> agesOfBits = new LinkedHashMap<>();

  FactColumns(SpellBits bits, LocalDate referenceDay, LocalDate firstDay, LocalDate lastDay) {
    this.bits = bits;
    this.referenceDay = referenceDay;
    this.firstDay = firstDay;
    this.lastDay = lastDay;
  }

  /**
   * A boolean expression over the row {@code s} of {@code state}: such a spell holds.
   *
   * @param ages of those whose answer matters; of others it may be false though a spell holds
   */
  String holds(Condition.Spell spell, Ages ages) {
    Bit bit = bits.of(spell);
    agesOfBits.merge(bit, ages, Ages::and);
    Column column = new Column(spell.rule(), spell.months(), bit.word());
    used.merge(column, bit.mask(), (a, b) -> a | b);
    return "(s." + column.name() + " & " + bit.mask() + ") <> 0";
  }

  /**
   * A column of {@code state}: the mean value of such spells, null without any.
   *
   * @param ages of those whose value matters; that of others may be null
   */
  String mean(Condition.Spell spell, Ages ages) {
    if (spell.rule() == Rule.ALL_MONTHS) {
      throw new IllegalArgumentException(
          "The value of a mean is read on the reference day or on any day of the period, not"
              + " throughout months");
    }
    Value value = new Value(spell.rule(), bits.ofValue(spell));
    agesOfBits.merge(value.bit(), ages, Ages::and);
    if (!values.contains(value)) {
      values.add(value);
    }
    return "s.value_" + values.indexOf(value);
  }

  /** True when no fact is asked for at all. */
  boolean isEmpty() {
    return used.isEmpty() && values.isEmpty();
  }

  /** The grouped scan: one row per person who has any of the facts. */
  String scan() {
    StringBuilder sql = new StringBuilder("SELECT f.person");
    used.forEach(
        (column, mask) ->
            sql.append(
                ",\n    bit_or(f.w%d & %d) FILTER (WHERE %s) AS %s"
                    .formatted(
                        column.word(),
                        mask,
                        overlap(column.rule(), column.months()),
                        column.name())));
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      sql.append(
          ",\n    avg(f.value) FILTER (WHERE (f.w%d & %d) <> 0 AND %s) AS value_%d"
              .formatted(value.bit().word(), value.bit().mask(), overlap(value.rule(), 0), i));
    }
    LocalDate from = referenceDay.isBefore(firstDay) ? referenceDay : firstDay;
    LocalDate to = referenceDay.isAfter(lastDay) ? referenceDay : lastDay;
    return sql.append("\n  FROM work.fact f\n  WHERE f.first <= ")
        .append(date(to))
        .append(" AND f.last >= ")
        .append(date(from))
        .append(" AND (")
        .append(anyBit())
        .append(")\n  GROUP BY f.person")
        .toString();
  }

  /** The names of the columns that {@link #holds} tests. */
  List<String> names() {
    return used.keySet().stream().map(Column::name).toList();
  }

  /** The columns of {@code state}, after those of the resident, with zero for no fact. */
  String stateColumns() {
    StringBuilder sql = new StringBuilder();
    for (Column column : used.keySet()) {
      sql.append(", coalesce(f.%s, 0) AS %s".formatted(column.name(), column.name()));
    }
    for (int i = 0; i < values.size(); i++) {
      sql.append(", f.value_").append(i);
    }
    return sql.toString();
  }

  private String overlap(Rule rule, int months) {
    return switch (rule) {
      case REFERENCE_DAY -> covers(referenceDay, referenceDay);
      case ANY_DAY -> covers(lastDay, firstDay);
      case ALL_MONTHS -> covers(lastDay.plusDays(1).minusMonths(months), lastDay);
    };
  }

  private static String covers(LocalDate begunBy, LocalDate lastsTo) {
    return "f.first <= " + date(begunBy) + " AND f.last >= " + date(lastsTo);
  }

  /** Some bit that is asked of persons of this age. */
  private String anyBit() {
    Set<String> tests = new LinkedHashSet<>();
    agesOfBits.forEach(
        (bit, ages) -> {
          long mask =
              agesOfBits.entrySet().stream()
                  .filter(e -> e.getKey().word() == bit.word() && e.getValue().equals(ages))
                  .mapToLong(e -> e.getKey().mask())
                  .reduce(0, (a, b) -> a | b);
          tests.add(
              "(f.w%d & %d) <> 0 AND %s"
                  .formatted(bit.word(), mask, ages.on(referenceDay, "f.born")));
        });
    return String.join(" OR ", tests);
  }

  /** A date literal. */
  static String date(LocalDate day) {
    return "DATE '" + day + "'";
  }
}
