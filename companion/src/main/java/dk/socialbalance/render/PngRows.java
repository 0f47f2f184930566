/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Pictures of one byte a pixel in rows as PNG compresses them (ISO/IEC 15948, 7.2): each led by a
 * byte that names its filter, which is 0, none. A painter that writes such rows saves the copy.
 */
final class PngRows {

  /** Bytes after the last row, so that eight may be written at once wherever one may. */
  private static final int SLACK = 7;

  private PngRows() {}

  /** Bytes of a row of so many pixels. */
  static int stride(int width) {
    return width + 1;
  }

  /** Where the pixels of a row begin, behind the byte that leads it. */
  static int start(int width, int row) {
    return row * stride(width) + 1;
  }

  /** Bytes that rows take, with those that may be written after the last. */
  static int bytes(int width, int height) {
    return stride(width) * height + SLACK;
  }

  /** Rows full of zeros. */
  static byte[] blank(int width, int height) {
    return new byte[bytes(width, height)];
  }

  /** A picture of such rows, {@link BufferedImage#TYPE_BYTE_INDEXED}; they are not copied. */
  static BufferedImage image(byte[] rows, int width, int height, IndexColorModel colours) {
    DataBufferByte bytes = new DataBufferByte(rows, rows.length);
    int[] first = {start(width, 0)};
    return new BufferedImage(
        colours,
        Raster.createInterleavedRaster(bytes, width, height, stride(width), 1, first, null),
        false,
        null);
  }

  /** The rows of a picture that {@link #image} made, not a copy; null for any other. */
  static byte[] of(BufferedImage image) {
    boolean indexed =
        image.getType() == BufferedImage.TYPE_BYTE_INDEXED
            && image.getRaster().getParent() == null
            && image.getRaster().getDataBuffer() instanceof DataBufferByte
            && image.getSampleModel() instanceof ComponentSampleModel model
            && model.getScanlineStride() == stride(image.getWidth())
            && model.getBandOffsets()[0] == start(image.getWidth(), 0);
    return indexed ? ((DataBufferByte) image.getRaster().getDataBuffer()).getData() : null;
  }
}
