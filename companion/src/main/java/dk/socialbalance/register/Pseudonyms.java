/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns personal identifiers into keyed pseudonyms: the first 16 bytes of HMAC-SHA-256 under the
 * installation's key. Persons and households have domains of their own, so that a household that
 * carries a person's number does not get that person's pseudonym.
 *
 * <p>Nothing here keeps, shows or throws an identifier.
 */
public final class Pseudonyms {

  /** Length of the key in bytes. */
  public static final int KEY_LENGTH = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int LENGTH = 16;
  private static final byte[] PERSON = "person:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HOUSEHOLD = "household:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FINGERPRINT = "fingerprint:".getBytes(StandardCharsets.US_ASCII);

  private final Mac mac;

  private Pseudonyms(Mac mac) {
    this.mac = mac;
  }

  /**
   * Under the given key.
   *
   * @param key 32 bytes from a secure random source
   * @throws IllegalArgumentException when it has another length
   */
  public static Pseudonyms fromSecret(byte[] key) {
    if (key.length != KEY_LENGTH) {
      throw new IllegalArgumentException(
          "The pseudonym key has " + KEY_LENGTH + " bytes, not " + key.length);
    }
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return new Pseudonyms(mac);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }

  /**
   * The pseudonym of a person.
   *
   * @param cpr {@code ddmmyy-xxxx}, ten digits, or nine digits (a spreadsheet took the leading
   *     zero); whether it is a valid number is never asked, and nothing is read from it
   * @throws RejectedRow for anything else
   */
  public byte[] person(String cpr) throws RejectedRow {
    return keyed(PERSON, normalised(cpr));
  }

  /** The pseudonym of a household; null when the identifier is blank. */
  public byte[] household(String identifier) {
    return identifier.isEmpty()
        ? null
        : keyed(HOUSEHOLD, identifier.getBytes(StandardCharsets.UTF_8));
  }

  /** Tells keys apart without telling a key: 16 hex digits. */
  public String fingerprint() {
    return HexFormat.of().formatHex(keyed(FINGERPRINT, new byte[0]), 0, 8);
  }

  private static byte[] normalised(String cpr) throws RejectedRow {
    int length = cpr.length();
    boolean hyphen = length == 11 && cpr.charAt(6) == '-';
    if (!hyphen && length != 10 && length != 9) {
      throw new RejectedRow(
          cpr.isEmpty() ? "the CPR number is missing" : "no CPR number: ddmmyy-xxxx is expected");
    }
    byte[] digits = new byte[10];
    int at = 0;
    if (length == 9) {
      digits[at++] = '0';
    }
    boolean allEqual = true;
    for (int i = 0; i < length; i++) {
      char c = cpr.charAt(i);
      if (hyphen && i == 6) {
        continue;
      }
      if (c < '0' || c > '9') {
        throw new RejectedRow("no CPR number: ddmmyy-xxxx is expected");
      }
      digits[at++] = (byte) c;
      allEqual &= c == cpr.charAt(0);
    }
    if (allEqual) {
      throw new RejectedRow("a filler in place of a CPR number: it would merge different persons");
    }
    return digits;
  }

  private synchronized byte[] keyed(byte[] domain, byte[] message) {
    mac.update(domain);
    return Arrays.copyOf(mac.doFinal(message), LENGTH);
  }
}
