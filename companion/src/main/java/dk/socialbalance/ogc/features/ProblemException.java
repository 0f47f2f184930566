/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

/** A request that cannot be answered as asked; becomes problem+json (RFC 9457). */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;

  private ProblemException(int status, String title, String detail) {
    super(detail);
    this.status = status;
    this.title = title;
  }

  /** A parameter is wrong; the detail names it and says what is expected. */
  public static ProblemException badRequest(String detail) {
    return new ProblemException(400, "Bad request", detail);
  }

  /** There is no such thing. Things that exist but are not published get the same answer. */
  public static ProblemException notFound(String detail) {
    return new ProblemException(404, "Not found", detail);
  }

  /** None of the accepted media types can be made. */
  public static ProblemException notAcceptable(String detail) {
    return new ProblemException(406, "Not acceptable", detail);
  }

  /** The resource does not have this method; the answer's header Allow names those that it has. */
  public static ProblemException methodNotAllowed(String detail) {
    return new ProblemException(405, "Method not allowed", detail);
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }
}
