/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.password;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;

/**
 * Turns a password into the digest that GeoServer keeps of it ("digest1"): SHA-256 of salt and
 * password, again and again, with the salt before it. For the start of a container, before there is
 * a GeoServer.
 */
public final class AdminPassword {

  private static final int SALT = 16;
  private static final int ROUNDS = 100_000;
  private static final int SHORTEST = 12;

  private AdminPassword() {}

  /** Reads the password from standard input and writes the digest; 1 when it may not be used. */
  public static void main(String[] args) throws IOException {
    String password = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip();
    if (password.length() < SHORTEST) {
      System.err.println("The password must have at least " + SHORTEST + " characters.");
      System.exit(1);
    }
    byte[] salt = new byte[SALT];
    new SecureRandom().nextBytes(salt);
    System.out.println(digest(password, salt));
  }

  /**
   * The digest.
   *
   * @param salt 16 bytes
   */
  static String digest(String password, byte[] salt) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(salt);
      byte[] hash =
          sha.digest(
              Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8));
      for (int round = 1; round < ROUNDS; round++) {
        hash = sha.digest(hash);
      }
      byte[] both = new byte[SALT + hash.length];
      System.arraycopy(salt, 0, both, 0, SALT);
      System.arraycopy(hash, 0, both, SALT, hash.length);
      return "digest1:" + Base64.getEncoder().encodeToString(both);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
