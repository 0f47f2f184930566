/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A GeoPackage or a zipped shapefile from a door, read by GDAL. */
public final class FileFromDoor {

  private FileFromDoor() {}

  /**
   * The features of the file's only layer, coordinates as they stand in the file.
   *
   * @param ending {@code gpkg} or {@code shp} (zipped)
   * @param home a folder for the file
   */
  public static List<JsonNode> features(byte[] file, String ending, Path home)
      throws IOException, InterruptedException {
    boolean zipped = ending.equals("shp");
    Path path = Files.createTempFile(home, "door", zipped ? ".zip" : "." + ending);
    Files.write(path, file);
    String source = (zipped ? "/vsizip/" : "") + path;
    Gdal gdal = new Gdal(home);
    String name =
        gdal.run("ogrinfo", "-ro", "-q", source)
            .lines()
            .findFirst()
            .orElseThrow()
            .replaceAll("1: (\\S+).*", "$1");
    List<JsonNode> features = new ArrayList<>();
    gdal.features(source, name).forEach(features::add);
    return features;
  }
}
