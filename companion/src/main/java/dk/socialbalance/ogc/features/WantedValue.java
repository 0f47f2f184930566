/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.publication.Layer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.function.IntPredicate;

/**
 * A queryable as query parameter (OGC API Features Part 3, requirements class
 * queryables-query-parameters): the rows whose attribute equals the given value.
 */
final class WantedValue {

  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  private WantedValue() {}

  /** The condition, the value read by the attribute's type. */
  static IntPredicate of(Layer layer, Layer.Attribute attribute, String text) {
    int index = layer.attribute(attribute.name());
    return switch (attribute.type()) {
      case TEXT -> row -> text.equals(layer.value(row, index));
      case INTEGER, BIGINT -> {
        long wanted = wholeNumber(attribute, text);
        yield row ->
            layer.value(row, index) instanceof Number number && number.longValue() == wanted;
      }
      case DOUBLE -> {
        double wanted = number(attribute, text);
        yield row ->
            layer.value(row, index) instanceof Double number && number.doubleValue() == wanted;
      }
      case BOOLEAN -> {
        Boolean wanted = truth(attribute, text);
        yield row -> wanted.equals(layer.value(row, index));
      }
      case DATE -> {
        LocalDate wanted = day(attribute, text);
        yield row -> wanted.equals(layer.value(row, index));
      }
      case TIMESTAMP -> {
        Object wanted = moment(attribute, text);
        yield row -> wanted.equals(layer.value(row, index));
      }
    };
  }

  private static long wholeNumber(Layer.Attribute attribute, String text) {
    if (!text.matches("[+-]?\\d{1,19}") || new BigInteger(text).abs().compareTo(LARGEST) > 0) {
      throw wrong(attribute, "a whole number");
    }
    return Long.parseLong(text);
  }

  private static double number(Layer.Attribute attribute, String text) {
    if (text.length() > 40 || !text.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?")) {
      throw wrong(attribute, "a number with a decimal point");
    }
    double number = new BigDecimal(text).doubleValue();
    if (Double.isInfinite(number)) {
      throw wrong(attribute, "a number of at most 1.79e308");
    }
    return number;
  }

  private static Boolean truth(Layer.Attribute attribute, String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw wrong(attribute, "true or false");
    }
    return Boolean.valueOf(text);
  }

  private static LocalDate day(Layer.Attribute attribute, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw wrong(attribute, "a date such as 2018-03-01");
    }
  }

  private static Object moment(Layer.Attribute attribute, String text) {
    try {
      // A plus sign that was not encoded arrives as a blank.
      return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    } catch (DateTimeException e) {
      throw wrong(attribute, "a time such as 2018-03-01T00:00:00Z");
    }
  }

  private static ProblemException wrong(Layer.Attribute attribute, String expected) {
    return ProblemException.badRequest(
        "Parameter '" + attribute.name() + "' must be " + expected + ".");
  }
}
