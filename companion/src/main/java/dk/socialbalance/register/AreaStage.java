/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.WKBWriter;

/** Copies the areas of a file into {@code pg_temp.area_stage}; rejects what cannot be one. */
final class AreaStage implements AutoCloseable {

  /** The first day of an area that names none. */
  static final LocalDate ALWAYS = LocalDate.of(1900, 1, 1);

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int DATE_LENGTH = 10;
  private static final int MAX_CODE_DIGITS = 8;

  private final Loading loading;
  private final AreaOptions options;
  private final WKBWriter wkb = new WKBWriter(2);
  private final CopyRows copy;

  AreaStage(Loading loading, AreaOptions options) throws SQLException {
    this.loading = loading;
    this.options = options;
    try (Statement statement = loading.connection().createStatement()) {
      statement.execute(
          "CREATE TEMPORARY TABLE area_stage (line bigint NOT NULL, niveau text NOT NULL,"
              + " kode text NOT NULL, navn text NOT NULL, overordnet text,"
              + " gyldig_fra date NOT NULL, gyldig_til date, wkb bytea NOT NULL,"
              + " geom postgis.geometry, gyldig daterange"
              + " GENERATED ALWAYS AS (daterange(gyldig_fra, gyldig_til, '[]')) STORED)"
              + " ON COMMIT DROP");
    }
    copy =
        new CopyRows(
            loading.connection(),
            "pg_temp.area_stage (line, niveau, kode, navn, overordnet, gyldig_fra, gyldig_til, wkb)");
  }

  /** Takes one area. */
  void add(GeoFeature feature) throws SQLException {
    loading.rowsRead(1);
    AreaOptions.Names names = options.names();
    try {
      String level = options.level().orElse(feature.property(names.level()).orElse(""));
      if (level.isEmpty()) {
        throw new RejectedRow("the property '%s' is missing".formatted(names.level()));
      }
      String code = needed(feature, names.code());
      if (!CODE.matcher(code).matches()) {
        throw new RejectedRow(
            "the code '%s' does not consist of 1 to 64 letters A-Z, a-z, digits, _ and -"
                .formatted(Masking.value(code)));
      }
      String name = needed(feature, names.name());
      LocalDate from = day(feature, names.validFrom()).orElse(ALWAYS);
      LocalDate to = day(feature, names.validTo()).orElse(null);
      if (to != null && to.isBefore(from)) {
        throw new RejectedRow("valid to %s, before it is valid from %s".formatted(to, from));
      }
      byte[] geometry = wkb(feature);
      copy.number(feature.line()).text(level).text(code).text(name);
      copy.text(feature.property(names.parent()).orElse(null)).date(from).date(to);
      copy.bytes(geometry).endRow();
    } catch (RejectedRow e) {
      loading.reject(feature.line(), null, e.getMessage(), label(feature));
    }
  }

  private String label(GeoFeature feature) {
    AreaOptions.Names names = options.names();
    Optional<String> code = feature.property(names.code());
    return code.map(c -> label(feature.property(names.name()).orElse(""), c)).orElse(null);
  }

  /** How an area is called in messages; a code as long as a personal number is masked. */
  static String label(String name, String code) {
    boolean longNumber = code.chars().filter(Character::isDigit).count() > MAX_CODE_DIGITS;
    return "'%s' (%s)".formatted(Masking.value(name), longNumber ? Masking.value(code) : code);
  }

  private static String needed(GeoFeature feature, String property) throws RejectedRow {
    Optional<String> value = feature.property(property);
    if (value.isEmpty()) {
      throw new RejectedRow(
          "the property '%s' is missing or empty; the file has: %s"
              .formatted(property, Masking.value(String.join(", ", feature.properties()))));
    }
    if (value.get().indexOf('\0') >= 0) {
      throw new RejectedRow("the property '%s' holds a zero character".formatted(property));
    }
    return value.get();
  }

  private static Optional<LocalDate> day(GeoFeature feature, String property) throws RejectedRow {
    Optional<String> text = feature.property(property);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    // A time of day, as some systems write, says nothing about a day.
    String date =
        text.get().length() > DATE_LENGTH && text.get().charAt(DATE_LENGTH) == 'T'
            ? text.get().substring(0, DATE_LENGTH)
            : text.get();
    try {
      return Optional.ofNullable(StrictParse.endDate(date));
    } catch (RejectedRow e) {
      throw new RejectedRow("'%s': %s".formatted(property, e.getMessage()));
    }
  }

  private byte[] wkb(GeoFeature feature) throws RejectedRow {
    if (feature.defect() != null) {
      throw new RejectedRow(feature.defect());
    }
    if (feature.geometry() == null || feature.geometry().isEmpty()) {
      throw new RejectedRow("it has no geometry");
    }
    if (!(feature.geometry() instanceof Polygon || feature.geometry() instanceof MultiPolygon)) {
      throw new RejectedRow(
          "its geometry is a %s; Polygon or MultiPolygon is expected"
              .formatted(feature.geometry().getGeometryType()));
    }
    return wkb.write(feature.geometry());
  }

  /** Ends the copy. */
  void finish() throws SQLException {
    copy.finish();
  }

  @Override
  public void close() throws SQLException {
    copy.close();
  }
}
