/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.tiles;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.publication.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pyramid of square tiles of 256 pixels, each level twice as fine as the one above (OGC 17-083r4,
 * 6.2).
 */
public final class TileMatrixSet {

  /** Half the equator of the sphere of web maps, metres. */
  private static final double HALF_WORLD = 6378137 * Math.PI;

  /** The tiles of Denmark's national map services, from 1638.4 metres a pixel to 0.2. */
  public static final TileMatrixSet VIEW1 =
      danish("View1", new LocalText("Danmark (View1)", "Denmark (View1)"), 14);

  /** The same tiles under the name that older clients know, down to 0.05 metres a pixel. */
  public static final TileMatrixSet KORTFORSYNING =
      danish(
          "KortforsyningTilingDK",
          new LocalText("Danmark (KortforsyningTilingDK)", "Denmark (KortforsyningTilingDK)"),
          16);

  /** The tiles of web maps (OGC 17-083r4, D.1). */
  public static final TileMatrixSet WEB_MERCATOR =
      new TileMatrixSet(
          "WebMercatorQuad",
          new LocalText("Webkort (Google Maps)", "Google Maps Compatible for the World"),
          3857,
          -HALF_WORLD,
          HALF_WORLD,
          2 * HALF_WORLD / TileMatrix.PIXELS,
          1,
          1,
          25,
          "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad");

  private static final List<TileMatrixSet> ALL = List.of(VIEW1, KORTFORSYNING, WEB_MERCATOR);

  private final String id;
  private final LocalText title;
  private final int srid;
  private final double left;
  private final double top;
  private final String uri;
  private final List<TileMatrix> matrices = new ArrayList<>();

  private TileMatrixSet(
      String id,
      LocalText title,
      int srid,
      double left,
      double top,
      double resolution,
      int columns,
      int rows,
      int levels,
      String uri) {
    this.id = id;
    this.title = title;
    this.srid = srid;
    this.left = left;
    this.top = top;
    this.uri = uri;
    for (int level = 0; level < levels; level++) {
      matrices.add(
          new TileMatrix(
              this, level, Math.scalb(resolution, -level), columns << level, rows << level));
    }
  }

  private static TileMatrixSet danish(String id, LocalText title, int levels) {
    return new TileMatrixSet(id, title, 25832, 120_000, 6_500_000, 1638.4, 3, 2, levels, null);
  }

  /** All that there are. */
  public static List<TileMatrixSet> all() {
    return ALL;
  }

  /** Those that a layer comes in: their system is one that the layer offers. */
  public static List<TileMatrixSet> of(Layer layer, int installation) {
    return ALL.stream()
        .filter(
            set ->
                CrsTable.of(installation, layer).offered().stream()
                    .anyMatch(offered -> offered.srid() == set.srid))
        .toList();
  }

  /** The identifier. */
  public String id() {
    return id;
  }

  /** What people call it. */
  public LocalText title() {
    return title;
  }

  /** EPSG code of the system. */
  public int srid() {
    return srid;
  }

  /** The system; both have x (easting) before y. */
  public CrsTable.Offered system() {
    return new CrsTable.Offered(srid, false);
  }

  /** The x of the left edge. */
  public double left() {
    return left;
  }

  /** The y of the upper edge. */
  public double top() {
    return top;
  }

  /** Its name in the register of OGC; empty when it is not registered. */
  public Optional<String> uri() {
    return Optional.ofNullable(uri);
  }

  /** The levels, the coarsest first. */
  public List<TileMatrix> matrices() {
    return List.copyOf(matrices);
  }

  /** The level of an identifier. */
  public Optional<TileMatrix> matrix(String identifier) {
    return matrices.stream().filter(matrix -> matrix.id().equals(identifier)).findFirst();
  }

  @Override
  public String toString() {
    return id;
  }
}
