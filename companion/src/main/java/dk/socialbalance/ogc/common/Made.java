/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

/**
 * An answer's bytes, and where they are kept.
 *
 * @param keptIn null when they are not
 * @param key null when they are not
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Made(byte[] bytes, ReadyCache keptIn, ReadyCache.Key key) {

  /** Bytes that are kept nowhere. */
  public static Made once(byte[] bytes) {
    return new Made(bytes, null, null);
  }
}
