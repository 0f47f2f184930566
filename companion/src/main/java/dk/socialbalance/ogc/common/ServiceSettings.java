/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import dk.socialbalance.catalogue.Catalogue.Contact;
import dk.socialbalance.catalogue.LocalText;
import java.util.List;

/**
 * What an installation says of itself to the outside, and its limits.
 *
 * @param publicUrl base URL that every link begins with, without a slash at the end; empty = taken
 *     from each request
 * @param trustedProxies addresses or CIDR ranges whose X-Forwarded-* and Forwarded headers count;
 *     empty = nobody's
 * @param description of the service
 * @param provider the organisation
 * @param contact whom users may ask
 * @param fees what use costs
 * @param accessConstraints licence or other terms
 * @param limits bounds on a single request
 */
public record ServiceSettings(
    String publicUrl,
    List<String> trustedProxies,
    LocalText description,
    LocalText provider,
    Contact contact,
    LocalText fees,
    LocalText accessConstraints,
    Limits limits) {

  /** The word that the standards reserve for no fees and no constraints. */
  public static final String NONE = "none";

  /**
   * Bounds on a single request.
   *
   * @param features most features in one answer
   * @param imageSide widest and highest picture, pixels
   * @param imagePixels most pixels of a picture
   * @param layers most layers in one picture
   * @param requestMilliseconds longest time that work on a request may take, sending not included
   * @param running most requests at work at one time
   * @param waiting most requests that wait for their turn
   * @param waitMilliseconds longest time that a request waits for its turn
   */
  public record Limits(
      int features,
      int imageSide,
      int imagePixels,
      int layers,
      int requestMilliseconds,
      int running,
      int waiting,
      int waitMilliseconds) {

    /** The limits of an installation that says nothing. */
    public static Limits defaults() {
      return new Limits(1_000_000, 4096, 16_777_216, 100, 30_000, 64, 128, 10_000);
    }
  }

  public ServiceSettings {
    publicUrl = publicUrl.endsWith("/") ? publicUrl.replaceAll("/+$", "") : publicUrl;
    trustedProxies = List.copyOf(trustedProxies);
  }

  /** The settings of an installation that says nothing. */
  public static ServiceSettings defaults() {
    return new ServiceSettings(
        "",
        List.of(),
        new LocalText(
            "Sociale indikatorer for områder. Kun områder beskrives, aldrig personer; små tal er"
                + " diskretionerede.",
            "Social indicators of areas. Only areas are described, never persons; small numbers"
                + " are hidden."),
        new LocalText("Kommunen", "The municipality"),
        Contact.NONE,
        new LocalText(NONE, NONE),
        new LocalText(NONE, NONE),
        Limits.defaults());
  }
}
