/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Words of the languages in any order, for a set time: a refusal in words or a filter that runs.
 */
class CqlFuzzTest {

  private static final Duration BUDGET = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private static final String[] WORDS = {
    "navn",
    "antal",
    "andel",
    "aktiv",
    "oprettet",
    "fra",
    "geom",
    "\"navn\"",
    "\"",
    "ukendt",
    "'a'",
    "'Æ'",
    "'%_'",
    "'\\",
    "'",
    "''",
    "1",
    "-1",
    "0",
    "1e300",
    "1e999",
    "99999999999999999999",
    ".5",
    "1.",
    "true",
    "false",
    "NULL",
    "=",
    "<>",
    "<",
    "<=",
    ">",
    ">=",
    "!=",
    "(",
    ")",
    "(",
    ")",
    "[",
    "]",
    ",",
    ",",
    "+",
    "-",
    "*",
    "/",
    "%",
    "^",
    "div",
    "AND",
    "OR",
    "NOT",
    "LIKE",
    "ILIKE",
    "BETWEEN",
    "IN",
    "IS",
    "IS NULL",
    "IS NOT NULL",
    "CASEI(",
    "ACCENTI(",
    "DATE('2016-01-01')",
    "TIMESTAMP('2016-01-01T00:00:00Z')",
    "INTERVAL('2016-01-01','..')",
    "INTERVAL(fra,til)",
    "DATE(",
    "INTERVAL(",
    "'..'",
    "2016-01-01T00:00:00Z",
    "2016-01-01",
    "P1Y",
    "T2H",
    "/",
    "BEFORE",
    "AFTER",
    "DURING",
    "TEQUALS",
    "OR DURING",
    "T_AFTER(",
    "T_DURING(",
    "S_INTERSECTS(geom,",
    "S_EQUALS(",
    "INTERSECTS(geom,",
    "DWITHIN(geom,",
    "BEYOND(",
    "BBOX(geom,",
    "BBOX(",
    "POINT(1 2)",
    "POINT(700010 6200010)",
    "LINESTRING(0 0,1 1)",
    "LINESTRING(0 0,0 0)",
    "POLYGON((0 0,2 2,2 0,0 2,0 0))",
    "POLYGON((0 0,0 0,0 0,0 0))",
    "POLYGON EMPTY",
    "POINT EMPTY",
    "MULTIPOINT(1 2,3 4)",
    "GEOMETRYCOLLECTION(",
    "POLYGON((",
    "Z",
    "SRID=4326;",
    "SRID=25832;",
    "700000",
    "6200000",
    "1 2",
    "meters",
    "kilometers",
    "INCLUDE",
    "EXCLUDE",
    "EXISTS",
    "DOES-NOT-EXIST",
    "RELATE(",
    "avg(",
    "A_EQUALS(",
    "\0",
    "\uD800",
    "𝄞",
    ";",
    "\n",
    "\u00A0"
  };

  private static final String[] JSON = {
    "\"=\"",
    "\"<>\"",
    "\"<\"",
    "\"and\"",
    "\"or\"",
    "\"not\"",
    "\"like\"",
    "\"in\"",
    "\"between\"",
    "\"isNull\"",
    "\"casei\"",
    "\"accenti\"",
    "\"+\"",
    "\"/\"",
    "\"div\"",
    "\"s_intersects\"",
    "\"s_equals\"",
    "\"t_after\"",
    "\"t_during\"",
    "\"a_equals\"",
    "\"avg\"",
    "5"
  };
  private static final String[] JSON_VALUES = {
    "{\"property\":\"navn\"}",
    "{\"property\":\"antal\"}",
    "{\"property\":\"geom\"}",
    "{\"property\":\"fra\"}",
    "{\"property\":\"aktiv\"}",
    "{\"property\":1}",
    "\"a\"",
    "\"%\"",
    "1",
    "-1.5",
    "1e400",
    "99999999999999999999",
    "true",
    "null",
    "[]",
    "{}",
    "[1,2]",
    "[\"a\",\"b\"]",
    "{\"date\":\"2016-01-01\"}",
    "{\"date\":\"x\"}",
    "{\"timestamp\":\"2016-01-01T00:00:00Z\"}",
    "{\"interval\":[\"..\",\"2016-01-01\"]}",
    "{\"interval\":[{\"property\":\"fra\"},\"..\"]}",
    "{\"bbox\":[0,0,1,1]}",
    "{\"bbox\":[2,0,1,1]}",
    "{\"type\":\"Point\",\"coordinates\":[1,2]}",
    "{\"type\":\"Point\",\"coordinates\":[]}",
    "{\"type\":\"Polygon\",\"coordinates\":[]}",
    "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}",
    "{\"type\":\"LineString\",\"coordinates\":[[0,0],[\"a\",1]]}",
    "{\"type\":\"GeometryCollection\",\"geometries\":[]}",
    "{\"type\":7}",
    "{",
    "}",
    ","
  };

  private enum Language {
    TEXT,
    JSON,
    ECQL
  }

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @ParameterizedTest
  @EnumSource
  void nothingButAFilterOrARefusal(Language language) {
    Places.selected(Cql2Text.parse("S_INTERSECTS(geom, POINT(1 2))", Places.NAMES));
    long end = System.nanoTime() + BUDGET.toNanos();
    int read = 0;
    int ran = 0;
    int refused = 0;
    while (System.nanoTime() < end) {
      String filter =
          language == Language.JSON ? json(0) : words(1 + random.nextInt(1 + random.nextInt(14)));
      if (random.nextInt(10) == 0) {
        filter = damaged(filter);
      }
      long before = System.nanoTime();
      try {
        Condition condition = parse(language, filter);
        read++;
        Places.selected(condition);
        ran++;
      } catch (FilterException e) {
        refused++;
        assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(1_000);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("Seed " + seed + ", " + language + ": " + filter, e);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .as("seed %d: %s", seed, filter)
          .isLessThan(LONGEST);
    }
    assertThat(List.of(read, ran, refused)).as("seed %d", seed).allMatch(count -> count > 20);
  }

  private static Condition parse(Language language, String filter) {
    return switch (language) {
      case TEXT -> Cql2Text.parse(filter, Places.NAMES);
      case JSON -> Cql2Json.parse(filter, Places.NAMES);
      case ECQL -> Ecql.parse(filter, Places.NAMES);
    };
  }

  private String words(int count) {
    StringBuilder filter = new StringBuilder();
    int open = 0;
    for (int i = 0; i < count; i++) {
      // Half of them begin as something that is a filter.
      String word =
          i == 0 && random.nextBoolean()
              ? "antal" + one("=", "<", ">=") + one("1", "andel", "loft * 2") + one(" AND", " OR")
              : one(WORDS);
      open += (int) word.chars().filter(c -> c == '(').count();
      open -= (int) word.chars().filter(c -> c == ')').count();
      filter.append(word).append(random.nextInt(8) == 0 ? "" : " ");
    }
    return filter + ")".repeat(Math.max(0, random.nextBoolean() ? open : 0));
  }

  private String json(int depth) {
    if (depth > 4 || depth > 0 && random.nextInt(3) == 0) {
      return one(JSON_VALUES);
    }
    StringBuilder args = new StringBuilder();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      args.append(i == 0 ? "" : ",").append(json(depth + 1));
    }
    return "{\"op\":" + one(JSON) + ",\"args\":[" + args + "]}";
  }

  private String damaged(String filter) {
    StringBuilder damaged = new StringBuilder(filter);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(damaged.length() + 1);
      if (random.nextBoolean() && at < damaged.length()) {
        damaged.deleteCharAt(at);
      } else {
        damaged.insert(at, (char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
      }
    }
    return damaged.toString();
  }

  private String one(String... of) {
    return of[random.nextInt(of.length)];
  }

  /**
   * A condition written as CQL2 text is read as the same condition: every operator, names and texts
   * that need quotes, any nesting.
   */
  @Test
  void whatIsWrittenIsRead() {
    for (int i = 0; i < 5_000; i++) {
      Condition condition = new Conditions(random).any(4);
      String text = Cql2Writer.text(condition);
      assertThat(Cql2Text.parse(text, Places.NAMES))
          .as("seed %d: %s", seed, text)
          .isEqualTo(condition);
    }
  }
}
