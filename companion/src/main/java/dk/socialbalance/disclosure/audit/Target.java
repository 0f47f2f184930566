/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import dk.socialbalance.disclosure.audit.Rules.Need;
import java.util.Map;

/**
 * Something that must stay uncertain.
 *
 * @param kind what it is
 * @param cell a published cell that it belongs to
 * @param area for people: the area, or how it is cut out
 * @param sum unknowns and their factors
 * @param need what makes it safe
 */
record Target(Kind kind, Stated cell, String area, Map<Integer, Double> sum, Need need) {

  /** What is protected. */
  enum Kind {
    /** A hidden cell's count. */
    CELL,
    /** Those of a hidden cell who are not counted, where their number is not public either. */
    COMPLEMENT,
    /** A hidden denominator. */
    POPULATION,
    /** The sum behind a hidden mean. */
    MEAN,
    /** A piece that two areas cut out of each other. */
    PIECE,
    /** What one indicator has beyond another. */
    DIFFERENCE
  }

  /** The question that its unknowns answer. */
  String question() {
    return kind == Kind.POPULATION
        ? cell.asked().population().orElse(cell.asked().id())
        : cell.asked().id();
  }
}
