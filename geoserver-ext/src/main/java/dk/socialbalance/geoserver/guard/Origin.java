/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.guard;

/** Which database a store reads. */
public enum Origin {
  /** A social-balance database. */
  OURS,
  /** Another one, or none at all. */
  OTHER,
  /** It cannot be reached now: nothing can be shown from it, and nothing is known of it. */
  UNKNOWN
}
