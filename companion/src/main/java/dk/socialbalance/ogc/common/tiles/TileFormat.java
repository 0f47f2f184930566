/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.tiles;

import java.util.Locale;
import java.util.Optional;

/** What tiles come as. */
public enum TileFormat {
  /** A picture in a style. */
  PNG("image/png", "png"),
  /** The features themselves. */
  MVT(VectorTile.MEDIA_TYPE, "mvt");

  private final String mediaType;
  private final String extension;

  TileFormat(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  /** The media type. */
  public String mediaType() {
    return mediaType;
  }

  /** The end of an address. */
  public String extension() {
    return extension;
  }

  /** The format of a media type, in any case. */
  public static Optional<TileFormat> ofMediaType(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.equals(PNG.mediaType)
        ? Optional.of(PNG)
        : lower.equals(MVT.mediaType) || lower.equals("application/x-protobuf")
            ? Optional.of(MVT)
            : Optional.empty();
  }

  /** The format of the end of an address; {@code pbf} is taken too. */
  public static Optional<TileFormat> ofExtension(String text) {
    return text.equals(PNG.extension)
        ? Optional.of(PNG)
        : text.equals(MVT.extension) || text.equals("pbf") ? Optional.of(MVT) : Optional.empty();
  }
}
