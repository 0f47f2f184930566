/* SPDX-License-Identifier: EUPL-1.2 OR GPL-2.0-or-later */
package dk.socialbalance.geoserver.state;

/**
 * A style.
 *
 * @param sld the finished document, which carries its titles in both languages
 */
public record StyleState(String name, String sld) {}
