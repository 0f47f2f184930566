/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

/**
 * Time spent at one address.
 *
 * @param from first day
 * @param to last day; {@link CsvExtract#OPEN} when it goes on
 * @param piece where it counts for rates; for those outside the municipality where they came from
 * @param address number of the address
 * @param household number of the household; negative for children placed out of home
 */
record Stay(int from, int to, int piece, int address, long household) {

  /** The part of it between two days; null when there is none. */
  Stay within(int first, int last) {
    int start = Math.max(from, first);
    int end = Math.min(to, last);
    return start > end ? null : new Stay(start, end, piece, address, household);
  }
}
