/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication.context;

import dk.socialbalance.publication.Column;
import dk.socialbalance.register.GeoFeature;
import dk.socialbalance.register.LoadFailedException;
import dk.socialbalance.register.Masking;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Envelope;

/**
 * What a file holds, told by a first reading of all of it: attributes and their types, the kind of
 * geometry, the ids.
 */
final class ContextScan {

  /**
   * An attribute of the layer.
   *
   * @param source its name in the file
   * @param name its name in the layer
   */
  record Field(String source, String name, Column.Type type) {}

  /** What a feature id may consist of: it stands in addresses and is an XML id. */
  static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

  private static final Pattern WHOLE = Pattern.compile("0|-?[1-9]\\d{0,17}");
  private static final int MOST_ATTRIBUTES = 500;
  private static final int LONGEST_NAME = 60;

  /** Counts of one attribute's values. */
  private static final class Seen {
    private final EnumSet<Column.Type> types = EnumSet.noneOf(Column.Type.class);
    private long values;
    private long personal;

    void add(Object raw) {
      ContextValues.typeOf(raw)
          .ifPresent(
              type -> {
                values++;
                personal += ContextValues.isCpr(raw) ? 1 : 0;
                // A blank text says nothing about the others.
                if (!raw.toString().isBlank()) {
                  types.add(type);
                }
              });
    }
  }

  private final Map<String, Class<?>> declared;
  private final String idAttribute;
  private final List<String> times;
  private final Map<String, Seen> seen = new LinkedHashMap<>();
  private final Set<String> geometryTypes = new TreeSet<>();
  private final Envelope extent = new Envelope();

  /** The file's own ids; null when not all features have one, or not all different ones. */
  private Set<String> ownIds = new HashSet<>();

  private boolean wholeIds = true;
  private long features;
  private long vertices;

  /**
   * @param declared the attributes that the format declares; empty when it declares none
   * @param idAttribute null: the file's own ids
   * @param times attributes that say when a feature holds: a format that knows no moments, such as
   *     Shapefile, has them as texts
   */
  ContextScan(Map<String, Class<?>> declared, String idAttribute, List<String> times) {
    this.declared = declared;
    this.idAttribute = idAttribute;
    this.times = times;
    declared.forEach(
        (name, type) -> {
          if (type != byte[].class) {
            seen.put(name, new Seen());
          }
        });
  }

  /** Takes a feature into account. */
  void add(GeoFeature feature) {
    features++;
    for (Map.Entry<String, Object> value : feature.values().entrySet()) {
      if (declared.isEmpty()) {
        seen.computeIfAbsent(value.getKey(), key -> new Seen()).add(value.getValue());
        if (seen.size() > MOST_ATTRIBUTES) {
          throw new LoadFailedException(
              "The features have more than %d attributes between them; leave some out."
                  .formatted(MOST_ATTRIBUTES));
        }
      } else if (seen.containsKey(value.getKey())) {
        seen.get(value.getKey()).add(value.getValue());
      }
    }
    if (feature.geometry() != null) {
      geometryTypes.add(feature.geometry().getGeometryType());
      vertices += feature.geometry().getNumPoints();
      Envelope own = feature.geometry().getEnvelopeInternal();
      if (Double.isFinite(own.getWidth()) && Double.isFinite(own.getHeight())) {
        extent.expandToInclude(own); // what is not finite is rejected later
      }
    }
    String id = id(feature);
    boolean usable = id != null && ID.matcher(id).matches();
    wholeIds &= !usable || WHOLE.matcher(id).matches();
    if (idAttribute == null && ownIds != null && !(usable && ownIds.add(id))) {
      ownIds = null;
    }
  }

  /** What the file calls a feature; null when it does not. */
  String id(GeoFeature feature) {
    return idAttribute == null ? feature.id() : feature.property(idAttribute).orElse(null);
  }

  /** Whether the features have ids of their own, all different; else their order numbers them. */
  boolean hasIds() {
    return idAttribute != null || ownIds != null;
  }

  /** Whether all ids are whole numbers. */
  boolean wholeIds() {
    return !hasIds() || wholeIds;
  }

  /** The number of features. */
  long features() {
    return features;
  }

  /** The number of vertices of all geometries. */
  long vertices() {
    return vertices;
  }

  /** The extent in the file's own coordinates. */
  Envelope extent() {
    return extent;
  }

  /** The type of the geometry column; empty when no feature has a geometry. */
  String geometryType() {
    if (geometryTypes.isEmpty()) {
      return "";
    }
    if (geometryTypes.size() == 1) {
      return geometryTypes.iterator().next();
    }
    for (String single : List.of("Point", "LineString", "Polygon")) {
      if (geometryTypes.equals(Set.of(single, "Multi" + single))) {
        return "Multi" + single;
      }
    }
    return "Geometry";
  }

  /**
   * The attributes in the file's order, with names that every door can carry.
   *
   * @throws LoadFailedException when one seems to hold CPR numbers
   */
  List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    // Columns that the layer's table has anyway.
    Set<String> taken = new HashSet<>(Set.of("fid", "geom"));
    seen.forEach(
        (source, values) -> {
          if (2 * values.personal > values.values) {
            throw new LoadFailedException(
                "The attribute '%s' seems to hold CPR numbers. A layer must not tell of persons;"
                        .formatted(Masking.value(source))
                    + " leave the attribute out.");
          }
          String name = safe(source);
          String unique = name;
          for (int i = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); i++) {
            unique = name + "_" + i;
          }
          fields.add(new Field(source, unique, type(source, values.types)));
        });
    return fields;
  }

  /**
   * A name of letters A-Z and a-z, digits and {@code _} that begins with no digit: Æ, Ø and Å
   * become Ae, Oe and Aa, other accents are left out, and anything else becomes {@code _}.
   */
  static String safe(String source) {
    StringBuilder name = new StringBuilder();
    for (String[] pair :
        new String[][] {
          {"æ", "ae"},
          {"ø", "oe"},
          {"å", "aa"},
          {"Æ", "Ae"},
          {"Ø", "Oe"},
          {"Å", "Aa"},
          {"ä", "ae"},
          {"ö", "oe"},
          {"ü", "ue"},
          {"Ä", "Ae"},
          {"Ö", "Oe"},
          {"Ü", "Ue"},
          {"ß", "ss"}
        }) {
      source = source.replace(pair[0], pair[1]);
    }
    String plain =
        java.text.Normalizer.normalize(source, java.text.Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .strip()
            .replaceAll("[^A-Za-z0-9_]", "_");
    if (plain.isEmpty() || Character.isDigit(plain.charAt(0))) {
      name.append('_');
    }
    name.append(plain);
    return name.substring(0, Math.min(LONGEST_NAME, name.length()));
  }

  private Column.Type type(String source, Set<Column.Type> types) {
    Class<?> known = declared.get(source);
    boolean written =
        known == String.class
            && times.contains(source)
            && !types.isEmpty()
            && Set.of(Column.Type.DATE, Column.Type.TIMESTAMP).containsAll(types);
    if (known != null && !written) {
      return Map.<Class<?>, Column.Type>of(
              Integer.class, Column.Type.INTEGER,
              Long.class, Column.Type.BIGINT,
              Double.class, Column.Type.DOUBLE,
              Boolean.class, Column.Type.BOOLEAN,
              LocalDate.class, Column.Type.DATE,
              Instant.class, Column.Type.TIMESTAMP)
          .getOrDefault(known, Column.Type.TEXT);
    }
    if (types.isEmpty()) {
      return Column.Type.TEXT;
    }
    if (types.size() == 1) {
      return types.iterator().next();
    }
    if (Set.of(Column.Type.INTEGER, Column.Type.BIGINT).containsAll(types)) {
      return Column.Type.BIGINT;
    }
    if (Set.of(Column.Type.INTEGER, Column.Type.BIGINT, Column.Type.DOUBLE).containsAll(types)) {
      return Column.Type.DOUBLE;
    }
    return Set.of(Column.Type.DATE, Column.Type.TIMESTAMP).containsAll(types)
        ? Column.Type.TIMESTAMP
        : Column.Type.TEXT;
  }
}
