/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.db;

import java.util.Locale;

/**
 * The database roles, each with just the rights of its step (docs/architecture.md, "Roles").
 *
 * <p>The steps take a role with {@code SET LOCAL ROLE}; {@link #PUBLISH} is the only one, beside
 * the owner, that logs in: the doors connect with it.
 */
public enum Role {
  /** Owns all objects; migrates. */
  OWNER,
  /** Writes register, byliv, areas and measures. */
  LOAD,
  /** Counts: register to raw cells. */
  COUNT,
  /** Hides: the only role that sees raw cells and publications. */
  DISCLOSE,
  /** Computes statistics from disclosed cells, and writes layers and styles. */
  STATISTICS,
  /** Reads publications; the doors. */
  PUBLISH;

  /** The role's name in PostgreSQL. */
  public String sqlName() {
    return "sb_" + name().toLowerCase(Locale.ROOT);
  }
}
