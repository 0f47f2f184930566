/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.image.BufferedImage;
import java.io.IOException;

/** Paints maps; safe for use by many threads. The same request gives the same picture. */
public interface MapPainter {

  /**
   * The picture, to keep.
   *
   * @throws IllegalArgumentException when a style asks for an attribute that its layer has not
   */
  BufferedImage paint(MapRequest request);

  /**
   * What is made of the picture, which is only lent: its memory serves the next one.
   *
   * @throws IOException when the use does
   * @throws IllegalArgumentException when a style asks for an attribute that its layer has not
   */
  default <T> T paint(MapRequest request, Use<T> use) throws IOException {
    return use.of(paint(request));
  }

  /** Makes something of a picture, before it returns. */
  @FunctionalInterface
  interface Use<T> {
    /** What is made of it. */
    T of(BufferedImage picture) throws IOException;
  }
}
