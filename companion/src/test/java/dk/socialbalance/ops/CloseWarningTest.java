/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.db.TestDatabase;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.PublishFixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Closing a warning over HTTP, and what is refused: nothing of that leaves a trace. A warning each
 * for quarters B01 to B03.
 */
class CloseWarningTest {

  private static final String TOKEN = "a-token-of-this-test-0123456789abcdef";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static TestDatabase database;
  private static CompanionServer server;

  @BeforeAll
  static void publish(@TempDir Path logs) throws SQLException {
    database = TestDatabase.create();
    PublishFixture.areas(database, 5);
    for (int year = 2020; year <= 2025; year++) {
      PublishFixture.cells(
          database,
          "underretninger",
          "bydel",
          Integer.toString(year),
          year == 2025 ? "CASE WHEN kode <= 'B03' THEN 90 ELSE 40 END" : "40",
          "400");
      PublishFixture.cells(
          database, "underretninger", "kommune", Integer.toString(year), "10000", "100000");
    }
    Catalogue catalogue =
        PublishFixture.catalogue(
            List.of(
                PublishFixture.indicator(
                    "underretninger", Measure.SHARE, 5, Hide.BOTH, PublishFixture.yearly())),
            List.of());
    PublishFixture.publish(database.access(), catalogue);
    CurrentSnapshot current = new CurrentSnapshot();
    current.swap(PublishFixture.read(database.access(), null));
    server =
        CompanionServer.start(
            0,
            logs,
            current,
            ServiceSettings.defaults(),
            new CompanionServer.Administered(database.access(), catalogue),
            TOKEN);
  }

  @AfterAll
  static void stop() {
    server.close();
    database.close();
  }

  private static String of(String area, String columns) throws SQLException {
    return String.join(
        ",",
        PublishFixture.rows(
            database,
            "SELECT "
                + columns
                + " FROM publish.warning w JOIN ops.warning_event e ON e.warning_id = w.id"
                + " WHERE w.regel = 'spring' AND w.omraade_kode = '"
                + area
                + "' ORDER BY e.id"));
  }

  private static HttpResponse<String> close(String warning, String token, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:" + server.port() + "/api/warnings/" + warning + "/close"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void closesOnceAndKeepsWhoAndWhy() throws Exception {
    String id = of("B01", "w.id");
    String body = "{\"role\": \"skoleleder\", \"text\": \"Talt igennem med skolerne\"}";
    HttpResponse<String> closed = close(id, TOKEN, body);
    assertThat(closed.statusCode()).as(closed.body()).isEqualTo(200);
    assertThat(closed.body())
        .contains("\"status\":\"lukket\"", "Talt igennem med skolerne", "\"role\":\"skoleleder\"");
    assertThat(of("B01", "w.status, e.event")).isEqualTo("lukket aabnet,lukket lukket");

    HttpResponse<String> again = close(id, TOKEN, body);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body())
        .contains("Warning " + id + " is 'lukket'", "while it is ny, set, handlet");
    assertThat(of("B01", "e.event")).isEqualTo("aabnet,lukket");
  }

  @Test
  void needsNoText() throws Exception {
    assertThat(close(of("B02", "w.id"), TOKEN, "{\"role\": \"skoleleder\"}").statusCode())
        .isEqualTo(200);
    assertThat(of("B02", "w.status, e.role")).isEqualTo("lukket -,lukket skoleleder");
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "this, , {\"role\": \"skoleleder\"}, 401, instance's token",
        "this, wrong, {\"role\": \"skoleleder\"}, 401, instance's token",
        "999999, right, {\"role\": \"skoleleder\"}, 404, There is no such warning",
        "x, right, {\"role\": \"skoleleder\"}, 400, ",
        "this, right, {}, 400, No such role; choose one of",
        "this, right, {\"role\": \"Hans Jensen\"}, 400, No such role; choose one of",
        "this, right, `{\"role\": \"skoleleder\", \"text\": \"x\"}`, 400, write 3 to 500",
        "this, right, `{\"role\": \"skoleleder\", \"text\": \"010203-0405 er ringet op\"}`, 400, CPR",
        "this, right, `{\"role\": \"skoleleder\", \"text\": \"skriv til a@b.dk\"}`, 400, e-mail",
        "this, right, {\"role\": , 400, ",
        "this, right, ``, 400, "
      })
  void isRefused(String warning, String token, String body, int status, String said)
      throws Exception {
    String id = warning.equals("this") ? of("B03", "w.id") : warning;
    HttpResponse<String> refused = close(id, "right".equals(token) ? TOKEN : token, body);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    assertThat(refused.body())
        .contains("\"status\":" + status, said == null ? "" : said)
        .doesNotContain("0405", "a@b", "Hans", "Exception", "\tat ", "SELECT");
    assertThat(of("B03", "w.status, e.event")).isEqualTo("ny aabnet");
  }
}
