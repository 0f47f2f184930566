/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A synthetic municipality, written out as the files that a real one would load (docs/demo.md): its
 * map, its addresses, ten years of its registers, delivered figures. Nobody in it exists. The map
 * is always the same 84 districts; more residents live more densely.
 *
 * <p>Families are made and written one by one, so memory does not grow with their number.
 */
public final class DemoMunicipality {

  private static final long SECOND = 1_000_000_000L;

  private final DemoOptions options;
  private final Consumer<String> progress;
  private long persons;
  private long residents;
  private long percent;
  private long lastNews = System.nanoTime();

  private DemoMunicipality(DemoOptions options, Consumer<String> progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Writes the files into a folder, which is made when it is missing; files of the same names are
   * replaced.
   *
   * @param progress takes a line for people, at most one a second
   * @throws IOException when a file cannot be written
   */
  public static DemoSummary write(Path folder, DemoOptions options, Consumer<String> progress)
      throws IOException {
    return new DemoMunicipality(options, progress).write(folder);
  }

  private DemoSummary write(Path folder) throws IOException {
    long start = System.nanoTime();
    Files.createDirectories(folder);
    Geography geography = new Geography();
    writeAreas(folder, geography);
    Places places = new Places(geography, options);
    Figures figures = new Figures(places);
    Map<String, Long> rows;
    Map<String, Long> blemishes;
    try (Extracts extracts = new Extracts(folder)) {
      places.writeAddresses(extracts.addresses);
      Residences residences = new Residences(extracts.residences, places);
      AdultFacts adults = new AdultFacts(extracts, places);
      ChildFacts children = new ChildFacts(extracts, places);
      SchoolFacts school = new SchoolFacts(extracts, places);
      Families families =
          new Families(places, new Placements(places, extracts.childCases, options), options);
      for (int i = 0; i < families.count(); i++) {
        families.draw(
            i,
            (person, dice) -> {
              persons++;
              residents += person.present(Days.END) ? 1 : 0;
              residences.write(person);
              adults.write(person, dice);
              children.write(person, dice);
              school.write(person, dice);
              figures.add(person, dice);
            });
        tell(i, families.count());
      }
      blemishes = new TreeMap<>(residences.blemishes());
      blemishes.putAll(Unreadable.write(extracts));
      rows = new TreeMap<>(extracts.rows());
    }
    String delivered = "flis_noegletal.csv";
    rows.put(delivered, figures.write(folder.resolve(delivered), geography));
    return new DemoSummary(
        persons, residents, rows, blemishes, Duration.ofNanos(System.nanoTime() - start));
  }

  private void writeAreas(Path folder, Geography geography) throws IOException {
    AreaFiles.writeGeoJson(
        folder.resolve("omraader_kommune.geojson"), List.of(geography.municipality()));
    AreaFiles.writeGeoJson(folder.resolve("omraader_bydel.geojson"), geography.quarters());
    AreaFiles.writeGeoJson(folder.resolve("omraader_basisdistrikt.geojson"), geography.districts());
    try {
      AreaFiles.writeGeoPackage(folder.resolve("omraader_boligomraade.gpkg"), geography.housing());
    } catch (SQLException e) {
      throw new IOException("The GeoPackage of the housing areas could not be written", e);
    }
  }

  private void tell(int done, int all) {
    if (done % 256 == 0 && System.nanoTime() - lastNews > SECOND && percent < 100L * done / all) {
      lastNews = System.nanoTime();
      percent = 100L * done / all;
      progress.accept(
          "Demo municipality: %d %% of about %,d residents written"
              .formatted(percent, options.residents()));
    }
  }
}
