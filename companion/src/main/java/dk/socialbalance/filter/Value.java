/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.time.Instant;
import java.time.LocalDate;

/** What a condition compares: attributes, literals, and what is made of them. */
public sealed interface Value {

  /**
   * An attribute of the feature.
   *
   * @param name as published
   */
  record Property(String name) implements Value {}

  /** A text. */
  record Text(String text) implements Value {}

  /** A whole number. */
  record Whole(long number) implements Value {}

  /**
   * A number.
   *
   * @param number finite
   */
  record Real(double number) implements Value {}

  /** True or false. */
  record Bool(boolean known) implements Value {}

  /** A moment. */
  record Moment(Instant instant) implements Value {}

  /** A day. */
  record Day(LocalDate date) implements Value {}

  /**
   * A literal of a language without types: it takes the type of what it is compared with, and is
   * text beside another of its kind.
   */
  record Untyped(String text) implements Value {}

  /** What can be done with two numbers. */
  enum ArithmeticOperator {
    PLUS,
    MINUS,
    TIMES,
    /** Division of real numbers. */
    DIVIDE,
    /** Division of whole numbers: the quotient, rounded towards zero. */
    DIV,
    MODULO,
    POWER
  }

  /** Arithmetic. Division by zero, and what is no finite number, is a missing value. */
  record Arithmetic(ArithmeticOperator operator, Value left, Value right) implements Value {}

  /** The functions that there are; every other name is refused by the readers. */
  enum TextFunction {
    /** Without difference of case (Unicode's full case folding). */
    CASEI,
    /** Without accents: canonical decomposition, marks removed. */
    ACCENTI,
    LOWER,
    UPPER
  }

  /** A function of a text. */
  record Folded(TextFunction function, Value text) implements Value {}
}
