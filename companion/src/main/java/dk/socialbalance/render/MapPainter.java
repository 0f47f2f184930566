/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.image.BufferedImage;

/** Paints maps; safe for use by many threads. The same request gives the same picture. */
public interface MapPainter {

  /** The picture, as {@link BufferedImage#TYPE_INT_ARGB} or {@code TYPE_INT_RGB}. */
  BufferedImage paint(MapRequest request);
}
