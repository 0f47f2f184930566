/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

/** A filter that cannot be understood; the message says what is wrong and is fit for clients. */
public final class FilterException extends RuntimeException {

  private final boolean unsupported;

  private FilterException(String message, boolean unsupported) {
    super(message);
    this.unsupported = unsupported;
  }

  /** Something that is no filter, or names what the layer does not have. */
  public static FilterException wrong(String message) {
    return new FilterException(message, false);
  }

  /** Something that the standard has and this service has not. */
  public static FilterException unsupported(String message) {
    return new FilterException(message, true);
  }

  static FilterException tooDeep() {
    return wrong("The filter is nested more than " + Condition.MAX_DEPTH + " levels deep.");
  }

  /** A name that the layer does not have. */
  public static FilterException noProperty(String name, String layer) {
    return wrong("'" + shown(name) + "' is no property of " + layer + ".");
  }

  /** Whether the standard knows what was asked, and only this service does not. */
  public boolean isUnsupported() {
    return unsupported;
  }

  /** A text from a request, bounded. */
  public static String shown(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
