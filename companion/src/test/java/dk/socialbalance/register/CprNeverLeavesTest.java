/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import static dk.socialbalance.register.LoadFixture.ASSESSMENTS;
import static dk.socialbalance.register.LoadFixture.BENEFITS;
import static dk.socialbalance.register.LoadFixture.INCOME;
import static dk.socialbalance.register.LoadFixture.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dk.socialbalance.catalogue.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A CPR number reaches neither the database nor a log, a report or an exception: files full of
 * mistakes are loaded, with numbers in every place, and everything that is left is searched.
 */
class CprNeverLeavesTest {

  private static final String PEOPLE_HEADER =
      "cpr;foedselsdato;foraelder_cpr;adresse_id;vejkode;husnr;husstand;fra;til\n";

  private static final String[] NUMBERS = {"610112-1001", "720385-2002", "880990-3003"};

  /** How a number may stand in a cell. */
  private static final List<String> FORMS =
      List.of(
          "%s", " %s ", "\u00A0%s", "nr. %s", "%s (barn)", "%s\t", "x%s", "%s,00", "\"%s\nog\"");

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private LoadFixture fixture;

  @BeforeEach
  void create() {
    fixture = new LoadFixture(folder);
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.DEBUG);
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void drop() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAppender(log);
    fixture.close();
  }

  @Test
  void noNumberIsFoundInAnythingThatALoadLeaves() throws Exception {
    in(PEOPLE, PEOPLE_HEADER, "610155-0001;01-01-2012;610155-0002;a1;1;2;h;01-01-2016;");
    in(BENEFITS, "cpr;ydelse;fra;til\n", "610155-0001;KTH;01-01-2016;");
    in(INCOME, "cpr;fra;til;bruttoindkomst\n", "610155-0001;01-01-2016;;5");
    in(ASSESSMENTS, "cpr;dato;resultat\n", "610155-0001;01-01-2016;god");
    addresses();

    List<String> places = new ArrayList<>(told);
    log.list.forEach(event -> places.add(event.getFormattedMessage()));
    places.addAll(dump());
    assertThat(places).as("something is left to search").hasSizeGreaterThan(500);
    assertThat(fixture.rows("SELECT source FROM register.spell GROUP BY 1 HAVING count(*) > 3"))
        .as("rows with the numbers were stored")
        .containsExactlyInAnyOrder("ydelser", "indkomst", "sprogvurdering");
    assertThat(fixture.rows("SELECT count(*) FROM register.person")).doesNotContain("0", "1");
    for (String place : places) {
      String bare = place.replaceAll("[-\\s.,:;]", "").toLowerCase(Locale.ROOT);
      for (String trace : traces()) {
        assertThat(bare.contains(trace)).as("a number in: %s", place).isFalse();
      }
    }
  }

  /** What a number would leave: its digits, without the last or the first one, or as bytes. */
  private static List<String> traces() {
    List<String> traces = new ArrayList<>();
    for (String cpr : NUMBERS) {
      String digits = cpr.replace("-", "");
      traces.add(digits.substring(0, 9));
      traces.add(digits.substring(1));
      traces.add(HexFormat.of().formatHex(digits.getBytes(StandardCharsets.US_ASCII)));
    }
    return traces;
  }

  /** The numbers in every column, alone and within text, in the header, and behind lost quotes. */
  private void in(Source source, String header, String row) {
    String[] cells = row.split(";", -1);
    StringBuilder file = new StringBuilder(header).append(row).append('\n');
    for (String cpr : spellings()) {
      file.append(cpr).append(row.substring(row.indexOf(';'))).append('\n');
      for (int i = 0; i < cells.length; i++) {
        for (String form : FORMS) {
          String[] changed = cells.clone();
          changed[i] = form.formatted(cpr);
          file.append(String.join(";", changed)).append('\n');
        }
      }
      file.append(row).append(';').append(cpr).append('\n').append(cpr).append('\n');
    }
    String cpr = NUMBERS[0];
    load(source, file + "\n", 0.001);
    load(source, file + "\"" + row + "\n" + cpr + ";\n", 1);
    load(source, row.replace("610155-0001", cpr) + "\n" + row + "\n", 1);
    load(source, header.replace(";", ";" + cpr + ";") + row + "\n", 1);
    load(source, header.strip() + ";" + cpr + "\n" + row + ";x\n", 1);
    load(source, file.toString(), 1);
  }

  private static List<String> spellings() {
    List<String> spellings = new ArrayList<>();
    for (String cpr : NUMBERS) {
      spellings.addAll(List.of(cpr, cpr.replace("-", ""), cpr.replace('-', ' ')));
    }
    return spellings;
  }

  private void load(Source source, String content, double share) {
    try {
      keep(fixture.load(source, LoadRun.WHOLE, content, new LoadOptions(false, share, told::add)));
    } catch (LoadFailedException e) {
      keep(e);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void addresses() {
    String good = "id;vejkode;husnr;oest;nord\nok;1;1;715000;6180000\n";
    StringBuilder file = new StringBuilder(good);
    for (String cpr : spellings()) {
      for (int i = 0; i < 5; i++) {
        String[] cells = {"a" + i + Math.abs(cpr.hashCode() % 97), "1", "1", "715000", "6180000"};
        cells[i] = cpr;
        file.append(String.join(";", cells)).append('\n');
      }
    }
    try {
      Path path = fixture.file("adresser " + NUMBERS[0] + ".csv", file.toString());
      keep(
          AddressLoader.load(
              fixture.database().access(),
              fixture.catalogue(),
              path,
              AddressLoader.AddressOptions.DEFAULT,
              new LoadOptions(false, 1, told::add)));
    } catch (LoadFailedException e) {
      keep(e);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void keep(LoadReport report) {
    told.add(report.toString());
  }

  private void keep(LoadFailedException e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    told.add(trace.toString());
    e.report().ifPresent(this::keep);
  }

  /** Every row of every table, as text. */
  private List<String> dump() {
    List<String> rows = new ArrayList<>();
    List<String> tables =
        fixture.rows(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
                + " WHERE schemaname IN ('register', 'indicator', 'publish', 'ops', 'byliv')");
    assertThat(tables).contains("register.spell", "ops.reject", "ops.run", "indicator.delivery");
    for (String table : tables) {
      rows.addAll(fixture.rows("SELECT t::text FROM " + table + " t"));
    }
    return rows;
  }
}
