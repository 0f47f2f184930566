/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

/** Numbers of filters: Long and Integer are exact, everything else is Double. */
final class Numbers {

  private Numbers() {}

  /**
   * Reads a number as filter languages write it.
   *
   * @throws NumberFormatException when it is none, or not finite
   */
  static Number parse(String text) {
    if (text.length() > 60 || !text.matches("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,5})?")) {
      throw new NumberFormatException();
    }
    if (text.matches("[-+]?\\d{1,18}")) {
      return Long.valueOf(text);
    }
    double number = Double.parseDouble(text);
    if (!Double.isFinite(number)) {
      throw new NumberFormatException();
    }
    return number;
  }

  /** A literal of a number that was read. */
  static Value literal(Number number, boolean negative) {
    if (number instanceof Long whole) {
      return new Value.Whole(negative ? -whole : whole);
    }
    return new Value.Real(negative ? -number.doubleValue() : number.doubleValue());
  }

  static int compare(Number a, Number b) {
    return whole(a) && whole(b)
        ? Long.compare(a.longValue(), b.longValue())
        // Adding 0.0 makes the negative zero an ordinary one.
        : Double.compare(a.doubleValue() + 0.0, b.doubleValue() + 0.0);
  }

  /** The result; null where there is none. */
  static Number apply(Value.ArithmeticOperator operator, Number a, Number b) {
    if (whole(a) && whole(b)) {
      Number exact = exact(operator, a.longValue(), b.longValue());
      if (exact != null) {
        return exact;
      }
    }
    double x = a.doubleValue();
    double y = b.doubleValue();
    double result =
        switch (operator) {
          case PLUS -> x + y;
          case MINUS -> x - y;
          case TIMES -> x * y;
          case DIVIDE -> x / y;
          case DIV -> x / y < 0 ? Math.ceil(x / y) : Math.floor(x / y);
          case MODULO -> x % y;
          case POWER -> Math.pow(x, y);
        };
    return Double.isFinite(result) ? result : null;
  }

  /** Whole results of whole numbers; null where only real numbers will do. */
  private static Long exact(Value.ArithmeticOperator operator, long a, long b) {
    try {
      return switch (operator) {
        case PLUS -> Math.addExact(a, b);
        case MINUS -> Math.subtractExact(a, b);
        case TIMES -> Math.multiplyExact(a, b);
        case DIV -> b == 0 || b == -1 ? null : Long.valueOf(a / b);
        case MODULO -> b == 0 || b == -1 ? null : Long.valueOf(a % b);
        case DIVIDE, POWER -> null;
      };
    } catch (ArithmeticException e) {
      // Too large for a long: the real numbers go on.
      return null;
    }
  }

  private static boolean whole(Number number) {
    return number instanceof Long || number instanceof Integer;
  }
}
