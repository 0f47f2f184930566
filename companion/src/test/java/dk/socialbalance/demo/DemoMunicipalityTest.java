/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's files: the same for the same seed, marked as synthetic, with known blemishes. */
class DemoMunicipalityTest {

  private static final DemoOptions SMALL = new DemoOptions(8_000, 7);

  @TempDir static Path folder;
  private static DemoSummary summary;

  @BeforeAll
  static void write() throws IOException {
    summary = DemoMunicipality.write(folder.resolve("a"), SMALL, line -> {});
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    DemoMunicipality.write(folder.resolve("b"), SMALL, line -> {});
    List<String> names = names(folder.resolve("a"));
    assertThat(names).hasSize(18).isEqualTo(names(folder.resolve("b")));
    for (String name : names) {
      Path first = folder.resolve("a").resolve(name);
      assertThat(Files.mismatch(first, folder.resolve("b").resolve(name))).as(name).isEqualTo(-1);
    }
  }

  @Test
  void anotherSeedGivesOtherPeopleOnTheSameMap() throws IOException {
    DemoMunicipality.write(folder.resolve("c"), new DemoOptions(8_000, 8), line -> {});
    for (String name : names(folder.resolve("a"))) {
      long mismatch =
          Files.mismatch(folder.resolve("a").resolve(name), folder.resolve("c").resolve(name));
      assertThat(mismatch < 0).as(name).isEqualTo(name.startsWith("omraader_"));
    }
  }

  @Test
  void everyPersonNumberIsMarkedAsSyntheticAndBelongsToOnePerson() throws IOException {
    Map<String, String> birthdays = new HashMap<>();
    for (String[] row : rows("folkeregister.csv", Charset.forName("windows-1252"))) {
      assertThat(row[0]).matches("(6[1-9]|[78]\\d|9[01])(0[1-9]|1[0-2])\\d\\d-\\d{4}");
      String birthday = row[1];
      assertThat(birthdays.merge(row[0], birthday, (a, b) -> a)).isEqualTo(birthday);
      assertThat(row[0])
          .startsWith(
              "%02d%s%s"
                  .formatted(
                      Integer.parseInt(birthday.substring(0, 2)) + 60,
                      birthday.substring(3, 5),
                      birthday.substring(8)));
    }
    assertThat(birthdays).hasSize((int) summary.persons());
  }

  @Test
  void thereAreAboutAsManyResidentsAsAskedForFromTheFirstDayToTheLast() throws IOException {
    assertThat(summary.residents()).isBetween(7_600L, 8_400L);
    Set<String> first = new HashSet<>();
    for (String[] row : rows("folkeregister.csv", Charset.forName("windows-1252"))) {
      if (iso(row[8]).compareTo("2015-12-31") <= 0
          && (row[9].isEmpty() || iso(row[9]).compareTo("2015-12-31") >= 0)) {
        first.add(row[0]);
      }
    }
    assertThat(first.size()).isBetween(7_400, 8_400);
  }

  @Test
  void blemishesAreAsManyAsToldAndFarFewerThanALoadRefuses() throws IOException {
    List<String[]> rows = rows("folkeregister.csv", Charset.forName("windows-1252"));
    Set<String> addresses = new HashSet<>();
    rows("adresser.csv", StandardCharsets.UTF_8).forEach(row -> addresses.add(row[0]));
    Map<String, Long> found = new HashMap<>();
    Map<String, String[]> former = new HashMap<>();
    for (String[] row : rows) {
      String[] before = former.put(row[0], row);
      if (before != null && String.join(";", before).equals(String.join(";", row))) {
        found.merge("duplicate residence", 1L, Long::sum);
      } else if (before != null
          && !before[9].isEmpty()
          && iso(before[9]).compareTo(iso(row[8])) >= 0) {
        found.merge("overlapping residence", 1L, Long::sum);
      }
      if (!row[4].isEmpty() && !addresses.contains(row[4])) {
        found.merge("unknown address id", 1L, Long::sum);
      } else if (row[4].isEmpty()) {
        boolean nowhere = row[5].isEmpty();
        found.merge(
            nowhere ? "no address" : "address by road code and house number", 1L, Long::sum);
      }
    }
    assertThat(summary.blemishes()).containsAllEntriesOf(found);
    assertThat(found).hasSize(5);
    long doubtful =
        found.get("unknown address id")
            + found.get("no address")
            + found.get("duplicate residence");
    assertThat(doubtful).isPositive().isLessThan(rows.size() / 200);
  }

  @Test
  void thePopulationRegisterIsNoUtf8AndHasWindowsLineEnds() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("a/folkeregister.csv"));
    assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("\uFFFD").contains("\r\n");
    assertThat(new String(bytes, Charset.forName("windows-1252"))).contains("DØGN-");
  }

  @Test
  void rowsAreCountedAsWritten() throws IOException {
    for (Map.Entry<String, Long> file : summary.rows().entrySet()) {
      Charset charset =
          file.getKey().startsWith("folke")
              ? Charset.forName("windows-1252")
              : StandardCharsets.UTF_8;
      assertThat(rows(file.getKey(), charset))
          .as(file.getKey())
          .hasSize(file.getValue().intValue());
    }
  }

  @Test
  void deliveredFiguresAddUpFromDistrictsToTheMunicipality() throws IOException {
    Map<String, long[]> sums = new HashMap<>();
    for (String[] row : rows("flis_noegletal.csv", StandardCharsets.UTF_8)) {
      String level = row[0].equals("0159") ? "kommune" : row[0].charAt(0) == 'B' ? "bydel" : row[0];
      if (row[0].charAt(0) == 'H') {
        continue;
      }
      String key = (level.equals(row[0]) ? "basisdistrikt" : level) + row[1] + row[2];
      long[] sum = sums.computeIfAbsent(key, k -> new long[2]);
      sum[0] += Long.parseLong(row[3]);
      sum[1] += Long.parseLong(row[4]);
    }
    assertThat(sums).hasSize(3 * 2 * 10);
    sums.forEach(
        (key, sum) -> {
          String whole = key.replaceFirst("^(bydel|basisdistrikt)", "kommune");
          assertThat(sum).as(key).isEqualTo(sums.get(whole));
          assertThat(sum[0]).isBetween(1L, sum[1]);
        });
  }

  @Test
  void refusesSizesThatItCannotMake() {
    assertThatThrownBy(() -> new DemoOptions(999, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("999");
  }

  private static List<String> names(Path where) throws IOException {
    try (Stream<Path> files = Files.list(where)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static List<String[]> rows(String name, Charset charset) throws IOException {
    List<String[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("a").resolve(name), charset)) {
      rows.add(line.split(";", -1));
    }
    return rows.subList(1, rows.size());
  }

  private static String iso(String danish) {
    return danish.substring(6) + danish.substring(2, 6) + danish.substring(0, 2);
  }
}
