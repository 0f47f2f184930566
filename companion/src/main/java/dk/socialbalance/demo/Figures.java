/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures that other municipalities' common database delivers: convicted residents, and those
 * with no more than primary school. Counted of those who live in an area, so that the figures of
 * small areas add up to those of large ones.
 */
final class Figures {

  private static final int FIRST_YEAR = 2016;
  private static final int LAST_YEAR = 2025;
  private static final int YEARS = LAST_YEAR - FIRST_YEAR + 1;
  private static final List<String> INDICATORS = List.of("doemte", "kun_grundskole");

  private final Places places;

  /** By indicator, year and piece: numerator and denominator. */
  private final long[][][][] counts;

  Figures(Places places) {
    this.places = places;
    this.counts = new long[INDICATORS.size()][YEARS][places.pieces().size()][2];
  }

  /** Counts a person. */
  void add(Person person, Dice dice) {
    Trait convicted = new Trait(dice, 0.6);
    double schooling = dice.uniform();
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
      int age = person.ageAtEndOf(year);
      int day = Days.yearEnd(year);
      if (age < 18 || !person.present(day)) {
        continue;
      }
      int piece = person.pieceOn(day);
      double odds = age < 30 ? 2.6 : age < 50 ? 1.1 : 0.25;
      boolean guilty = convicted.next(places.probability(Risk.DOEMT, year, piece, odds));
      count(0, year, piece, guilty);
      if (age >= 30 && age <= 59) {
        count(1, year, piece, schooling < places.probability(Risk.GRUNDSKOLE, year, piece));
      }
    }
  }

  /** Writes the file; tells how many rows. */
  long write(Path file, Geography geography) throws IOException {
    try (CsvExtract out =
        new CsvExtract(
            file,
            StandardCharsets.UTF_8,
            true,
            "\n",
            "omraade_kode",
            "indikator",
            "periode",
            "taeller",
            "naevner")) {
      for (int indicator = 0; indicator < INDICATORS.size(); indicator++) {
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
          for (Map.Entry<String, long[]> sum : sums(indicator, year, geography).entrySet()) {
            out.text(sum.getKey()).text(INDICATORS.get(indicator)).number(year);
            out.number(sum.getValue()[0]).number(sum.getValue()[1]).end();
          }
        }
      }
      return out.rows();
    }
  }

  private Map<String, long[]> sums(int indicator, int year, Geography geography) {
    Map<String, long[]> sums = new LinkedHashMap<>();
    sums.put(geography.municipality().code(), new long[2]);
    geography.quarters().forEach(area -> sums.put(area.code(), new long[2]));
    geography.districts().forEach(area -> sums.put(area.code(), new long[2]));
    geography.housing().forEach(area -> sums.put(area.code(), new long[2]));
    for (int i = 0; i < places.pieces().size(); i++) {
      Piece piece = places.pieces().get(i);
      long[] count = counts[indicator][year - FIRST_YEAR][i];
      add(sums.get(geography.municipality().code()), count);
      add(sums.get(geography.quarters().get(piece.quarter()).code()), count);
      add(sums.get(geography.districts().get(piece.district()).code()), count);
      if (piece.housing() >= 0) {
        add(sums.get(geography.housing().get(piece.housing()).code()), count);
      }
    }
    return sums;
  }

  private void count(int indicator, int year, int piece, boolean holds) {
    long[] count = counts[indicator][year - FIRST_YEAR][piece];
    count[0] += holds ? 1 : 0;
    count[1]++;
  }

  private static void add(long[] sum, long[] part) {
    sum[0] += part[0];
    sum[1] += part[1];
  }
}
