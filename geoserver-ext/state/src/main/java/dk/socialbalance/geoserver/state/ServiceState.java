/* SPDX-License-Identifier: EUPL-1.2 OR GPL-2.0-or-later */
package dk.socialbalance.geoserver.state;

import java.util.List;

/**
 * The workspace's own settings of WMS, WFS and WMTS.
 *
 * @param title of each
 * @param crs EPSG codes that are advertised
 */
public record ServiceState(Text title, List<String> crs) {}
