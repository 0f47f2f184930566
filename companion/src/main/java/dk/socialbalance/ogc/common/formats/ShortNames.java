/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Names of at most ten bytes for the columns of a Shapefile. The published attributes' stand in
 * {@code short-names.csv}; any other long name is its first six characters, an underscore and three
 * that are made from the whole name. So a name depends on nothing but itself and stays the same
 * whatever else a file holds; only where two of a layer would be alike the later gets a number.
 */
final class ShortNames {

  private static final int LONGEST = 10;
  private static final int THREE_CHARACTERS = 36 * 36 * 36;
  private static final Map<String, String> TABLE = table();

  private ShortNames() {}

  private static Map<String, String> table() {
    try (InputStream file = ShortNames.class.getResourceAsStream("short-names.csv")) {
      Map<String, String> table = new HashMap<>();
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (NamedCsvRecord record : CsvReader.builder().ofNamedCsvRecord(text)) {
        table.put(record.getField("navn"), record.getField("kort"));
      }
      return Map.copyOf(table);
    } catch (IOException e) {
      throw new UncheckedIOException("short-names.csv cannot be read", e);
    }
  }

  /**
   * The short names of all columns of a layer, by long name, in order.
   *
   * @param names all columns that the layer has, not only those of one answer
   */
  static Map<String, String> of(List<String> names) {
    Map<String, String> all = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    for (String name : names) {
      String wanted = shortened(name);
      String free = wanted;
      for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
        String number = Integer.toString(i);
        free = wanted.substring(0, Math.min(wanted.length(), LONGEST - number.length())) + number;
      }
      all.put(name, free);
    }
    return all;
  }

  private static String shortened(String name) {
    String stated = TABLE.get(name);
    if (stated != null) {
      return stated;
    }
    String ascii =
        name.replace("æ", "ae")
            .replace("ø", "oe")
            .replace("å", "aa")
            .replace("Æ", "AE")
            .replace("Ø", "OE")
            .replace("Å", "AA")
            .replaceAll("[^A-Za-z0-9_]", "_");
    if (!ascii.matches("[A-Za-z].*")) {
      ascii = "f" + ascii;
    }
    if (ascii.length() <= LONGEST) {
      return ascii;
    }
    CRC32 sum = new CRC32();
    sum.update(name.getBytes(StandardCharsets.UTF_8));
    String three = Long.toString(sum.getValue() % THREE_CHARACTERS + THREE_CHARACTERS, 36);
    return ascii.substring(0, 6) + "_" + three.substring(1);
  }
}
