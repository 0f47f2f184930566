/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

/**
 * A person who is alone in a hidden number and so knows it. With that added to what everybody
 * knows, every other guarded number must still not be exactly known (docs/method.md, "Disclosure").
 *
 * <p>Other are not: numbers inside the singleton's own, which follow from where she lives; and
 * numbers that differ from her own by what everybody can work out.
 *
 * @param form the number that she knows
 */
public record Singleton(Form form) {}
