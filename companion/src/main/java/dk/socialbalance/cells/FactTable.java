/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cells;

import static dk.socialbalance.cells.FactColumns.date;

import dk.socialbalance.catalogue.Condition;
import dk.socialbalance.catalogue.Condition.Rule;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Period;
import dk.socialbalance.cells.SpellBits.Bit;
import dk.socialbalance.cells.SpellBits.Question;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Fills {@code work.fact}: the spells that the catalogue asks for, each with the bits of the
 * questions that it answers, in one pass over {@code register.spell}.
 *
 * <p>Spells that meet or overlap are merged here, once, for the questions that need it; then
 * "throughout twelve months" is, in every scan, a single spell that covers them.
 */
final class FactTable {

  private static final String FOREVER = "DATE '9999-12-31'";

  /**
   * Facts are laid down by their last day, long ones apart, so that a scan of one period leaves out
   * most of the others by a block range index. Those that end together stand in the order of their
   * values, so that sums of fractions never depend on the order of rows.
   */
  private static final int LONG_DAYS = 400;

  private final SpellBits bits;
  private final LocalDate from;
  private final LocalDate to;

  /**
   * For the questions of a plan whose conditions have been compiled.
   *
   * @param bits all questions
   */
  FactTable(SpellBits bits, CountPlan plan) {
    this.bits = bits;
    LocalDate first = plan.sources().stream().map(Period::firstDay).min(LocalDate::compareTo).get();
    int months = 0;
    for (Indicator indicator : plan.indicators()) {
      for (Condition condition : conditions(indicator)) {
        months = Math.max(months, longestLookBack(condition));
      }
    }
    this.from = first.minusMonths(months);
    this.to = plan.sources().stream().map(Period::lastDay).max(LocalDate::compareTo).get();
  }

  /** What a source and code answer: without and with a look at the value. */
  private static final class Answer {
    final long[] always;
    final List<Map.Entry<Question, Bit>> byValue = new ArrayList<>();
    boolean keepsValue;

    Answer(int words) {
      always = new long[words];
    }

    long byValue(int word) {
      long mask = 0;
      for (Map.Entry<Question, Bit> entry : byValue) {
        mask |= entry.getValue().word() == word ? entry.getValue().mask() : 0;
      }
      return mask;
    }
  }

  private record Key(String source, String code) {}

  /** Makes and fills the table. */
  void create(Connection connection) throws SQLException {
    Map<Key, Answer> answers = answers();
    createKeys(connection, answers);
    try (Statement statement = connection.createStatement()) {
      List<String> parts = new ArrayList<>();
      if (answers.keySet().stream().anyMatch(k -> k.code() != null) || answers.isEmpty()) {
        parts.add(select("k.code = s.code"));
      }
      if (answers.keySet().stream().anyMatch(k -> k.code() == null)) {
        parts.add(select("k.code IS NULL"));
      }
      statement.execute(
          "CREATE UNLOGGED TABLE work.fact AS SELECT y.* FROM (\n"
              + String.join("\nUNION ALL\n", parts)
              + ") y\nORDER BY y.last - y.first > "
              + LONG_DAYS
              + ", y.last, y.value");
      for (Map.Entry<Question, Bit> entry : bits.all().entrySet()) {
        if (entry.getKey().merged()) {
          statement.execute(merge(bits.unmerged(entry.getKey()), entry.getValue()));
        }
      }
      statement.execute(
          "CREATE INDEX fact_days ON work.fact USING brin (first, last) WITH (pages_per_range = 16)");
      statement.execute("ANALYZE work.fact");
    }
  }

  private Map<Key, Answer> answers() {
    Map<Key, Answer> answers = new LinkedHashMap<>();
    bits.all()
        .forEach(
            (question, bit) -> {
              if (question.merged()) {
                return;
              }
              List<String> codes =
                  question.codes().isEmpty() ? Collections.singletonList(null) : question.codes();
              for (String code : codes) {
                Answer answer =
                    answers.computeIfAbsent(
                        new Key(question.source(), code), k -> new Answer(bits.words()));
                if (question.comparison() == null) {
                  answer.always[bit.word()] |= bit.mask();
                } else {
                  answer.byValue.add(Map.entry(question, bit));
                }
                answer.keepsValue |= question.value();
              }
            });
    return answers;
  }

  /** {@code a}: bits that hold whatever the value; {@code b}: bits that depend on it. */
  private void createKeys(Connection connection, Map<Key, Answer> answers) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (int word = 0; word < bits.words(); word++) {
      columns.add("a" + word);
      columns.add("b" + word);
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE UNLOGGED TABLE work.fact_key (source text NOT NULL, code text, keeps_value boolean,"
              + columns.stream().map(c -> c + " bigint").collect(Collectors.joining(", "))
              + ")");
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO work.fact_key VALUES (?, ?, ?" + ", ?".repeat(columns.size()) + ")")) {
      for (Map.Entry<Key, Answer> entry : answers.entrySet()) {
        insert.setString(1, entry.getKey().source());
        insert.setString(2, entry.getKey().code());
        insert.setBoolean(3, entry.getValue().keepsValue);
        for (int word = 0; word < bits.words(); word++) {
          insert.setLong(4 + 2 * word, entry.getValue().always[word]);
          insert.setLong(5 + 2 * word, entry.getValue().byValue(word));
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("ANALYZE work.fact_key");
    }
  }

  private String select(String codeMatch) {
    StringBuilder words = new StringBuilder();
    StringBuilder any = new StringBuilder();
    for (int word = 0; word < bits.words(); word++) {
      words.append(", ").append(word(word)).append(" AS w").append(word);
      any.append(any.isEmpty() ? "" : " OR ").append("x.w").append(word).append(" <> 0");
    }
    return """
        SELECT x.* FROM (
            SELECT p.person, s.valid_from AS first, coalesce(s.valid_to, %s) AS last, p.born,
                CASE WHEN k.keeps_value THEN s.value END AS value%s
            FROM register.spell s
            JOIN work.fact_key k ON k.source = s.source AND %s
            JOIN work.person p ON p.pseudonym = s.pseudonym
            WHERE s.valid_from <= %s AND (s.valid_to IS NULL OR s.valid_to >= %s)) x
        WHERE %s"""
        .formatted(FOREVER, words, codeMatch, date(to), date(from), any);
  }

  private String word(int word) {
    StringBuilder tests = new StringBuilder();
    bits.all()
        .forEach(
            (question, bit) -> {
              if (!question.merged() && question.comparison() != null && bit.word() == word) {
                tests.append(
                    " | CASE WHEN (k.b%d & %d) <> 0 AND s.value %s %s::double precision THEN %d ELSE 0 END"
                        .formatted(
                            word,
                            bit.mask(),
                            operator(question),
                            Double.toString(question.limit()),
                            bit.mask()));
              }
            });
    return tests.isEmpty()
        ? "k.a" + word
        : "CASE WHEN k.b%1$d = 0 THEN k.a%1$d ELSE k.a%1$d%2$s END".formatted(word, tests);
  }

  private static String operator(Question question) {
    return switch (question.comparison()) {
      case LT -> "<";
      case LE -> "<=";
      case EQ -> "=";
      case GE -> ">=";
      case GT -> ">";
    };
  }

  private String merge(Bit single, Bit merged) {
    String words =
        bits.columns().stream()
            .map(c -> c.equals("w" + merged.word()) ? merged.mask() + "::bigint" : "0::bigint")
            .collect(Collectors.joining(", "));
    return """
        INSERT INTO work.fact (person, first, last, born, value, %s)
        SELECT m.person, lower(r.run), upper(r.run) - 1, m.born, NULL, %s
        FROM (SELECT f.person, f.born, range_agg(daterange(f.first, f.last + 1)) AS runs
              FROM work.fact f WHERE (f.w%d & %d) <> 0 GROUP BY f.person, f.born) m
        CROSS JOIN LATERAL unnest(m.runs) r (run)"""
        .formatted(String.join(", ", bits.columns()), words, single.word(), single.mask());
  }

  private static List<Condition> conditions(Indicator indicator) {
    List<Condition> all = new ArrayList<>();
    indicator.condition().ifPresent(all::add);
    indicator
        .population()
        .flatMap(Indicator.Population::holders)
        .map(Indicator.Holders::condition)
        .ifPresent(all::add);
    return all;
  }

  private static int longestLookBack(Condition condition) {
    if (condition instanceof Condition.Spell spell) {
      return spell.rule() == Rule.ALL_MONTHS ? spell.months() : 0;
    }
    List<Condition> parts = List.of();
    if (condition instanceof Condition.AllOf all) {
      parts = all.conditions();
    } else if (condition instanceof Condition.AnyOf any) {
      parts = any.conditions();
    } else if (condition instanceof Condition.NoneOf none) {
      parts = none.conditions();
    } else if (condition instanceof Condition.HouseholdMember member) {
      parts = List.of(member.condition());
    }
    return parts.stream().mapToInt(FactTable::longestLookBack).max().orElse(0);
  }
}
