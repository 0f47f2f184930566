/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/** What this process holds. */
final class Heap {

  private Heap() {}

  /**
   * Bytes that a collection now leaves. What others allocate while this one measures does not
   * count.
   */
  static long held() {
    System.gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getCollectionUsage)
        .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
        .sum();
  }
}
