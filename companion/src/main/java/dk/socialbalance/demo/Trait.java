/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

/**
 * Makes what is true of a person last. A person has a uniform number, drawn anew in some years, and
 * a risk is true in a year when the number lies below the probability: so shares are exact whatever
 * the persistence.
 */
final class Trait {

  private final Dice dice;
  private final double renewal;
  private double level;

  /**
   * A trait.
   *
   * @param renewal probability that it is drawn anew from one year to the next
   */
  Trait(Dice dice, double renewal) {
    this.dice = dice;
    this.renewal = renewal;
    this.level = dice.uniform();
  }

  /** Goes on to the next year; whether the risk is true in it. */
  boolean next(double probability) {
    if (dice.chance(renewal)) {
      level = dice.uniform();
    }
    return level < probability;
  }
}
