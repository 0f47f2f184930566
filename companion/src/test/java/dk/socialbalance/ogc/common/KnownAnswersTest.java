/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.wmts.TileServer;
import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.SnapshotFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What is asked again in the same words is not read again, as long as the same is served. */
class KnownAnswersTest {

  private static final String NAME = "basisdistrikt";

  private final CurrentSnapshot current = new CurrentSnapshot();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ReadyCache ready = new ReadyCache(current, 1_000_000);
  private final KnownAnswers answers = new KnownAnswers(current, new OperationTimes(registry));
  private int read;

  KnownAnswersTest() {
    current.swap(SnapshotFixture.snapshot("", ""));
  }

  private static MockHttpServletRequest request(String method, String... headers) {
    MockHttpServletRequest request = new MockHttpServletRequest(method, "/wms");
    request.setQueryString("REQUEST=GetMap&LAYERS=a");
    for (int i = 0; i < headers.length; i += 2) {
      request.addHeader(headers[i], headers[i + 1]);
    }
    return request;
  }

  /** What a door does that has read the request. */
  private FilterChain door(Consumer<HttpServletResponse> before) {
    return (asked, answer) -> {
      read++;
      HttpServletResponse response = (HttpServletResponse) answer;
      Snapshot snapshot = current.get();
      Operations.note((HttpServletRequest) asked, "WMS", "GetMap");
      CrossOriginFilter.open(response);
      if (Freshness.holds(
          (HttpServletRequest) asked, response, "W/\"" + snapshot.publication() + "\"")) {
        return;
      }
      response.setContentType("image/png");
      Made made =
          ready.made(
              new ReadyCache.Key(
                  List.of(ReadyCache.Source.of(snapshot.layers().get(NAME))), snapshot.revision()),
              () -> ("picture " + read).getBytes(StandardCharsets.UTF_8));
      before.accept(response);
      KnownAnswers.remember((HttpServletRequest) asked, response, made);
      response.setContentLength(made.bytes().length);
      response.getOutputStream().write(made.bytes());
    };
  }

  private MockHttpServletResponse ask(
      MockHttpServletRequest request, Consumer<HttpServletResponse> before) throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    answers.doFilter(request, response, door(before));
    return response;
  }

  private MockHttpServletResponse ask(MockHttpServletRequest request) throws Exception {
    return ask(request, response -> {});
  }

  @Test
  void theSameWordsGetTheSameAnswerUnread() throws Exception {
    MockHttpServletResponse first = ask(request("GET"));
    MockHttpServletResponse second = ask(request("GET"));
    assertThat(read).isEqualTo(1);
    assertThat(second.getContentAsByteArray()).isEqualTo(first.getContentAsByteArray());
    assertThat(second.getHeaderNames()).isEqualTo(first.getHeaderNames());
    for (String header : first.getHeaderNames()) {
      assertThat(second.getHeader(header)).as(header).isEqualTo(first.getHeader(header));
    }
    assertThat(
            registry
                .get("socialbalance.requests")
                .tags("operation", "WMS GetMap", "outcome", "ok")
                .timer()
                .count())
        .isEqualTo(1);
  }

  @Test
  void whoHasItIsToldSo() throws Exception {
    String tag = ask(request("GET")).getHeader("ETag");
    MockHttpServletResponse again = ask(request("GET", "If-None-Match", tag));
    assertThat(again.getStatus()).isEqualTo(304);
    assertThat(again.getContentAsByteArray()).isEmpty();
    assertThat(ask(request("GET", "If-None-Match", "W/\"other\"")).getStatus()).isEqualTo(200);
    assertThat(read).isEqualTo(1);
  }

  @Test
  void otherLanguagesTypesAndMethodsAreRead() throws Exception {
    ask(request("GET"));
    ask(request("GET", "Accept-Language", "en"));
    ask(request("GET", "Accept", "image/jpeg"));
    ask(request("HEAD"));
    ask(request("POST"));
    assertThat(read).isEqualTo(5);
  }

  @Test
  void aNewPublicationIsReadAnew() throws Exception {
    ask(request("GET"));
    current.swap(SnapshotFixture.snapshot("", ""));
    ask(request("GET"));
    assertThat(read).isEqualTo(2);
  }

  @Test
  void whatWasMadeWhileAnotherCameIsNotRemembered() throws Exception {
    ask(request("GET"), response -> current.swap(SnapshotFixture.snapshot("", "")));
    ask(request("GET"));
    assertThat(read).isEqualTo(2);
  }

  @Test
  void anAnswerWithAWarningIsNotRemembered() throws Exception {
    ask(request("GET"), response -> response.addHeader("Warning", "99 Nearest value used"));
    ask(request("GET"));
    assertThat(read).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/wmts?SERVICE=WMTS&VERSION=1.0.0&REQUEST=GetTile&LAYER=socialbalance:basisdistrikt_underretninger"
            + "&STYLE=&FORMAT=image/png&TILEMATRIXSET=View1&TILEMATRIX=10&TILEROW=780&TILECOL=1453",
        "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=basisdistrikt_underretninger&STYLES="
            + "&CRS=EPSG:25832&BBOX=715000,6180000,716000,6181000&WIDTH=64&HEIGHT=64"
            + "&FORMAT=image/png"
      })
  void aDoorsAnswerHasTheSameHeadersEachTime(String request) {
    HttpResponse<byte[]> first = TileServer.server().getBytes(request);
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("Content-Type")).hasValue("image/png");
    HttpResponse<byte[]> second = TileServer.server().getBytes(request);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(headers(second)).isEqualTo(headers(first));
  }

  private static Map<String, List<String>> headers(HttpResponse<?> answer) {
    Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
    headers.remove("date");
    return headers;
  }
}
