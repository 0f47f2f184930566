/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Parameters, languages, base URLs and XML: what is read from a request, and what is refused. */
class RequestReadingTest {

  @Test
  void parameterNamesHaveNoCase() {
    Kvp kvp = Kvp.of(Map.of("service", new String[] {" WFS "}, "CoUnT", new String[] {"7"}));
    assertThat(kvp.get("SERVICE")).isEqualTo("WFS");
    assertThat(kvp.number("count", 0)).hasValue(7);
    assertThat(kvp.number("startindex", 0)).isEmpty();
  }

  @Test
  void tooManyOrTooLongParametersAreRefused() {
    Map<String, String[]> many = new TreeMap<>();
    for (int i = 0; i <= 200; i++) {
      many.put("p" + i, new String[] {"1"});
    }
    assertThatThrownBy(() -> Kvp.of(many)).isInstanceOf(OwsException.class);
    Map<String, String[]> longOne = Map.of("a", new String[] {"x".repeat(16 * 1024 + 1)});
    assertThatThrownBy(() -> Kvp.of(longOne)).isInstanceOf(OwsException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1e3", "0x10", "abc", "1.5", "-9999999999", "٣", "1 2"})
  void whatIsNoWholeNumberIsRefused(String value) {
    Kvp kvp = Kvp.of(Map.of("COUNT", new String[] {value}));
    assertThatThrownBy(() -> kvp.number("COUNT", 0)).isInstanceOf(OwsException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "- | - | - | da",
        "- | - | en-GB,en;q=0.9 | en",
        "- | - | de, en;q=0.5, da;q=0.4 | en",
        "- | - | en;q=0.1, da | da",
        "- | - | en;q=0 | da",
        "- | - | ;;;q=x | da",
        "en | - | da | en",
        "- | fr,en da | da | en",
        "- | * | en | da",
        "xx | - | en | en",
      })
  void theLanguageIsDanishUnlessAskedForEnglish(
      String language, String acceptLanguages, String header, String expected) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    if (header != null) {
      request.addHeader("Accept-Language", header);
    }
    Map<String, String[]> parameters = new TreeMap<>();
    if (language != null) {
      parameters.put("Language", new String[] {language});
    }
    if (acceptLanguages != null) {
      parameters.put("AcceptLanguages", new String[] {acceptLanguages});
    }
    assertThat(Languages.of(Kvp.of(parameters), request)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.5 | X-Forwarded-Proto=https | https://inside:8080",
        "10.0.0.5 | X-Forwarded-Host=kort.example.dk | http://kort.example.dk",
        "10.0.0.5 | X-Forwarded-Proto=https,X-Forwarded-Host=kort.example.dk:443,"
            + "X-Forwarded-Prefix=/social/ | https://kort.example.dk/social",
        "10.0.0.5 | Forwarded=for=1.2.3.4;proto=https;host=\"kort.example.dk\" |"
            + " https://kort.example.dk",
        "10.0.0.5 | X-Forwarded-Host=<script>.dk | http://inside:8080",
        "10.0.0.5 | X-Forwarded-Proto=javascript | http://inside:8080",
        "10.0.0.5 | X-Forwarded-Prefix=/../x | http://inside:8080",
        "10.0.0.5 | X-Forwarded-Prefix=//evil.example | http://inside:8080",
        "10.0.1.5 | X-Forwarded-Host=kort.example.dk | http://inside:8080",
        "127.0.0.1 | X-Forwarded-Host=kort.example.dk | http://inside:8080",
        "fd00::7 | X-Forwarded-Host=kort.example.dk | http://kort.example.dk",
      })
  void onlyTrustedProxiesSayWhereWeAre(String from, String headers, String expected) {
    ServiceSettings d = ServiceSettings.defaults();
    ServiceSettings settings = trusting(d, List.of("10.0.0.0/24", "fd00::/8"));
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr(from);
    request.addHeader("Host", "inside:8080");
    for (String header : headers.split(",")) {
      String[] pair = header.split("=", 2);
      request.addHeader(pair[0], pair[1]);
    }
    assertThat(BaseUrl.of(request, settings)).isEqualTo(expected);
  }

  private static ServiceSettings trusting(ServiceSettings d, List<String> proxies) {
    return new ServiceSettings(
        "",
        proxies,
        d.description(),
        d.provider(),
        d.contact(),
        d.fees(),
        d.accessConstraints(),
        d.limits());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "<x>", "a b", "-a", "a/b", "a:123456", "[::1", "a@b", "ø.dk"})
  void aHostThatIsNoneIsRefused(String host) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addHeader("Host", host);
    assertThatThrownBy(() -> BaseUrl.of(request, ServiceSettings.defaults()))
        .isInstanceOf(OwsException.class);
  }

  @Test
  void writtenXmlIsAlwaysWellFormed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    XmlOut xml = new XmlOut(bytes);
    String text = "<a> & ]]> \"' \u0000\u0008\uFFFF \uD800 æ \uD83D\uDE00";
    xml.start("r", "xmlns:a", "urn:a", "a:b", text, "c", null).text(text).element("e", "");
    xml.finish();
    var root = XmlIn.parse(new ByteArrayInputStream(bytes.toByteArray()), "").getDocumentElement();
    String expected = "<a> & ]]> \"' \uFFFD\uFFFD\uFFFD \uFFFD æ \uD83D\uDE00";
    assertThat(root.getTextContent()).isEqualTo(expected);
    assertThat(root.getAttributeNS("urn:a", "b")).isEqualTo(expected);
    assertThat(root.hasAttribute("c")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/x'>%p;]><a/>",
        "<a>&undefined;</a>",
        "<a><b></a>",
        "",
        "x",
        "<?xml version='1.0' encoding='nonsense'?><a/>"
      })
  void hostileXmlIsRefused(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> XmlIn.parse(new ByteArrayInputStream(bytes), "BODY"))
        .isInstanceOf(OwsException.class);
  }

  @Test
  void xmlIsBounded() {
    assertThatThrownBy(() -> XmlIn.parse("<a>".repeat(5000) + "</a>".repeat(5000), "FILTER"))
        .isInstanceOf(OwsException.class);
    assertThatThrownBy(() -> XmlIn.parse("<a>" + "x".repeat(XmlIn.MAX_SIZE) + "</a>", "FILTER"))
        .hasMessageContaining("too long");
    StringBuilder attributes = new StringBuilder("<a");
    for (int i = 0; i < 1000; i++) {
      attributes.append(" a").append(i).append("=''");
    }
    assertThatThrownBy(() -> XmlIn.parse(attributes + "/>", "FILTER"))
        .isInstanceOf(OwsException.class);
  }
}
