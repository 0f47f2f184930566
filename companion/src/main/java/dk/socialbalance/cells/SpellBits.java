/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cells;

import dk.socialbalance.catalogue.Condition;
import dk.socialbalance.catalogue.Condition.Comparison;
import dk.socialbalance.catalogue.Condition.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Every distinct question about a spell that the catalogue asks (source, codes, value) is one bit,
 * so that a person's facts are found with two or three {@code bit_or} however many indicators there
 * are. Bits stand in words of 62, the columns {@code w0}, {@code w1}, … of {@code work.fact}.
 */
final class SpellBits {

  /** Below 63, so that a word is never negative. */
  private static final int BITS_PER_WORD = 62;

  /**
   * A place in a word.
   *
   * @param word number of the column
   * @param mask the word with just this bit set
   */
  record Bit(int word, long mask) {}

  /**
   * A question.
   *
   * @param codes sorted; empty for every code of the source
   * @param comparison null when the value does not matter
   * @param merged spells that meet or overlap are one
   * @param value the spell's value is kept
   */
  record Question(
      String source,
      List<String> codes,
      Comparison comparison,
      double limit,
      boolean merged,
      boolean value) {

    private Question unmerged() {
      return new Question(source, codes, comparison, limit, false, value);
    }
  }

  private final Map<Question, Bit> bits = new LinkedHashMap<>();

  /** The bit of a condition. */
  Bit of(Condition.Spell spell) {
    return bit(question(spell, spell.rule() == Rule.ALL_MONTHS, false));
  }

  /** The bit of spells whose value is read. */
  Bit ofValue(Condition.Spell spell) {
    return bit(question(spell, false, true));
  }

  /** All questions in order of asking. */
  Map<Question, Bit> all() {
    return bits;
  }

  /** The bit of the single spells that a merged question is made from. */
  Bit unmerged(Question question) {
    return bit(question.unmerged());
  }

  /** The number of columns; at least 1. */
  int words() {
    return Math.max(1, (bits.size() + BITS_PER_WORD - 1) / BITS_PER_WORD);
  }

  /** The names of the columns, {@code w0} first. */
  List<String> columns() {
    List<String> names = new ArrayList<>();
    for (int word = 0; word < words(); word++) {
      names.add("w" + word);
    }
    return names;
  }

  private static Question question(Condition.Spell spell, boolean merged, boolean value) {
    return new Question(
        spell.source(),
        List.copyOf(new TreeSet<>(spell.codes())),
        spell.comparison(),
        spell.comparison() == null ? 0 : spell.limit(),
        merged,
        value);
  }

  private Bit bit(Question question) {
    if (question.merged()) {
      bit(question.unmerged());
    }
    Bit known = bits.get(question);
    if (known == null) {
      int number = bits.size();
      known = new Bit(number / BITS_PER_WORD, 1L << (number % BITS_PER_WORD));
      bits.put(question, known);
    }
    return known;
  }
}
