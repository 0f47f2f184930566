/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * The independent proof of disclosure control (docs/method.md, "Audit"): what anyone can work out
 * from the publications of an audience, and whether that is too much. It shares nothing with the
 * hiding itself but the library that solves linear programs, so that a mistake there is found here.
 */
package dk.socialbalance.disclosure.audit;
