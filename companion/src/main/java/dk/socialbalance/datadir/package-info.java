/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * A GeoServer's data directory made from the publication, and compared with it by meaning, for a
 * GeoServer without the extension. What is wanted is read by the very code that the extension reads
 * it with.
 */
package dk.socialbalance.datadir;
