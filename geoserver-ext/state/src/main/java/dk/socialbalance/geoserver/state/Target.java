/* SPDX-License-Identifier: EUPL-1.2 OR GPL-2.0-or-later */
package dk.socialbalance.geoserver.state;

/** What the plan is carried out on: GeoServer, or a test's memory. */
public interface Target {

  /**
   * What the plugin has made until now.
   *
   * @throws ForeignException when something that it would have to make is there already and was
   *     made by somebody else
   */
  State present();

  /** Carries out one step. */
  void apply(Plan.Change change);

  /** A name that the plugin needs is taken; the message says which and what to do. */
  final class ForeignException extends RuntimeException {
    public ForeignException(String message) {
      super(message);
    }
  }
}
