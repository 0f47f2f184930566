/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The geometries of a level or of an own layer, shared by its layers and kept over a swap when
 * unchanged; reprojected when first asked for, and then kept as long as {@link ReprojectedSets} has
 * room. Immutable to its users.
 */
public final class GeometrySet {

  private static final Logger LOG = LoggerFactory.getLogger(GeometrySet.class);

  /** Vertices whose reprojection takes about a tenth of a second. */
  private static final int LARGE = 100_000;

  private final String revision;
  private final int srid;
  private volatile String type;
  private final ReprojectedSets.Kept stored;
  private final ConcurrentHashMap<Integer, ReprojectedSets.Kept> reprojected =
      new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Integer, Envelope> extents = new ConcurrentHashMap<>();

  /**
   * @param revision changes when a geometry does
   * @param srid EPSG code of the given geometries
   * @param geometries null where a feature has none
   */
  public GeometrySet(String revision, int srid, List<Geometry> geometries) {
    this.revision = revision;
    this.srid = srid;
    this.stored = new ReprojectedSets.Kept(geometries.toArray(Geometry[]::new));
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
    return stored.geometries().length;
  }

  /**
   * A geometry, x before y, in the given system; null if it has none, or cannot be expressed in it.
   * Callers must not change it.
   */
  public Geometry geometry(int index, int targetSrid) {
    return in(targetSrid).geometries()[index];
  }

  /**
   * What lives exactly as long as the geometries in this system are kept: the key under which to
   * keep what is made from them.
   */
  public Object lifetime(int targetSrid) {
    return in(targetSrid);
  }

  /**
   * The extent of all geometries in the given system; null envelope when there are none. Of a large
   * set in another system than its own it is the box of its own extent, and so may be a little
   * larger: a list of layers must not cost a reprojection of them all.
   */
  public Envelope extent(int targetSrid) {
    return new Envelope(extents.computeIfAbsent(targetSrid, this::findExtent));
  }

  private Envelope findExtent(int target) {
    if (target != srid && !reprojected.containsKey(target) && stored.vertices() > LARGE) {
      Envelope own = extent(srid);
      try {
        Envelope box = Reprojection.transform(own, srid, target);
        if (Double.isFinite(box.getWidth()) && Double.isFinite(box.getHeight())) {
          return box;
        }
      } catch (IllegalArgumentException e) {
        LOG.debug("Not all of {} can be expressed in EPSG:{}", own, target, e);
      }
    }
    Envelope all = new Envelope();
    for (Geometry geometry : in(target).geometries()) {
      if (geometry != null) {
        all.expandToInclude(geometry.getEnvelopeInternal());
      }
    }
    return all;
  }

  /**
   * The type that all geometries have, as simple features call it; {@code Geometry} when they
   * differ, or there are none.
   */
  public String type() {
    String found = type;
    if (found == null) {
      List<String> types =
          Arrays.stream(stored.geometries())
              .filter(Objects::nonNull)
              .map(Geometry::getGeometryType)
              .distinct()
              .limit(2)
              .toList();
      found = types.size() == 1 ? types.get(0) : "Geometry";
      type = found;
    }
    return found;
  }

  private ReprojectedSets.Kept in(int targetSrid) {
    if (targetSrid == srid) {
      return stored;
    }
    ReprojectedSets.Kept ready = reprojected.get(targetSrid);
    if (ready == null) {
      ready = reprojected.computeIfAbsent(targetSrid, this::reproject);
      ReprojectedSets.keep(reprojected, targetSrid, ready);
    }
    ready.use();
    return ready;
  }

  private ReprojectedSets.Kept reproject(int target) {
    Geometry[] source = stored.geometries();
    Geometry[] made = new Geometry[source.length];
    int lost = 0;
    for (int i = 0; i < made.length; i++) {
      made[i] = source[i] == null ? null : Reprojection.expressed(source[i], srid, target);
      lost += source[i] != null && made[i] == null ? 1 : 0;
    }
    if (lost > 0) {
      LOG.warn(
          "{} of {} geometries of {} cannot be expressed in EPSG:{} and are left out there",
          lost,
          made.length,
          revision,
          target);
    }
    return new ReprojectedSets.Kept(made);
  }
}
