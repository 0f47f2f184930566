/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.render.PngEncoder;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** The formats that a picture can have. */
public enum ImageFormat {
  /** PNG in full colour. */
  PNG("image/png", true),
  /** PNG with a palette of at most 256 colours: a quarter of the size. */
  PNG8("image/png", true),
  /** JPEG; has no transparency. */
  JPEG("image/jpeg", false);

  private static final float JPEG_QUALITY = 0.9f;

  /** The spellings of FORMAT, as the capabilities list them. */
  static final List<String> SPELLINGS =
      List.of("image/png", "image/png8", "image/png; mode=8bit", "image/jpeg");

  private final String contentType;
  private final boolean transparency;

  ImageFormat(String contentType, boolean transparency) {
    this.contentType = contentType;
    this.transparency = transparency;
  }

  /** What the answer's Content-Type says. */
  public String contentType() {
    return contentType;
  }

  /** Whether a pixel can be see-through. */
  boolean transparency() {
    return transparency;
  }

  /** The format of a FORMAT parameter; case and blanks do not matter. */
  static Optional<ImageFormat> of(String text) {
    return switch (text.replace(" ", "").toLowerCase(Locale.ROOT)) {
      case "image/png" -> Optional.of(PNG);
      case "image/png8", "image/png;mode=8bit" -> Optional.of(PNG8);
      case "image/jpeg" -> Optional.of(JPEG);
      default -> Optional.empty();
    };
  }

  /** The picture as a file. */
  public byte[] encode(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(32 * 1024);
    if (this == JPEG) {
      writeJpeg(image, out);
    } else {
      PngEncoder.write(image, this == PNG8, out);
    }
    return out.toByteArray();
  }

  private static void writeJpeg(BufferedImage image, ByteArrayOutputStream out) throws IOException {
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = opaque.createGraphics();
    graphics.drawImage(image, 0, 0, Color.WHITE, null);
    graphics.dispose();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(JPEG_QUALITY);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(opaque, null, null), parameters);
    } finally {
      writer.dispose();
    }
  }
}
