/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The open files of the source systems, each in its own manner of writing. */
final class Extracts implements Closeable {

  private final Map<String, CsvExtract> files = new LinkedHashMap<>();

  final CsvExtract addresses;
  final CsvExtract residences;
  final CsvExtract benefits;
  final CsvExtract employment;
  final CsvExtract education;
  final CsvExtract childCases;
  final CsvExtract dayCare;
  final CsvExtract language;
  final CsvExtract school;
  final CsvExtract marks;
  final CsvExtract absence;
  final CsvExtract dental;
  final CsvExtract income;

  Extracts(Path folder) throws IOException {
    Charset windows = Charset.forName("windows-1252");
    Charset utf8 = StandardCharsets.UTF_8;
    try {
      addresses =
          open(folder, "adresser", utf8, true, "\n", "id", "vejkode", "husnr", "oest", "nord");
      residences =
          open(
              folder,
              "folkeregister",
              windows,
              false,
              "\r\n",
              "cpr",
              "foedselsdato",
              "koen",
              "foraelder_cpr",
              "adresse_id",
              "vejkode",
              "husnr",
              "husstand",
              "fra",
              "til");
      benefits = open(folder, "ydelser", utf8, false, "\n", "cpr", "ydelse", "fra", "til");
      employment = open(folder, "beskaeftigelse", utf8, true, "\n", "cpr", "status", "fra", "til");
      education = open(folder, "uddannelse", utf8, true, "\n", "cpr", "status", "fra", "til");
      childCases = open(folder, "boernesager", utf8, false, "\n", "cpr", "haendelse", "fra", "til");
      dayCare = open(folder, "dagtilbud", utf8, false, "\n", "cpr", "fra", "til", "friplads_pct");
      language = open(folder, "sprogvurdering", utf8, false, "\n", "cpr", "dato", "resultat");
      school =
          open(folder, "skole", utf8, false, "\n", "cpr", "tilbud", "klassetrin", "fra", "til");
      marks = open(folder, "karakterer", utf8, false, "\n", "cpr", "dato", "fag", "karakter");
      absence = open(folder, "fravaer", utf8, true, "\n", "cpr", "fra", "til", "fravaer_pct");
      dental = open(folder, "tandpleje", utf8, false, "\n", "cpr", "dato", "def_s");
      income = open(folder, "indkomst", utf8, false, "\n", "cpr", "fra", "til", "bruttoindkomst");
    } catch (IOException e) {
      closeAfter(e);
      throw e;
    }
  }

  /** Rows of each file, by its name. */
  Map<String, Long> rows() {
    Map<String, Long> rows = new LinkedHashMap<>();
    files.forEach((name, file) -> rows.put(name, file.rows()));
    return rows;
  }

  @Override
  public void close() throws IOException {
    List<IOException> failures = new ArrayList<>();
    for (CsvExtract file : files.values()) {
      try {
        file.close();
      } catch (IOException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }

  private void closeAfter(IOException cause) {
    try {
      close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private CsvExtract open(
      Path folder, String name, Charset charset, boolean iso, String lineEnd, String... header)
      throws IOException {
    String file = name + ".csv";
    CsvExtract extract = new CsvExtract(folder.resolve(file), charset, iso, lineEnd, header);
    files.put(file, extract);
    return extract;
  }
}
