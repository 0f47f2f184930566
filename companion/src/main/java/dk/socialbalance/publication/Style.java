/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import dk.socialbalance.catalogue.LocalText;

/**
 * A finished style.
 *
 * @param name unique among styles
 * @param sld the SLD 1.0 document
 */
public record Style(String name, LocalText title, String sld) {}
