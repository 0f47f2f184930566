/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import java.util.List;

/**
 * A quarter (bydel) of the demo municipality, as drawn by hand.
 *
 * @param name of Gladsaxe's municipal plan of 2013
 * @param east metres east of the municipality's western edge, of its middle
 * @param north metres north of its southern edge
 * @param districts how many districts it has
 * @param residents weight of each of its districts; a negative number is a number of residents that
 *     stays the same however large the municipality is made
 */
record Quarter(String name, double east, double north, int districts, double residents) {

  /** In alphabetical order: the index plus one is the number in the code. */
  static final List<Quarter> ALL =
      List.of(
          new Quarter("Bagsværd", 2150, 5650, 7, 1.15),
          new Quarter("Bagsværd Bypark", 1300, 5150, 3, 1.2),
          new Quarter("Bagsværd Erhvervskvarter", 2150, 4450, 3, -60),
          new Quarter("Buddinge", 4000, 3350, 7, 1.1),
          new Quarter("Gladsaxe", 3200, 2500, 6, 1.05),
          new Quarter("Gladsaxe Ringby", 2750, 3500, 3, 0.5),
          new Quarter("Gyngemose", 5450, 900, 3, 1.2),
          new Quarter("Hareskoven", 550, 4150, 3, 0.35),
          new Quarter("Haspegård", 3300, 4450, 3, 0.9),
          new Quarter("Høje Gladsaxe", 4450, 1500, 4, 0.8),
          new Quarter("Kagså", 2300, 2150, 3, 0.8),
          new Quarter("Maglegård", 5750, 2000, 6, 1.2),
          new Quarter("Mørkhøj", 3750, 700, 6, 0.95),
          new Quarter("Mørkhøj Erhvervskvarter", 2800, 1250, 3, -45),
          new Quarter("Nybro", 4200, 4550, 4, 0.85),
          new Quarter("Stengård", 3150, 5500, 4, 0.9),
          new Quarter("Søborg", 4850, 2450, 8, 1.25),
          new Quarter("Vadgård", 5200, 3450, 4, 1.0),
          new Quarter("Værebro", 1400, 3700, 4, 0.75));

  /** Whether hardly anybody lives there. */
  boolean business() {
    return residents < 0;
  }
}
