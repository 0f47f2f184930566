/* SPDX-License-Identifier: EUPL-1.2 OR GPL-2.0-or-later */
package dk.socialbalance.geoserver.state;

/**
 * The one row that tells whether anything has changed.
 *
 * @param publication 0 when nothing is published
 * @param switched when it became the current one, as text
 * @param warnings how often warnings have changed
 * @param own how often own layers have changed
 */
public record Pulse(long publication, String switched, long warnings, long own) {}
