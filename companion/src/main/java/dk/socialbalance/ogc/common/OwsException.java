/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

/**
 * A request that cannot be answered, in the words of the standard and of people. The service that
 * got the request writes it in its own exception format.
 */
public final class OwsException extends RuntimeException {

  /** A request lacks something it must have. */
  public static final String MISSING = "MissingParameterValue";

  /** A parameter's value is not one that the service knows. */
  public static final String INVALID = "InvalidParameterValue";

  private final String code;
  private final String locator;
  private final int status;

  /**
   * @param status HTTP status
   * @param code exception code of the standard, such as {@code InvalidParameterValue}
   * @param locator the parameter that was wrong; empty when none
   * @param message what was wrong and what to do; no internals
   */
  public OwsException(int status, String code, String locator, String message) {
    super(message);
    this.status = status;
    this.code = code;
    this.locator = locator;
  }

  /** A parameter with a value that cannot be used. */
  public static OwsException invalid(String parameter, String message) {
    return new OwsException(400, INVALID, parameter, message);
  }

  /** A parameter that must be given. */
  public static OwsException missing(String parameter, String message) {
    return new OwsException(400, MISSING, parameter, message);
  }

  /** The exception code of the standard. */
  public String code() {
    return code;
  }

  /** The parameter that was wrong; empty when none. */
  public String locator() {
    return locator;
  }

  /** The HTTP status to answer with. */
  public int status() {
    return status;
  }

  /** A value as a message may repeat it: cut to a length that keeps answers small. */
  public static String shown(String value) {
    return value.length() <= 100 ? value : value.substring(0, 100) + "…";
  }
}
