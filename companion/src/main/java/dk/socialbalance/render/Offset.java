/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.util.function.IntToDoubleFunction;
import org.geotools.api.style.AnchorPoint;
import org.geotools.api.style.Displacement;

/** Where a symbol or label stands beside its point: anchor (0 to 1, from bottom left) and shift. */
final class Offset {

  private static final double MOST = 4096;

  private final IntToDoubleFunction anchorX;
  private final IntToDoubleFunction anchorY;
  private final IntToDoubleFunction x;
  private final IntToDoubleFunction y;

  private Offset(
      IntToDoubleFunction anchorX,
      IntToDoubleFunction anchorY,
      IntToDoubleFunction x,
      IntToDoubleFunction y) {
    this.anchorX = anchorX;
    this.anchorY = anchorY;
    this.x = x;
    this.y = y;
  }

  /** Centred on the point where nothing is said. */
  static Offset of(AnchorPoint anchor, Displacement displacement, Parameters parameters) {
    return new Offset(
        parameters.number(anchor == null ? null : anchor.getAnchorPointX(), 0.5),
        parameters.number(anchor == null ? null : anchor.getAnchorPointY(), 0.5),
        parameters.length(displacement == null ? null : displacement.getDisplacementX(), 0, MOST),
        parameters.length(displacement == null ? null : displacement.getDisplacementY(), 0, MOST));
  }

  double anchorX(int row) {
    return Math.max(-10, Math.min(10, orZero(anchorX.applyAsDouble(row))));
  }

  double anchorY(int row) {
    return Math.max(-10, Math.min(10, orZero(anchorY.applyAsDouble(row))));
  }

  /** To the right, pixels of the picture. */
  double x(int row) {
    return orZero(x.applyAsDouble(row));
  }

  /** Upwards, pixels of the picture. */
  double y(int row) {
    return orZero(y.applyAsDouble(row));
  }

  private static double orZero(double number) {
    return Double.isNaN(number) ? 0 : number;
  }
}
