/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a text filter, with a place to go on from. CQL2 and ECQL have names, numbers and
 * symbols in common; what differs is said by {@link Dialect}.
 */
final class CqlTokens {

  /** Longest filter, in characters. */
  static final int MAX_LENGTH = 65_536;

  /** What kind of word. */
  enum Kind {
    NAME,
    /** A name between double quotes, which is never a keyword. */
    QUOTED_NAME,
    TEXT,
    NUMBER,
    /** A time without quotes, as ECQL has it. */
    TIME,
    SYMBOL,
    END
  }

  /** Where the two languages' words differ. */
  enum Dialect {
    /** A backslash escapes within a text (21-065r2, /req/cql2-text/escaping). */
    CQL2,
    /** Times stand without quotes. */
    ECQL
  }

  /**
   * A word.
   *
   * @param text of a text: without its quotes, with {@code \\} left as it is
   * @param at first character, from 0
   */
  record Token(Kind kind, String text, int at) {

    boolean is(String word) {
      return kind == Kind.SYMBOL && text.equals(word)
          || kind == Kind.NAME && text.equalsIgnoreCase(word);
    }

    private String shown() {
      return kind == Kind.END ? "the end" : "'" + FilterException.shown(text) + "'";
    }
  }

  private static final Pattern NUMBER =
      Pattern.compile("(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d++)?");
  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}(?:[tT]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d++)?)?)?"
              + "(?:[zZ]|[+-]\\d{2}:?\\d{2})?(?![\\w-])");
  private static final List<String> SYMBOLS =
      List.of(
          "<>", "<=", ">=", "!=", "=", "<", ">", "(", ")", "[", "]", ",", "+", "-", "*", "/", "%",
          "^", ";");
  private static final String CONTROLS = "abtnvfr";
  private static final String CONTROL_CHARACTERS = "\u0007\b\t\n\u000B\f\r";

  private final String source;
  private final Dialect dialect;
  private final List<Token> tokens = new ArrayList<>();
  private int next;

  /**
   * Takes a filter apart.
   *
   * @throws FilterException when it is too long or has a character that begins no word
   */
  CqlTokens(String source, Dialect dialect) {
    if (source.length() > MAX_LENGTH) {
      throw FilterException.wrong(
          "The filter is longer than "
              + MAX_LENGTH
              + " characters; this one has "
              + source.length()
              + ".");
    }
    this.source = source;
    this.dialect = dialect;
    int at = 0;
    while (at < source.length()) {
      int point = source.codePointAt(at);
      if (Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85) {
        at += Character.charCount(point);
      } else {
        at = word(at, point);
      }
    }
    tokens.add(new Token(Kind.END, "", source.length()));
  }

  private int word(int at, int point) {
    if (point == '\'') {
      return text(at);
    }
    if (point == '"') {
      return quotedName(at);
    }
    if (startsName(point)) {
      int end = at;
      while (end < source.length() && goesOnName(source.codePointAt(end))) {
        end += Character.charCount(source.codePointAt(end));
      }
      return add(Kind.NAME, at, end);
    }
    if (dialect == Dialect.ECQL) {
      Matcher time = TIME.matcher(source).region(at, source.length());
      if (time.lookingAt()) {
        return add(Kind.TIME, at, time.end());
      }
    }
    Matcher number = NUMBER.matcher(source).region(at, source.length());
    if (number.lookingAt()) {
      return add(Kind.NUMBER, at, number.end());
    }
    for (String symbol : SYMBOLS) {
      if (source.startsWith(symbol, at)) {
        return add(Kind.SYMBOL, at, at + symbol.length());
      }
    }
    throw wrong(at, "'" + Character.toString(point) + "' begins nothing that a filter may have.");
  }

  private int add(Kind kind, int from, int to) {
    tokens.add(new Token(kind, source.substring(from, to), from));
    return to;
  }

  private int text(int start) {
    StringBuilder text = new StringBuilder();
    int at = start + 1;
    while (at < source.length()) {
      char c = source.charAt(at++);
      char after = at < source.length() ? source.charAt(at) : 0;
      if (c == '\'' && after == '\'') {
        text.append(c);
        at++;
      } else if (c == '\'') {
        tokens.add(new Token(Kind.TEXT, text.toString(), start));
        return at;
      } else if (c == '\\' && dialect == Dialect.CQL2 && at < source.length()) {
        int control = CONTROLS.indexOf(after);
        if (control >= 0) {
          text.append(CONTROL_CHARACTERS.charAt(control));
        } else if (after == '\'') {
          text.append(after);
        } else {
          text.append(c).append(after);
        }
        at++;
      } else {
        text.append(c);
      }
    }
    throw wrong(start, "this text has no closing quote (').");
  }

  private int quotedName(int start) {
    StringBuilder name = new StringBuilder();
    int at = start + 1;
    while (at < source.length()) {
      char c = source.charAt(at++);
      if (c != '"') {
        name.append(c);
      } else if (at < source.length() && source.charAt(at) == '"') {
        name.append(c);
        at++;
      } else {
        tokens.add(new Token(Kind.QUOTED_NAME, name.toString(), start));
        return at;
      }
    }
    throw wrong(start, "this name has no closing double quote (\").");
  }

  /** The rule identifierStart of 21-065r2, annex B. */
  private static boolean startsName(int c) {
    return c == ':'
        || c == '_'
        || c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c >= 0xC0 && c <= 0x2FF && c != 0xD7 && c != 0xF7
        || c >= 0x370 && c <= 0x1FFE && c != 0x37E && c != 0x1680
        || c == 0x200C
        || c == 0x200D
        || c >= 0x2070 && c <= 0x218F
        || c >= 0x2C00 && c <= 0x2FEF
        || c >= 0x3001 && c <= 0xD7FF
        || c >= 0xF900 && c <= 0xFDCF
        || c >= 0xFDF0 && c <= 0xFFFD
        || c >= 0x10000 && c <= 0xEFFFF;
  }

  private static boolean goesOnName(int c) {
    return startsName(c)
        || c == '.'
        || c >= '0' && c <= '9'
        || c >= 0x300 && c <= 0x36F
        || c == 0x203F
        || c == 0x2040;
  }

  /** The word to be read next. */
  Token peek() {
    return tokens.get(next);
  }

  /** A word further on; the end when there is none. */
  Token peek(int ahead) {
    return tokens.get(Math.min(next + ahead, tokens.size() - 1));
  }

  /** The next word, taken. */
  Token take() {
    Token token = tokens.get(next);
    if (token.kind() != Kind.END) {
      next++;
    }
    return token;
  }

  /** Whether the next words are these; if so they are taken. */
  boolean took(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!peek(i).is(words[i])) {
        return false;
      }
    }
    next += words.length;
    return true;
  }

  /** Takes this word, or refuses. */
  void need(String word) {
    if (!took(word)) {
      throw expected("'" + word + "'");
    }
  }

  /** Takes a word of this kind, or refuses. */
  Token need(Kind kind, String words) {
    if (peek().kind() != kind) {
      throw expected(words);
    }
    return take();
  }

  /** A number, with its sign. */
  double number() {
    boolean negative = took("-");
    if (!negative) {
      took("+");
    }
    double number = number(need(Kind.NUMBER, "a number")).doubleValue();
    return negative ? -number : number;
  }

  /** The value of a word that is a number. */
  Number number(Token token) {
    try {
      return Numbers.parse(token.text());
    } catch (NumberFormatException e) {
      throw wrong(token, "'" + FilterException.shown(token.text()) + "' is too large a number.");
    }
  }

  /** The refusal of the next word. */
  FilterException expected(String what) {
    return wrong(peek(), "expected " + what + ", found " + peek().shown() + ".");
  }

  FilterException wrong(Token token, String message) {
    return wrong(token.at(), message);
  }

  private FilterException wrong(int at, String message) {
    return FilterException.wrong(place(at) + message);
  }

  FilterException unsupported(Token token, String message) {
    return FilterException.unsupported(place(token) + message);
  }

  /** Where a word stands, for people: counted from 1. */
  String place(Token token) {
    return place(token.at());
  }

  private String place(int at) {
    String before = source.substring(0, at);
    int lines = (int) before.chars().filter(c -> c == '\n').count();
    int column = at - before.lastIndexOf('\n');
    return (source.indexOf('\n') < 0 ? "" : "Line " + (lines + 1) + ", ")
        + (source.indexOf('\n') < 0 ? "Character " : "character ")
        + column
        + ": ";
  }
}
