/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wmts;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.ogc.common.DoorsServer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.SnapshotFixture;
import dk.socialbalance.publication.StyleTemplates;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;

/** One started server with the small snapshot, for all tests of tiles. */
public final class TileServer {

  /** The layer with periods, as it is advertised. */
  public static final String LAYER = "socialbalance:basisdistrikt_underretninger";

  /** The place of district 101's middle: View1, level 10. */
  public static final String PLACE = "View1/10/780/1453";

  private static final DoorsServer SERVER = DoorsServer.start(snapshot());

  private TileServer() {}

  /** What is served. */
  public static Snapshot snapshot() {
    return SnapshotFixture.snapshot(
        StyleTemplates.choropleth(
                "basisdistrikt_underretninger",
                new LocalText("Underretninger", "Notifications"),
                List.of(4.0, 8.0, 12.0, 16.0),
                true,
                new LocalText("%", "%"),
                1)
            .sld(),
        StyleTemplates.outline("basisdistrikt", new LocalText("Omrids", "Outlines")).sld());
  }

  /** The server. */
  public static DoorsServer server() {
    return SERVER;
  }

  /** A request by query, with what every request has. */
  static String kvp(String parameters) {
    return "/wmts?SERVICE=WMTS&VERSION=1.0.0&" + parameters;
  }

  /** A GetTile by query at the middle of district 101, as PNG. */
  static String tile(String more) {
    return kvp(
        "REQUEST=GetTile&LAYER="
            + LAYER
            + "&STYLE=&FORMAT=image/png&TILEMATRIXSET=View1&TILEMATRIX=10&TILEROW=780&TILECOL=1453"
            + more);
  }

  /** The picture at an address; fails when there is none. */
  public static BufferedImage picture(String path) {
    HttpResponse<byte[]> answer = SERVER.getBytes(path);
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (answer.statusCode() != 200 || !type.equals("image/png")) {
      throw new AssertionError(
          answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
    }
    try {
      return ImageIO.read(new ByteArrayInputStream(answer.body()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
