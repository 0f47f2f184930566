/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import dk.socialbalance.publication.Layer;
import org.geotools.api.style.Style;

/**
 * Rows of a layer, to be painted with a style.
 *
 * @param rows in paint order, the lowest first
 */
public record PaintedLayer(Layer layer, int[] rows, Style style) {}
