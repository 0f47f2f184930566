/* SPDX-License-Identifier: EUPL-1.2 OR GPL-2.0-or-later */
package dk.socialbalance.geoserver.state;

/**
 * A text in both languages; never null.
 *
 * @param da Danish, the default
 * @param en English
 */
public record Text(String da, String en) {

  /** Nothing in both. */
  public static final Text EMPTY = new Text("", "");
}
