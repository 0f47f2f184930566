/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.util.Optional;

/**
 * A load that kept nothing. The message is for people: what was wrong, where, what to do; it holds
 * no personal value.
 */
public final class LoadFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient LoadReport report;

  /** A refusal inside a load; {@link LoadRun} adds the report. */
  public LoadFailedException(String message) {
    super(message);
    this.report = null;
  }

  LoadFailedException(String message, LoadReport report, Throwable cause) {
    super(message, cause);
    this.report = report;
  }

  /** What had been read and rejected so far. */
  public Optional<LoadReport> report() {
    return Optional.ofNullable(report);
  }
}
