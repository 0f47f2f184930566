/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import java.util.concurrent.ConcurrentHashMap;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.cs.AxisDirection;
import org.geotools.api.referencing.cs.CoordinateSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * Coordinates from one EPSG system to another, always x before y (east before north, longitude
 * before latitude). The axis order of a standard or a spelling is the business of {@code
 * ogc.common}, at the edge.
 */
public final class Reprojection {

  /**
   * No place on Earth has coordinates beyond it, be they metres or degrees. GeoTools would try all
   * the same, and fail on the first of them with the text of its own warning.
   */
  private static final double BEYOND_EARTH = 1e9;

  private static final ConcurrentHashMap<Integer, CoordinateReferenceSystem> SYSTEMS =
      new ConcurrentHashMap<>();
  private static final ConcurrentHashMap<Integer, Boolean> NORTH_FIRST = new ConcurrentHashMap<>();
  private static final ConcurrentHashMap<Long, MathTransform> TRANSFORMS =
      new ConcurrentHashMap<>();

  private Reprojection() {}

  /**
   * The coordinate reference system with its axes x before y.
   *
   * @throws IllegalArgumentException when the code is unknown
   */
  public static CoordinateReferenceSystem system(int srid) {
    return SYSTEMS.computeIfAbsent(
        srid,
        code -> {
          try {
            return CRS.decode("EPSG:" + code, true);
          } catch (FactoryException e) {
            throw new IllegalArgumentException("Unknown coordinate system EPSG:" + code, e);
          }
        });
  }

  /**
   * Whether the authority puts north (latitude) before east (longitude), by its definition.
   *
   * @throws IllegalArgumentException when the code is unknown, or its axes are others than east and
   *     north
   */
  public static boolean northFirst(int srid) {
    return NORTH_FIRST.computeIfAbsent(
        srid,
        code -> {
          try {
            CoordinateSystem axes = CRS.decode("EPSG:" + code, false).getCoordinateSystem();
            AxisDirection first = axes.getAxis(0).getDirection();
            AxisDirection second = axes.getAxis(1).getDirection();
            if (first == AxisDirection.NORTH && second == AxisDirection.EAST) {
              return true;
            }
            if (first == AxisDirection.EAST && second == AxisDirection.NORTH) {
              return false;
            }
            throw new IllegalArgumentException(
                "The axes of EPSG:" + code + " do not point east and north");
          } catch (FactoryException e) {
            throw new IllegalArgumentException("Unknown coordinate system EPSG:" + code, e);
          }
        });
  }

  /** Whether coordinates of the system are degrees; else metres or another length. */
  public static boolean degrees(int srid) {
    return system(srid) instanceof GeographicCRS;
  }

  /** A new geometry in the target system; the given one when the systems are the same. */
  public static Geometry transform(Geometry geometry, int from, int to) {
    if (from == to) {
      return geometry;
    }
    try {
      needEarth(geometry.getEnvelopeInternal());
      return JTS.transform(geometry, between(from, to));
    } catch (TransformException e) {
      throw new IllegalArgumentException(
          "Coordinates cannot be expressed in EPSG:" + to + " (from EPSG:" + from + ")", e);
    }
  }

  /** As {@link #transform(Geometry, int, int)}, but null where the system has no such place. */
  public static Geometry expressed(Geometry geometry, int from, int to) {
    if (from == to) {
      return geometry;
    }
    try {
      needEarth(geometry.getEnvelopeInternal());
      Geometry made = JTS.transform(geometry, between(from, to));
      Envelope extent = made.getEnvelopeInternal();
      boolean finite =
          Double.isFinite(extent.getWidth())
              && Double.isFinite(extent.getHeight())
              && Double.isFinite(extent.getMinX() + extent.getMinY());
      return finite ? made : null;
    } catch (TransformException e) {
      return null; // beyond what the projection can show; the caller says so
    }
  }

  /** The envelope, its edges densified, in the target system. */
  public static Envelope transform(Envelope envelope, int from, int to) {
    if (from == to || envelope.isNull()) {
      return envelope;
    }
    try {
      needEarth(envelope);
      return JTS.transform(envelope, null, between(from, to), 10);
    } catch (TransformException e) {
      throw new IllegalArgumentException(
          "The extent cannot be expressed in EPSG:" + to + " (from EPSG:" + from + ")", e);
    }
  }

  private static void needEarth(Envelope extent) throws TransformException {
    if (Math.max(Math.abs(extent.getMinX()), Math.abs(extent.getMaxX())) > BEYOND_EARTH
        || Math.max(Math.abs(extent.getMinY()), Math.abs(extent.getMaxY())) > BEYOND_EARTH) {
      throw new TransformException("Coordinates that no place on Earth has");
    }
  }

  private static MathTransform between(int from, int to) {
    return TRANSFORMS.computeIfAbsent(
        ((long) from << 32) | to,
        key -> {
          try {
            return CRS.findMathTransform(system(from), system(to), true);
          } catch (FactoryException e) {
            throw new IllegalArgumentException("No way from EPSG:" + from + " to EPSG:" + to, e);
          }
        });
  }
}
