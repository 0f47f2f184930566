/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

/**
 * A published cell, as a client reads it. Null is what is not told.
 *
 * @param publication number of the publication
 * @param status {@code vist}, {@code foreloebig}, {@code diskretioneret} or {@code ingen_data}
 */
record Figure(
    long publication,
    String indicator,
    String level,
    String area,
    String period,
    String status,
    Long n,
    Long d,
    Double sum,
    Double squares,
    Double value,
    Double lower,
    Double upper,
    Integer klass,
    String trend,
    Double slope) {

  boolean shown() {
    return status.equals("vist") || status.equals("foreloebig");
  }

  boolean hidden() {
    return status.equals("diskretioneret");
  }
}
