/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import java.util.Map;
import java.util.Set;

/** stub. */
public final class Protector {
  private Protector() {}

  /** stub. */
  public static Protection protect(ProtectionSystem system, byte[] key) {
    return new Protection(Set.of(), Map.of(), 0, 0);
  }
}
