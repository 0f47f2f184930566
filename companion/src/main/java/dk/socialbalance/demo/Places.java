/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;

/** Where people live: pieces of districts, their addresses, and how likely what is there. */
final class Places {

  static final int FIRST_YEAR = 2013;
  static final int LAST_YEAR = 2026;

  /** Addresses outside the municipality for every thousand residents. */
  private static final double OUTSIDE = 4.4;

  private static final double MIDDLE_YEAR = 2020.5;
  private static final double PERSONS_PER_HOUSEHOLD = 2.0;
  private static final double LARGEST_PROBABILITY = 0.9;

  /** Share of all residents, and deprivation in standard deviations, of the housing areas. */
  private static final double[] HOUSING_RESIDENTS = {0.050, 0.056, 0.042};

  private static final double[] HOUSING_DEPRIVATION = {2.1, 1.8, 2.0};

  /** Households on one address: blocks and terraces, or houses. */
  private static final double HOUSING_DENSITY = 14;

  private static final double DENSITY = 2.2;

  /** A smaller overlap has no addresses of its own, in square metres. */
  private static final double SMALLEST_PIECE = 3_000;

  private final long seed;
  private final Geography geography;
  private final List<Piece> pieces = new ArrayList<>();
  private final double[] deprivation;
  private final Map<Risk, double[][]> probability = new EnumMap<>(Risk.class);
  private final double[] mobility;
  private final double[] cumulative;
  private final int placed;
  private final int total;

  Places(Geography geography, DemoOptions options) {
    this.seed = options.seed();
    this.geography = geography;
    cut(options.residents());
    Piece last = pieces.get(pieces.size() - 1);
    placed = last.firstAddress() + last.addresses();
    total = placed + (int) Math.round(OUTSIDE * options.residents() / 1000);
    deprivation = new double[pieces.size()];
    judge();
    mobility = new double[pieces.size()];
    cumulative = new double[pieces.size()];
    double sum = 0;
    double duration = 0;
    for (int i = 0; i < mobility.length; i++) {
      mobility[i] = probability(Risk.FLYTTER, 2020, i) / Risk.FLYTTER.level();
      sum += pieces.get(i).residents() * Math.sqrt(mobility[i]);
      duration += pieces.get(i).residents() / Math.sqrt(mobility[i]);
      cumulative[i] = sum;
    }
    // On average people stay as long with every seed, so that there are as many of them.
    for (int i = 0; i < mobility.length; i++) {
      mobility[i] *= duration / sum;
    }
  }

  /** All pieces. */
  List<Piece> pieces() {
    return pieces;
  }

  /** Number of addresses, those outside the municipality included. */
  int addresses() {
    return total;
  }

  /** How likely something is in a piece and year. */
  double probability(Risk risk, int year, int piece) {
    return probability.get(risk)[year - FIRST_YEAR][piece];
  }

  /** The same for a person whose odds differ by a factor. */
  double probability(Risk risk, int year, int piece, double odds) {
    double p = probability(risk, year, piece);
    return p * odds / (1 - p + p * odds);
  }

  /** How much more people move than elsewhere; about 1. */
  double mobility(int piece) {
    return mobility[piece];
  }

  /** Standard deviations from the middle; high is poor. */
  double deprivation(int piece) {
    return deprivation[piece];
  }

  /** A piece to move to. */
  int draw(Dice dice) {
    double goal = dice.uniform() * cumulative[cumulative.length - 1];
    int low = 0;
    int high = cumulative.length - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (cumulative[middle] > goal) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** An address of a piece. */
  int address(Dice dice, int piece) {
    Piece where = pieces.get(piece);
    return where.firstAddress() + dice.below(where.addresses());
  }

  /** An address outside the municipality. */
  int addressOutside(Dice dice) {
    return placed + dice.below(total - placed);
  }

  /** Writes the identifier of an address; beyond {@link #addresses()} one that no file knows. */
  void identify(CsvExtract out, int address) {
    out.uuid(Dice.mix(seed * 31 + address), Dice.mix(address * 0x9E3779B97F4A7C15L + seed));
  }

  /** A road of so many addresses shares a road code of four digits. */
  int roadCode(int address) {
    return address / addressesPerRoad() + 1;
  }

  /** The house number: every eighth one is the number before it with a letter. */
  String houseNumber(int address) {
    int place = address % addressesPerRoad();
    return place % 8 == 7 ? place + "A" : String.valueOf(place + 1);
  }

  /** Writes the address register. */
  void writeAddresses(CsvExtract out) throws IOException {
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      IndexedPointInAreaLocator locator = new IndexedPointInAreaLocator(piece.geometry());
      Envelope box = piece.geometry().getEnvelopeInternal();
      Dice dice = new Dice(seed, -1_000 - i);
      for (int a = 0; a < piece.addresses(); a++) {
        write(out, piece.firstAddress() + a, point(dice, box, locator, Location.INTERIOR));
      }
    }
    Geometry outline = geography.municipality().geometry().buffer(20);
    IndexedPointInAreaLocator locator = new IndexedPointInAreaLocator(outline);
    Envelope box = new Envelope(outline.getEnvelopeInternal());
    box.expandBy(1_500);
    Dice dice = new Dice(seed, -999);
    for (int a = placed; a < total; a++) {
      write(out, a, point(dice, box, locator, Location.EXTERIOR));
    }
  }

  private void write(CsvExtract out, int address, Coordinate point) throws IOException {
    identify(out, address);
    out.text("%04d".formatted(roadCode(address))).text(houseNumber(address));
    out.hundredths(Math.round(point.x * 100)).hundredths(Math.round(point.y * 100));
    out.end();
  }

  private int addressesPerRoad() {
    return Math.max(40, total / 9_000 + 1);
  }

  private static Coordinate point(
      Dice dice, Envelope box, IndexedPointInAreaLocator locator, int wanted) {
    while (true) {
      double x = box.getMinX() + dice.uniform() * box.getWidth();
      double y = box.getMinY() + dice.uniform() * box.getHeight();
      Coordinate point = new Coordinate(Math.round(x * 100) / 100.0, Math.round(y * 100) / 100.0);
      if (locator.locate(point) == wanted) {
        return point;
      }
    }
  }

  /** The pieces, their residents and addresses. */
  private void cut(int residents) {
    List<Area> districts = geography.districts();
    double housingShare = 0;
    for (double share : HOUSING_RESIDENTS) {
      housingShare += share;
    }
    double[] weights = new double[districts.size()];
    double weightSum = 0;
    double left = residents * (1 - housingShare);
    for (int d = 0; d < weights.length; d++) {
      Dice dice = new Dice(seed, -5_000 - d);
      Quarter quarter = Quarter.ALL.get(Geography.quarterOf(districts.get(d)));
      double size = Math.abs(quarter.residents()) * (0.6 + 0.8 * dice.uniform());
      weights[d] = size;
      if (quarter.business()) {
        left -= size;
      } else {
        weightSum += size;
      }
    }
    int nextAddress = 0;
    for (int d = 0; d < weights.length; d++) {
      Geometry rest = districts.get(d).geometry();
      int quarter = Geography.quarterOf(districts.get(d));
      for (int h = 0; h < HOUSING_RESIDENTS.length; h++) {
        Geometry area = geography.housing().get(h).geometry();
        Geometry common = districts.get(d).geometry().intersection(area);
        rest = rest.difference(area);
        if (common.getArea() > SMALLEST_PIECE) {
          double share = HOUSING_RESIDENTS[h] * common.getArea() / area.getArea();
          nextAddress = add(d, quarter, h, common, residents * share, HOUSING_DENSITY, nextAddress);
        }
      }
      boolean business = Quarter.ALL.get(quarter).business();
      double people = business ? weights[d] : left * weights[d] / weightSum;
      nextAddress = add(d, quarter, -1, rest, people, DENSITY, nextAddress);
    }
  }

  private int add(
      int district,
      int quarter,
      int housing,
      Geometry where,
      double people,
      double density,
      int first) {
    int count = Math.max(3, (int) Math.round(people / PERSONS_PER_HOUSEHOLD / density));
    pieces.add(new Piece(district, quarter, housing, where, people, first, count));
    return first + count;
  }

  /** Deprivation, and the probabilities that follow from it. */
  private void judge() {
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      int place = piece.housing() >= 0 ? 1_000 + piece.housing() : piece.district();
      double ofQuarter = new Dice(seed, -7_000 - piece.quarter()).normal(0, 0.7);
      double own = new Dice(seed, -8_000 - piece.district()).normal(0, 0.7);
      deprivation[i] =
          piece.housing() >= 0 ? HOUSING_DEPRIVATION[piece.housing()] : ofQuarter + own - 0.3;
      for (Risk risk : Risk.values()) {
        double[][] byYear =
            probability.computeIfAbsent(
                risk, r -> new double[LAST_YEAR - FIRST_YEAR + 1][pieces.size()]);
        double alone = new Dice(seed, risk.name().hashCode() * 10_000L + place).normal(0, 1);
        double deviation =
            risk.loading() * deprivation[i]
                + Math.sqrt(1 - risk.loading() * risk.loading()) * alone;
        double middle = StrictMath.log(risk.level() / (1 - risk.level())) + 0.5 * deviation;
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
          double logit = middle + risk.slope() * (year - MIDDLE_YEAR);
          double share = 1 / (1 + StrictMath.exp(-logit));
          double factor = DemoPlan.STANDARD.factor(risk, piece.housing(), year);
          byYear[year - FIRST_YEAR][i] = Math.min(LARGEST_PROBABILITY, share * factor);
        }
      }
    }
  }
}
