/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

/**
 * How large a demo municipality is made, and from which seed.
 *
 * @param residents about how many live there at any time; 1,000 to 10,000,000
 * @param seed the same seed and residents give the same files, byte by byte
 */
public record DemoOptions(int residents, long seed) {

  /** As many residents as Gladsaxe has. */
  public static final DemoOptions DEFAULT = new DemoOptions(69_000, 1);

  public DemoOptions {
    if (residents < 1_000 || residents > 10_000_000) {
      throw new IllegalArgumentException(
          "The demo municipality has 1,000 to 10,000,000 residents, not " + residents);
    }
  }
}
