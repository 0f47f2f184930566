/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * The geometries of a level, shared by its layers and kept over a swap when unchanged; reprojected
 * when first asked for, and then kept. Immutable to its users.
 */
public final class GeometrySet {

  private final String revision;
  private final int srid;
  private final ConcurrentHashMap<Integer, Geometry[]> bySystem = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Integer, Envelope> extents = new ConcurrentHashMap<>();
  private final int size;

  /**
   * @param revision changes when a geometry does
   * @param srid EPSG code of the given geometries
   * @param geometries null where a feature has none
   */
  public GeometrySet(String revision, int srid, List<Geometry> geometries) {
    this.revision = revision;
    this.srid = srid;
    this.size = geometries.size();
    bySystem.put(srid, geometries.toArray(Geometry[]::new));
  }

  /** Changes when a geometry does. */
  public String revision() {
    return revision;
  }

  /** EPSG code that the geometries are stored in. */
  public int srid() {
    return srid;
  }

  /** The number of geometries. */
  public int size() {
    return size;
  }

  /**
   * A geometry, x before y, in the given system; null if it has none. Callers must not change it.
   */
  public Geometry geometry(int index, int targetSrid) {
    return in(targetSrid)[index];
  }

  /** The extent of all geometries in the given system; null envelope when there are none. */
  public Envelope extent(int targetSrid) {
    return new Envelope(
        extents.computeIfAbsent(
            targetSrid,
            target -> {
              Envelope all = new Envelope();
              for (Geometry geometry : in(target)) {
                if (geometry != null) {
                  all.expandToInclude(geometry.getEnvelopeInternal());
                }
              }
              return all;
            }));
  }

  private Geometry[] in(int targetSrid) {
    Geometry[] ready = bySystem.get(targetSrid);
    if (ready != null) {
      return ready;
    }
    return bySystem.computeIfAbsent(
        targetSrid,
        target -> {
          Geometry[] source = bySystem.get(srid);
          Geometry[] made = new Geometry[source.length];
          for (int i = 0; i < made.length; i++) {
            made[i] = source[i] == null ? null : Reprojection.transform(source[i], srid, target);
          }
          return made;
        });
  }
}
