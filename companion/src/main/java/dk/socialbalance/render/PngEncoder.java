/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes PNG (ISO/IEC 15948), fast: one byte a pixel where the colours allow it, no filter, and a
 * compression made for flat pictures ({@link FlatDeflater}). On maps that is both smaller and
 * quicker than anything more clever.
 */
public final class PngEncoder {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int TRUECOLOUR = 2;
  private static final int INDEXED = 3;
  private static final int TRUECOLOUR_ALPHA = 6;

  private PngEncoder() {}

  /** A compressor for larger pictures is not kept for the next one, in bytes. */
  private static final int LARGEST_KEPT = 2_000_000;

  private static final BlockingQueue<FlatDeflater> DEFLATERS =
      new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors() + 1);

  /**
   * Writes the picture; the stream stays open.
   *
   * @param palette at most 256 colours, one byte a pixel, even where that brings colours together;
   *     without it the picture is kept exactly, by a palette too if it has no more than 256
   */
  public static void write(BufferedImage image, boolean palette, OutputStream out)
      throws IOException {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rows = PngRows.of(image);
    if (rows != null) {
      writeIndexed(colours((IndexColorModel) image.getColorModel()), rows, width, height, out);
      return;
    }
    int[] pixels = pixels(image);
    Palette found = Palette.of(pixels, palette);
    if (found != null) {
      writeIndexed(found.colours(), indexed(found, pixels, width, height), width, height, out);
      return;
    }
    boolean alpha = !isOpaque(pixels);
    writeStart(out, width, height, alpha ? TRUECOLOUR_ALPHA : TRUECOLOUR);
    writeData(out, truecolour(pixels, width, height, alpha));
    chunk(out, "IEND", new byte[0], 0);
  }

  private static void writeStart(OutputStream out, int width, int height, int type)
      throws IOException {
    out.write(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(width).putInt(height).put((byte) 8).put((byte) type);
    chunk(out, "IHDR", header.array(), 13);
  }

  private static void writeIndexed(
      int[] colours, byte[] rows, int width, int height, OutputStream out) throws IOException {
    writeStart(out, width, height, INDEXED);
    writePalette(out, colours);
    FlatDeflater free = DEFLATERS.poll();
    FlatDeflater deflater = free != null ? free : new FlatDeflater();
    int stride = PngRows.stride(width);
    int length = deflater.deflate(rows, stride * height, stride);
    chunk(out, "IDAT", deflater.packed(), length);
    chunk(out, "IEND", new byte[0], 0);
    if (deflater.held() <= LARGEST_KEPT) {
      DEFLATERS.offer(deflater); // Where there is no room, others are there.
    }
  }

  private static int[] colours(IndexColorModel model) {
    int[] colours = new int[model.getMapSize()];
    model.getRGBs(colours);
    return colours;
  }

  /** The picture as 0xAARRGGBB; not a copy where it can be helped. */
  private static int[] pixels(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    boolean direct =
        image.getRaster().getDataBuffer() instanceof DataBufferInt
            && image.getRaster().getParent() == null;
    if (direct && image.getType() == BufferedImage.TYPE_INT_ARGB) {
      return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }
    if (direct && image.getType() == BufferedImage.TYPE_INT_RGB) {
      int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData().clone();
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] |= 0xff000000;
      }
      return pixels;
    }
    return image.getRGB(0, 0, width, height, null, 0, width);
  }

  private static boolean isOpaque(int[] pixels) {
    int all = -1;
    for (int pixel : pixels) {
      all &= pixel;
    }
    return all >>> 24 == 255;
  }

  private static byte[] indexed(Palette palette, int[] pixels, int width, int height) {
    byte[] rows = PngRows.blank(width, height);
    int last = pixels[0];
    byte index = palette.index(last);
    for (int y = 0; y < height; y++) {
      int start = PngRows.start(width, y);
      for (int x = 0; x < width; x++) {
        int pixel = pixels[y * width + x];
        if (pixel != last) {
          last = pixel;
          index = palette.index(pixel);
        }
        rows[start + x] = index;
      }
    }
    return rows;
  }

  private static byte[] truecolour(int[] pixels, int width, int height, boolean alpha) {
    byte[] rows = new byte[(width * (alpha ? 4 : 3) + 1) * height];
    int at = 0;
    int from = 0;
    for (int y = 0; y < height; y++) {
      at++; // Filter type 0: none.
      for (int x = 0; x < width; x++) {
        int pixel = pixels[from++];
        rows[at++] = (byte) (pixel >> 16);
        rows[at++] = (byte) (pixel >> 8);
        rows[at++] = (byte) pixel;
        if (alpha) {
          rows[at++] = (byte) (pixel >>> 24);
        }
      }
    }
    return rows;
  }

  private static void writePalette(OutputStream out, int[] colours) throws IOException {
    byte[] rgb = new byte[3 * colours.length];
    byte[] alpha = new byte[colours.length];
    int transparent = 0;
    for (int i = 0; i < colours.length; i++) {
      rgb[3 * i] = (byte) (colours[i] >> 16);
      rgb[3 * i + 1] = (byte) (colours[i] >> 8);
      rgb[3 * i + 2] = (byte) colours[i];
      alpha[i] = (byte) (colours[i] >>> 24);
      if (alpha[i] != -1) {
        transparent = i + 1;
      }
    }
    chunk(out, "PLTE", rgb, rgb.length);
    if (transparent > 0) {
      chunk(out, "tRNS", alpha, transparent);
    }
  }

  private static void writeData(OutputStream out, byte[] rows) throws IOException {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(rows);
      deflater.finish();
      byte[] packed = new byte[Math.max(1024, rows.length / 8)];
      int length = 0;
      while (!deflater.finished()) {
        if (length == packed.length) {
          packed = Arrays.copyOf(packed, 2 * length);
        }
        length += deflater.deflate(packed, length, packed.length - length);
      }
      chunk(out, "IDAT", packed, length);
    } finally {
      deflater.end();
    }
  }

  private static void chunk(OutputStream out, String type, byte[] data, int length)
      throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(data, 0, length);
    out.write(ByteBuffer.allocate(4).putInt(length).array());
    out.write(name);
    out.write(data, 0, length);
    out.write(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
  }
}
