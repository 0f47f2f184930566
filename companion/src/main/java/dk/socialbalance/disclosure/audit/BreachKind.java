/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

/** The way by which too much can be worked out. */
public enum BreachKind {
  /** A cell is shown that its own rule hides. */
  EXPOSED("shown against its rule"),
  /** From parents and siblings of the same indicator and period. */
  NESTED("nested"),
  /** From areas that overlap. */
  OVERLAPPING("overlapping"),
  /** From windows and the years in them. */
  POOLED("pooled"),
  /** From a denominator that is itself a condition. */
  DENOMINATOR("denominator"),
  /** From indicators that are parts of each other. */
  LINKED("linked"),
  /** From quarters and their year, by whoever takes it that they bound each other. */
  CADENCE("quarter and year"),
  /** From an earlier publication. */
  FORMER("former publication"),
  /** A person who is the only one in a cell learns another cell. */
  SINGLETON("singleton"),
  /** A published rate, interval or class that shown counts do not give. */
  RATE("rate"),
  /** A published trend that shown counts do not give. */
  TREND("trend"),
  /** A published index that shown figures do not give. */
  INDEX("index"),
  /** What is published contradicts the counts, or the audit's own equations do: no proof. */
  EQUATIONS("equations wrong");

  private final String label;

  BreachKind(String label) {
    this.label = label;
  }

  /** As reports write it. */
  public String label() {
    return label;
  }
}
