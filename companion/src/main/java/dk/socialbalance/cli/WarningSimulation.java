/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cli;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Cells of a municipality in which nothing happens but what is planted: areas differ by a logit SD
 * of 0.5 for good, the whole municipality has a trend, the rest is chance. Denominators and the
 * level of each indicator are those of the counted municipality.
 */
final class WarningSimulation {

  private static final double STABLE_SD = 0.5;
  private static final double LARGEST_TREND = 0.04;
  private static final double[] DOUBLING = {1.26, 1.59, 2.0};
  private static final int HIDDEN_BELOW = 5;
  private static final int FEWEST = 20;

  /** A cell to be simulated; {@code length} in years, {@code at} its middle in years. */
  record Cell(
      String indikator,
      String niveau,
      String area,
      String periode,
      String measure,
      boolean subset,
      int polarity,
      long d,
      double length,
      double at,
      int year,
      int lastYear) {}

  /** A doubling over three years, planted in one area. */
  record Planted(String indikator, String niveau, String area, double expectedPerYear) {}

  private final List<Cell> cells = new ArrayList<>();
  private final Map<String, Double> level = new HashMap<>();
  private final String top;
  private final List<Planted> candidates = new ArrayList<>();

  /** Reads what there is to simulate from a counted database, as its owner. */
  WarningSimulation(Connection connection, long publication) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row =
          statement.executeQuery(
              "SELECT niveau FROM publish.level WHERE overordnet IS NULL AND NOT overlapping"
                  + " AND publication_id = "
                  + publication)) {
        row.next();
        top = row.getString(1);
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT c.indikator, c.niveau, c.omraade_kode, c.periode, i.measure, i.subset,"
                  + " i.polarity, c.d, c.n, c.sum, extract(epoch FROM d.periode_slut -"
                  + " d.periode_start) / 31557600, (extract(epoch FROM d.periode_start) +"
                  + " extract(epoch FROM d.periode_slut)) / 63115200 + 1970, extract(year FROM"
                  + " d.periode_start AT TIME ZONE 'UTC'), max(extract(year FROM d.periode_start AT"
                  + " TIME ZONE 'UTC')) OVER (PARTITION BY c.indikator, c.niveau)"
                  + " FROM indicator.cell c JOIN publish.indicator i ON i.publication_id = "
                  + publication
                  + " AND i.indikator = c.indikator JOIN publish.period d ON d.publication_id ="
                  + " i.publication_id AND d.periode = c.periode WHERE i.measure <> 'value'"
                  + " ORDER BY 1, 2, 3, 4")) {
        Map<String, double[]> totals = new HashMap<>();
        Map<String, double[]> areas = new HashMap<>();
        while (row.next()) {
          Cell cell =
              new Cell(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getBoolean(6),
                  row.getInt(7),
                  row.getLong(8),
                  row.getDouble(11),
                  row.getDouble(12),
                  row.getInt(13),
                  row.getInt(14));
          cells.add(cell);
          boolean mean = cell.measure().equals("mean");
          double n = mean ? row.getDouble(10) : row.getDouble(9);
          double[] total =
              totals.computeIfAbsent(key(cell.indikator(), cell.niveau()), k -> new double[2]);
          total[0] += n;
          total[1] += cell.d();
          if (!mean && !cell.niveau().equals(top)) {
            double[] area =
                areas.computeIfAbsent(
                    cell.indikator() + " " + cell.niveau() + " " + cell.area(), k -> new double[2]);
            area[0] += cell.d();
            area[1] += cell.length();
          }
        }
        totals.forEach((key, sums) -> level.put(key, sums[0] / sums[1]));
        areas.forEach(
            (key, sums) -> {
              String[] parts = key.split(" ");
              double perYear = sums[0] / sums[1] * level.get(key(parts[0], parts[1]));
              candidates.add(new Planted(parts[0], parts[1], parts[2], perYear));
            });
        candidates.sort((a, b) -> (a.indikator() + a.area()).compareTo(b.indikator() + b.area()));
      }
    }
  }

  private static String key(String indikator, String niveau) {
    return indikator + " " + niveau;
  }

  /** Name of the level above all others. */
  String top() {
    return top;
  }

  /** For each indicator one area, by chance, with at least five expected cases a year. */
  List<Planted> plant(RandomGenerator random) {
    Map<String, List<Planted>> byIndicator = new HashMap<>();
    for (Planted one : candidates) {
      if (one.expectedPerYear() >= HIDDEN_BELOW && favourable(one.indikator())) {
        byIndicator.computeIfAbsent(one.indikator(), k -> new ArrayList<>()).add(one);
      }
    }
    List<Planted> planted = new ArrayList<>();
    byIndicator.keySet().stream()
        .sorted()
        .forEach(
            indicator -> {
              // Half of them on the levels that have a target, half in the smallest areas.
              boolean large = random.nextBoolean();
              List<Planted> fit =
                  byIndicator.get(indicator).stream()
                      .filter(p -> large == (p.expectedPerYear() >= 40))
                      .toList();
              if (!fit.isEmpty()) {
                planted.add(fit.get(random.nextInt(fit.size())));
              }
            });
    return planted;
  }

  /** Doubling what is rare: not the rate of an indicator whose high values are favourable. */
  private boolean favourable(String indikator) {
    return cells.stream()
        .filter(c -> c.indikator().equals(indikator))
        .findFirst()
        .map(c -> c.polarity() > 0)
        .orElse(false);
  }

  /**
   * The cells as lines of COPY: indikator, niveau, omraade_kode, periode, datastatus, taeller,
   * naevner, sum, sum_squares.
   */
  StringBuilder draw(SplittableRandom random, List<Planted> planted) {
    Map<String, Double> stable = new HashMap<>();
    Map<String, Double> trend = new HashMap<>();
    Map<String, Planted> here = new HashMap<>();
    planted.forEach(p -> here.put(p.indikator() + " " + p.area(), p));
    StringBuilder lines = new StringBuilder();
    for (Cell cell : cells) {
      double own =
          cell.niveau().equals(top)
              ? 0
              : stable.computeIfAbsent(
                  cell.indikator() + " " + cell.area(), k -> STABLE_SD * random.nextGaussian());
      double course =
          trend.computeIfAbsent(
                  cell.indikator(), k -> LARGEST_TREND * (2 * random.nextDouble() - 1))
              * (cell.at() - 2021);
      double rate = level.get(key(cell.indikator(), cell.niveau()));
      if (cell.measure().equals("mean")) {
        mean(lines, cell, rate * Math.exp(0.2 * own + 0.2 * course), random);
        continue;
      }
      Planted one = here.get(cell.indikator() + " " + cell.area());
      int step = cell.year() - cell.lastYear() + DOUBLING.length - 1;
      double factor = one == null || step < 0 ? 1 : DOUBLING[step];
      double odds = rate / (1 - rate) * Math.exp(own + course);
      count(lines, cell, Math.min(0.95, factor * odds / (1 + odds)), random);
    }
    return lines;
  }

  private static void mean(StringBuilder lines, Cell cell, double mu, SplittableRandom random) {
    if (cell.d() < FEWEST) {
      line(lines, cell, "diskretioneret", null, null, null, null);
      return;
    }
    double sd = 0.5 * mu;
    double drawn = mu + sd / Math.sqrt(cell.d()) * random.nextGaussian();
    double sum = drawn * cell.d();
    line(lines, cell, "vist", null, cell.d(), sum, sum * drawn + sd * sd * (cell.d() - 1));
  }

  private static void count(StringBuilder lines, Cell cell, double rate, SplittableRandom random) {
    long n = cell.subset() ? binomial(cell.d(), rate, random) : poisson(cell.d() * rate, random);
    long rest = cell.subset() ? cell.d() - n : HIDDEN_BELOW;
    boolean hidden = cell.d() < FEWEST || (n > 0 && n < HIDDEN_BELOW) || rest < HIDDEN_BELOW;
    line(lines, cell, hidden ? "diskretioneret" : "vist", hidden ? null : n, cell.d(), null, null);
  }

  private static void line(
      StringBuilder lines, Cell cell, String status, Long n, Long d, Double sum, Double squares) {
    lines
        .append(cell.indikator())
        .append('\t')
        .append(cell.niveau())
        .append('\t')
        .append(cell.area())
        .append('\t')
        .append(cell.periode())
        .append('\t')
        .append(status);
    for (Object value : new Object[] {n, d, sum, squares}) {
      lines.append('\t').append(value == null ? "\\N" : value);
    }
    lines.append('\n');
  }

  /** Successes by the gaps between them: exact, and quick where they are rare. */
  private static long binomial(long trials, double p, SplittableRandom random) {
    if (p > 0.5) {
      return trials - binomial(trials, 1 - p, random);
    }
    if (p <= 0) {
      return 0;
    }
    double scale = Math.log1p(-p);
    long at = 0;
    long found = 0;
    while (true) {
      at += (long) Math.floor(Math.log(1 - random.nextDouble()) / scale) + 1;
      if (at > trials) {
        return found;
      }
      found++;
    }
  }

  private static long poisson(double mean, SplittableRandom random) {
    double at = 0;
    long found = -1;
    while (at < mean) {
      at -= Math.log(1 - random.nextDouble());
      found++;
    }
    return Math.max(found, 0);
  }
}
