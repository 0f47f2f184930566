/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

/**
 * A need that does not hold.
 *
 * @param need which
 * @param singleton the form that one person knows when it is she who learns the number, else -1
 */
record Breach(Need need, int singleton) {

  static final int EVERYBODY = -1;

  static Breach toEverybody(Need need) {
    return new Breach(need, EVERYBODY);
  }
}
