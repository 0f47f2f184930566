/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import dk.socialbalance.publication.Reprojection;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.geotools.metadata.iso.citation.Citations;
import org.geotools.referencing.wkt.Formattable;

/** Coordinate systems as the content of a {@code .prj}. */
final class EsriWkt {

  private static final Properties KNOWN = known();

  private EsriWkt() {}

  private static Properties known() {
    try (Reader file =
        new InputStreamReader(
            EsriWkt.class.getResourceAsStream("esri-wkt.properties"), StandardCharsets.UTF_8)) {
      Properties known = new Properties();
      known.load(file);
      return known;
    } catch (IOException e) {
      throw new UncheckedIOException("esri-wkt.properties cannot be read", e);
    }
  }

  /**
   * The system: those that Denmark uses by ESRI's own names, others by OGC's (01-009). GeoTools has
   * a dialect of ESRI too, but confuses names of parameters in it.
   */
  static String of(int srid) {
    String stated = KNOWN.getProperty(Integer.toString(srid));
    return stated != null
        ? stated
        : ((Formattable) Reprojection.system(srid)).toWKT(Citations.OGC, 0);
  }
}
