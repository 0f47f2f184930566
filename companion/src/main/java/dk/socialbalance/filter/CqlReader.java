/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import dk.socialbalance.filter.CqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the text languages have in common: AND, OR and NOT, names, bounds, places of errors. */
abstract class CqlReader {

  final CqlTokens tokens;
  final Vocabulary vocabulary;
  private int conditions;

  CqlReader(CqlTokens tokens, Vocabulary vocabulary) {
    this.tokens = tokens;
    this.vocabulary = vocabulary;
  }

  /** What NOT stands before; a part that is no condition where no operator follows it. */
  abstract Part predicate(int depth);

  /** What stands beside a sign of comparison. */
  abstract Part sum(int depth);

  /** The whole filter. */
  Condition whole() {
    Token first = tokens.peek();
    Part all = or(0);
    if (tokens.peek().kind() != CqlTokens.Kind.END) {
      throw tokens.expected("AND, OR or the end");
    }
    return at(first, all::condition);
  }

  /** Whatever is made; an error is told with its place. */
  <T> T at(Token token, Supplier<T> made) {
    try {
      return made.get();
    } catch (FilterException e) {
      String message = tokens.place(token) + e.getMessage();
      throw e.isUnsupported()
          ? FilterException.unsupported(message)
          : FilterException.wrong(message);
    }
  }

  Part is(Token token, Condition condition) {
    if (++conditions > Condition.MAX_CONDITIONS) {
      throw tokens.wrong(
          token, "the filter has more than " + Condition.MAX_CONDITIONS + " conditions.");
    }
    return new Part.Is(condition);
  }

  Part or(int depth) {
    if (depth > Condition.MAX_DEPTH) {
      throw FilterException.tooDeep();
    }
    Token first = tokens.peek();
    Part part = and(depth);
    if (!tokens.peek().is("OR")) {
      return part;
    }
    List<Condition> all = new ArrayList<>(List.of(at(first, part::condition)));
    while (tokens.took("OR")) {
      Token token = tokens.peek();
      all.add(at(token, and(depth)::condition));
    }
    return is(first, new Condition.Or(all));
  }

  private Part and(int depth) {
    Token first = tokens.peek();
    Part part = not(depth);
    if (!tokens.peek().is("AND")) {
      return part;
    }
    List<Condition> all = new ArrayList<>(List.of(at(first, part::condition)));
    while (tokens.took("AND")) {
      Token token = tokens.peek();
      all.add(at(token, not(depth)::condition));
    }
    return is(first, new Condition.And(all));
  }

  private Part not(int depth) {
    if (depth > Condition.MAX_DEPTH) {
      throw FilterException.tooDeep();
    }
    Token token = tokens.peek();
    if (!tokens.took("NOT")) {
      return predicate(depth);
    }
    Token inside = tokens.peek();
    Part one = not(depth + 1);
    return is(token, new Condition.Not(at(inside, one::condition)));
  }

  /** A value is one of several, each of which is a condition. */
  Part in(Token operator, Value value, List<Value> several) {
    conditions += several.size();
    return is(operator, at(operator, () -> Part.in(value, several)));
  }

  static Part negated(boolean not, Part part) {
    return not ? new Part.Is(new Condition.Not(part.condition())) : part;
  }

  Value value(int depth) {
    Token token = tokens.peek();
    return at(token, sum(depth)::value);
  }

  Part property(Token token) {
    String name = at(token, () -> vocabulary.property(token.text()));
    return name.equals(Vocabulary.GEOMETRY)
        ? new Part.Lies(new Shape.Feature())
        : new Part.Has(new Value.Property(name));
  }
}
