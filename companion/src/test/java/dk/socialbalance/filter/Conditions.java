/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Random conditions on places.csv that CQL2 can say. */
final class Conditions {

  private final Random random;

  Conditions(Random random) {
    this.random = random;
  }

  Condition any(int depth) {
    return switch (random.nextInt(depth > 0 ? 11 : 8)) {
      case 0 ->
          new Condition.Compare(one(Condition.Operator.values()), value(depth), value(depth), true);
      case 1 -> new Condition.Like(text(depth), pattern(depth), '%', '_', '\\', true);
      case 2 -> new Condition.IsNull(value(depth));
      case 3 -> Part.between(value(depth), value(depth), value(depth));
      case 4 ->
          Part.in(
              value(depth),
              IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(i -> value(depth)).toList());
      case 5 -> new Condition.Spatial(one(Condition.SpatialOperator.values()), shape(), shape());
      case 6 -> new Condition.Temporal(one(Condition.TemporalOperator.values()), time(), time());
      case 7 -> random.nextBoolean() ? new Condition.HasNoGeometry() : constant();
      case 8 -> new Condition.Not(any(depth - 1));
      case 9 -> new Condition.And(several(depth - 1));
      default -> new Condition.Or(several(depth - 1));
    };
  }

  private Condition constant() {
    return new Condition.Constant(random.nextBoolean());
  }

  private List<Condition> several(int depth) {
    return IntStream.rangeClosed(0, 1 + random.nextInt(2)).mapToObj(i -> any(depth)).toList();
  }

  @SafeVarargs
  private <T> T one(T... of) {
    return of[random.nextInt(of.length)];
  }

  private Value value(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0, 1 -> new Value.Property(one("navn", "antal", "andel", "aktiv", "fra"));
      case 2 -> new Value.Whole(random.nextInt(2000) - 1000);
      case 3 -> new Value.Real(random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10));
      case 4 -> new Value.Text(one("", "Ærø", "O'Neil", "a\\b", "''", "50%_", "x\ty\n", "𝄞"));
      case 5 -> new Value.Day(LocalDate.ofEpochDay(random.nextInt(30_000)));
      case 6 -> new Value.Moment(Instant.ofEpochMilli(random.nextInt()));
      case 7 ->
          new Value.Arithmetic(
              one(Value.ArithmeticOperator.values()), value(depth - 1), value(depth - 1));
      default -> text(depth);
    };
  }

  private Value text(int depth) {
    return depth > 0 && random.nextBoolean()
        ? new Value.Folded(
            one(Value.TextFunction.CASEI, Value.TextFunction.ACCENTI), text(depth - 1))
        : new Value.Property("navn");
  }

  private Value pattern(int depth) {
    return depth > 0 && random.nextBoolean()
        ? new Value.Folded(Value.TextFunction.CASEI, pattern(depth - 1))
        : new Value.Text(one("%", "a_b%", "\\%\\_", "O'N%", "Æ\\\\"));
  }

  private Shape shape() {
    return random.nextBoolean()
        ? new Shape.Feature()
        : new Shape.Literal(
            Places.geometry(
                one(
                    "POINT (1 2)",
                    "LINESTRING (0 0, -1.5 2.25)",
                    "POLYGON ((0 0, 9 0, 9 9, 0 0), (5 1, 6 1, 6 2, 5 1))",
                    "MULTIPOINT ((1 2), (3 4))",
                    "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))",
                    "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
                    "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))")),
            25832);
  }

  private Time time() {
    return new Time(new Value.Property("fra"), one(null, new Value.Property("til")));
  }
}
