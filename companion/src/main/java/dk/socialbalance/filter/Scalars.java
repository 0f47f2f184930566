/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import dk.socialbalance.filter.RowCondition.Truth;
import dk.socialbalance.publication.Layer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.IntFunction;

/** Values and comparisons on a layer's rows, by type. */
final class Scalars {

  /** The types that are told apart; all numbers are one. */
  enum Kind {
    TEXT("a text"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    MOMENT("a moment"),
    DAY("a day"),
    UNTYPED("a literal");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    boolean isTime() {
      return this == MOMENT || this == DAY;
    }
  }

  /**
   * A value of each row.
   *
   * @param at String, Long or Double, Boolean, Instant, LocalDate by kind; null where missing
   */
  record Typed(Kind kind, IntFunction<Object> at) {}

  private final Layer layer;

  Scalars(Layer layer) {
    this.layer = layer;
  }

  RowCondition holds(Value value) {
    Typed typed = as(bind(value, 0), Kind.BOOLEAN);
    if (typed.kind() != Kind.BOOLEAN) {
      throw FilterException.wrong("A condition by itself must be true or false.");
    }
    return row -> {
      Object known = typed.at().apply(row);
      return known == null ? Truth.UNKNOWN : Truth.of((Boolean) known);
    };
  }

  RowCondition isNull(Value value) {
    Typed typed = bind(value, 0);
    return row -> Truth.of(typed.at().apply(row) == null);
  }

  RowCondition compare(Condition.Compare compare) {
    Typed left = bind(compare.left(), 0);
    Typed right = bind(compare.right(), 0);
    left = as(asTime(compare.left(), left, right.kind()), right.kind());
    right = as(asTime(compare.right(), right, left.kind()), left.kind());
    if (left.kind() != right.kind() && !(left.kind().isTime() && right.kind().isTime())) {
      throw FilterException.wrong(
          "Compared must be what is of one kind; here is "
              + left.kind().words
              + " beside "
              + right.kind().words
              + ".");
    }
    if (left.kind() == Kind.BOOLEAN
        && compare.operator() != Condition.Operator.EQUAL
        && compare.operator() != Condition.Operator.NOT_EQUAL) {
      throw FilterException.wrong("True and false have no order; they are compared with = and <>.");
    }
    boolean fold = !compare.matchCase() && left.kind() == Kind.TEXT;
    IntFunction<Object> a = fold ? folded(left.at()) : left.at();
    IntFunction<Object> b = fold ? folded(right.at()) : right.at();
    Condition.Operator operator = compare.operator();
    return row -> {
      Object one = a.apply(row);
      Object other = one == null ? null : b.apply(row);
      return other == null ? Truth.UNKNOWN : Truth.of(operator.holds(sign(one, other)));
    };
  }

  private static IntFunction<Object> folded(IntFunction<Object> text) {
    return row -> {
      Object value = text.apply(row);
      return value == null ? null : Texts.apply(Value.TextFunction.CASEI, (String) value);
    };
  }

  RowCondition like(Condition.Like like) {
    Typed text = as(bind(like.text(), 0), Kind.TEXT);
    if (text.kind() != Kind.TEXT) {
      throw FilterException.wrong(
          "Only a text is compared with a pattern; here is " + text.kind().words + ".");
    }
    String written = Texts.constant(like.pattern());
    boolean fold = !like.matchCase();
    LikePattern pattern =
        new LikePattern(
            fold ? Texts.apply(Value.TextFunction.CASEI, written) : written,
            like.many(),
            like.one(),
            like.escape());
    IntFunction<Object> at = fold ? folded(text.at()) : text.at();
    return row -> {
      Object value = at.apply(row);
      return value == null ? Truth.UNKNOWN : Truth.of(pattern.matches((String) value));
    };
  }

  /** The value on the layer's rows. */
  Typed bind(Value value, int depth) {
    if (depth > Condition.MAX_DEPTH) {
      throw FilterException.tooDeep();
    }
    if (value instanceof Value.Property property) {
      if (property.name().equals(Vocabulary.NOWHERE)) {
        return constant(Kind.TEXT, null);
      }
      if (property.name().equals(Vocabulary.ID)) {
        return new Typed(Kind.TEXT, layer::id);
      }
      int index = layer.attribute(property.name());
      if (index < 0) {
        throw FilterException.noProperty(property.name(), layer.name());
      }
      return new Typed(kind(index), row -> layer.value(row, index));
    }
    if (value instanceof Value.Arithmetic arithmetic) {
      return arithmetic(arithmetic, depth);
    }
    if (value instanceof Value.Folded folded) {
      Typed text = as(bind(folded.text(), depth + 1), Kind.TEXT);
      if (text.kind() != Kind.TEXT) {
        throw FilterException.wrong(
            folded.function() + " is a function of a text; here is " + text.kind().words + ".");
      }
      return new Typed(
          Kind.TEXT,
          row -> {
            Object known = text.at().apply(row);
            return known == null ? null : Texts.apply(folded.function(), (String) known);
          });
    }
    return literal(value);
  }

  private static Typed literal(Value value) {
    if (value instanceof Value.Text text) {
      return constant(Kind.TEXT, text.text());
    }
    if (value instanceof Value.Whole whole) {
      return constant(Kind.NUMBER, whole.number());
    }
    if (value instanceof Value.Real real) {
      return constant(Kind.NUMBER, real.number());
    }
    if (value instanceof Value.Bool bool) {
      return constant(Kind.BOOLEAN, bool.known());
    }
    if (value instanceof Value.Moment moment) {
      return constant(Kind.MOMENT, moment.instant());
    }
    if (value instanceof Value.Day day) {
      return constant(Kind.DAY, day.date());
    }
    if (value instanceof Value.Untyped untyped) {
      return constant(Kind.UNTYPED, untyped.text());
    }
    throw new IllegalStateException("No binding for " + value.getClass());
  }

  private static Typed constant(Kind kind, Object value) {
    return new Typed(kind, row -> value);
  }

  private Kind kind(int attribute) {
    return switch (layer.attributes().get(attribute).type()) {
      case TEXT -> Kind.TEXT;
      case INTEGER, BIGINT, DOUBLE -> Kind.NUMBER;
      case TIMESTAMP -> Kind.MOMENT;
      case DATE -> Kind.DAY;
      case BOOLEAN -> Kind.BOOLEAN;
    };
  }

  private Typed arithmetic(Value.Arithmetic arithmetic, int depth) {
    Typed left = as(bind(arithmetic.left(), depth + 1), Kind.NUMBER);
    Typed right = as(bind(arithmetic.right(), depth + 1), Kind.NUMBER);
    if (left.kind() != Kind.NUMBER || right.kind() != Kind.NUMBER) {
      throw FilterException.wrong(
          "Arithmetic is done with numbers; here is "
              + (left.kind() == Kind.NUMBER ? right : left).kind().words
              + ".");
    }
    Value.ArithmeticOperator operator = arithmetic.operator();
    return new Typed(
        Kind.NUMBER,
        row -> {
          Object a = left.at().apply(row);
          Object b = a == null ? null : right.at().apply(row);
          return b == null ? null : Numbers.apply(operator, (Number) a, (Number) b);
        });
  }

  /** Gives a literal without type the wanted one; everything else stays. */
  Typed as(Typed typed, Kind wanted) {
    if (typed.kind() != Kind.UNTYPED) {
      return typed;
    }
    String text = (String) typed.at().apply(0);
    String trimmed = text.trim();
    try {
      return switch (wanted) {
        case TEXT, UNTYPED -> constant(Kind.TEXT, text);
        case NUMBER -> constant(Kind.NUMBER, Numbers.parse(trimmed));
        case BOOLEAN -> constant(Kind.BOOLEAN, bool(trimmed));
        case MOMENT, DAY -> {
          Object time = time(trimmed);
          yield constant(time instanceof LocalDate ? Kind.DAY : Kind.MOMENT, time);
        }
      };
    } catch (NumberFormatException | DateTimeException e) {
      throw FilterException.wrong(
          "'" + FilterException.shown(text) + "' is not " + wanted.words + ".");
    }
  }

  /** A text literal beside a time is one (21-065r2, A.3, test in; /per/basic-cql2/type-casts). */
  private static Typed asTime(Value value, Typed typed, Kind beside) {
    return value instanceof Value.Text text && beside.isTime()
        ? constant(Kind.UNTYPED, text.text())
        : typed;
  }

  private static Boolean bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new NumberFormatException();
    };
  }

  /**
   * A {@link LocalDate} or {@link Instant} from ISO 8601, as the OWS and WFS write it: a blank may
   * stand for the T, a missing zone is UTC.
   *
   * @throws DateTimeException when it is none
   */
  static Object time(String text) {
    if (text.length() > 40) {
      throw new DateTimeException("Too long");
    }
    String iso = text.replace('/', '-').replace(' ', 'T');
    if (iso.matches("\\d{4}-\\d{2}-\\d{2}Z?")) {
      return LocalDate.parse(iso.substring(0, 10));
    }
    return iso.matches(".*(Z|[+-]\\d{2}:\\d{2})")
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
  }

  /** The sign of one minus other, both of one kind or both times. */
  static int sign(Object one, Object other) {
    if (one instanceof String text) {
      return text.compareTo((String) other);
    }
    if (one instanceof Number number) {
      return Numbers.compare(number, (Number) other);
    }
    if (one instanceof Boolean known) {
      return known.compareTo((Boolean) other);
    }
    if (one instanceof Instant a && other instanceof Instant b) {
      return a.compareTo(b);
    }
    return day(one).compareTo(day(other));
  }

  private static LocalDate day(Object time) {
    return time instanceof Instant instant
        ? instant.atOffset(ZoneOffset.UTC).toLocalDate()
        : (LocalDate) time;
  }
}
