/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import dk.socialbalance.filter.RowCondition.Truth;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Reprojection;
import java.util.function.Function;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;
import org.locationtech.jts.operation.relateng.RelateNG;
import org.locationtech.jts.operation.relateng.RelatePredicate;
import org.locationtech.jts.operation.relateng.TopologyPredicate;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/**
 * Spatial conditions on a layer's rows; each geometry is looked at once, however many rows have it.
 */
final class Shapes {

  private static final int WGS84 = 4326;

  private final Layer layer;

  Shapes(Layer layer) {
    this.layer = layer;
  }

  RowCondition missing() {
    needGeometry();
    return row -> Truth.of(layer.geometry(row, layer.nativeSrid()) == null);
  }

  RowCondition relation(Condition.Spatial spatial) {
    Condition.SpatialOperator operator = spatial.operator();
    if (spatial.left() instanceof Shape.Literal one
        && spatial.right() instanceof Shape.Literal other) {
      needValid(one.geometry());
      needValid(other.geometry());
      Geometry second = in(one.srid(), other);
      Truth truth = Truth.of(RelateNG.relate(one.geometry(), second, predicate(operator)));
      return row -> truth;
    }
    needGeometry();
    if (spatial.left() instanceof Shape.Feature && spatial.right() instanceof Shape.Feature) {
      return each(layer.nativeSrid(), own -> RelateNG.relate(own, own, predicate(operator)));
    }
    boolean literalFirst = spatial.left() instanceof Shape.Literal;
    Shape.Literal literal = (Shape.Literal) (literalFirst ? spatial.left() : spatial.right());
    needValid(literal.geometry());
    // The literal is prepared once and stands first, so the question is turned where it stood last.
    Condition.SpatialOperator asked = literalFirst ? operator : turned(operator);
    RelateNG prepared = RelateNG.prepare(literal.geometry());
    return each(literal.srid(), own -> prepared.evaluate(own, predicate(asked)));
  }

  /** The operator that holds for (b, a) where this one holds for (a, b). */
  private static Condition.SpatialOperator turned(Condition.SpatialOperator operator) {
    return switch (operator) {
      case CONTAINS -> Condition.SpatialOperator.WITHIN;
      case WITHIN -> Condition.SpatialOperator.CONTAINS;
      default -> operator;
    };
  }

  private static TopologyPredicate predicate(Condition.SpatialOperator operator) {
    return switch (operator) {
      case INTERSECTS -> RelatePredicate.intersects();
      case DISJOINT -> RelatePredicate.disjoint();
      case EQUALS -> RelatePredicate.equalsTopo();
      case CONTAINS -> RelatePredicate.contains();
      case WITHIN -> RelatePredicate.within();
      case TOUCHES -> RelatePredicate.touches();
      case CROSSES -> RelatePredicate.crosses();
      case OVERLAPS -> RelatePredicate.overlaps();
    };
  }

  RowCondition near(Condition.Near near) {
    needGeometry();
    if (near.left() instanceof Shape.Literal == near.right() instanceof Shape.Literal) {
      throw FilterException.wrong("A distance is measured from the feature to a given geometry.");
    }
    Shape.Literal literal =
        (Shape.Literal) (near.left() instanceof Shape.Literal ? near.left() : near.right());
    boolean degrees = Reprojection.system(layer.nativeSrid()) instanceof GeographicCRS;
    int srid = degrees ? WGS84 : layer.nativeSrid();
    needValid(literal.geometry());
    Geometry there = in(srid, literal);
    if (there.isEmpty()) {
      return each(srid, own -> false);
    }
    // Both are prepared once, so that a long line costs little more than a short one.
    RelateNG touching = RelateNG.prepare(there);
    IndexedFacetDistance edges = new IndexedFacetDistance(there);
    return each(
        srid,
        own ->
            touching.evaluate(own, RelatePredicate.intersects())
                || (degrees
                    ? onGround(edges.nearestPoints(own)) <= near.metres()
                    : edges.isWithinDistance(own, near.metres())));
  }

  private static Geometry in(int srid, Shape.Literal literal) {
    Geometry made = Reprojection.expressed(literal.geometry(), literal.srid(), srid);
    if (made == null) {
      throw FilterException.wrong(
          "The filter's geometry lies so far away that EPSG:" + srid + " has no place for it.");
    }
    return made;
  }

  /** Metres between the two points that are nearest in longitude and latitude. */
  private static double onGround(Coordinate[] nearest) {
    try {
      return JTS.orthodromicDistance(nearest[0], nearest[1], DefaultGeographicCRS.WGS84);
    } catch (TransformException e) {
      throw new IllegalArgumentException("No distance on the ground", e);
    }
  }

  /**
   * Refuses what the relations are not defined for, such as a polygon that crosses itself.
   *
   * @throws FilterException when the geometry is not valid (OGC 06-103r4)
   */
  static void needValid(Geometry literal) {
    TopologyValidationError error = new IsValidOp(literal).getValidationError();
    if (error != null) {
      throw FilterException.wrong(
          "The filter's geometry is not valid: "
              + error.getMessage()
              + " at x "
              + error.getCoordinate().x
              + ", y "
              + error.getCoordinate().y
              + ".");
    }
  }

  /** A condition on the geometry, found out at most once for each. */
  private RowCondition each(int srid, Function<Geometry, Boolean> holds) {
    Truth[] found = new Truth[layer.geometries().size()];
    return row -> {
      int index = layer.geometryIndex(row);
      if (found[index] == null) {
        Geometry own = layer.geometries().geometry(index, srid);
        found[index] = own == null || own.isEmpty() ? Truth.UNKNOWN : Truth.of(holds.apply(own));
      }
      return found[index];
    };
  }

  private void needGeometry() {
    if (!layer.hasGeometry()) {
      throw FilterException.wrong(layer.name() + " has no geometry.");
    }
  }
}
