/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

/**
 * A time in a condition: from one moment or day to another, both included.
 *
 * @param from null for an open beginning
 * @param to null for an open end; the same as {@code from} for an instant
 */
public record Time(Value from, Value to) {

  /** An instant, or a day. */
  public static Time at(Value moment) {
    return new Time(moment, moment);
  }
}
