/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.w3c.dom.Element;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSSerializer;

/**
 * Writes a posted request as parameters, so that its other pages have addresses: a client follows
 * {@code next} with GET.
 */
final class KvpWriter {

  /** Longest address: longer ones get lost on the way. */
  private static final int MAX_LENGTH = 12_000;

  private static final DOMImplementationLS XML = implementation();

  private KvpWriter() {}

  private static DOMImplementationLS implementation() {
    try {
      return (DOMImplementationLS)
          DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The Java XML library cannot write", e);
    }
  }

  /** The request with its parameters; without, when it cannot be written so or is too long. */
  static WfsRequest.GetFeature addressed(WfsRequest.GetFeature request) {
    Map<String, String> parameters = parameters(request);
    boolean fits =
        parameters != null
            && parameters.values().stream().mapToInt(String::length).sum() <= MAX_LENGTH;
    return new WfsRequest.GetFeature(
        request.version(),
        request.queries(),
        request.outputFormat(),
        request.hits(),
        request.start(),
        request.count(),
        request.valueReference(),
        request.namespaces(),
        fits ? parameters : null);
  }

  private static Map<String, String> parameters(WfsRequest.GetFeature request) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("SERVICE", "WFS");
    all.put("VERSION", request.version().number());
    all.put("REQUEST", request.valueReference() == null ? "GetFeature" : "GetPropertyValue");
    if (request.queries().size() == 1
        && request.queries().get(0) instanceof WfsRequest.Stored stored) {
      stored.parameters().forEach(all::putIfAbsent);
      all.put("STOREDQUERY_ID", stored.id());
    } else if (request.queries().stream().allMatch(WfsRequest.AdHoc.class::isInstance)) {
      List<WfsRequest.AdHoc> queries =
          request.queries().stream().map(WfsRequest.AdHoc.class::cast).toList();
      put(all, "TYPENAMES", queries, WfsRequest.AdHoc::type);
      put(all, "FILTER", queries, query -> query.filter() == null ? null : xml(query.filter()));
      put(
          all,
          "PROPERTYNAME",
          queries,
          query -> query.properties() == null ? null : String.join(",", query.properties()));
      put(all, "SORTBY", queries, query -> query.sort().isEmpty() ? null : sort(query.sort()));
      put(all, "SRSNAME", queries, WfsRequest.AdHoc::srsName);
    } else {
      return null;
    }
    putIfPresent(all, "VALUEREFERENCE", request.valueReference());
    putIfPresent(all, "OUTPUTFORMAT", request.outputFormat());
    putIfPresent(all, "COUNT", request.count() == null ? null : request.count().toString());
    String bindings =
        request.namespaces().entrySet().stream()
            .filter(binding -> isOfFeatures(binding.getValue()))
            .map(binding -> "xmlns(" + binding.getKey() + "," + binding.getValue() + ")")
            .collect(Collectors.joining(","));
    putIfPresent(all, "NAMESPACES", bindings.isEmpty() ? null : bindings);
    return all;
  }

  private static boolean isOfFeatures(String namespace) {
    return !namespace.matches("http://www\\.(opengis\\.net|w3\\.org)/.*|.*[(),\\s].*");
  }

  private static void putIfPresent(Map<String, String> all, String name, String value) {
    if (value != null) {
      all.put(name, value);
    }
  }

  /** One query's value as it is, several in brackets each; nothing when none has one. */
  private static void put(
      Map<String, String> all,
      String name,
      List<WfsRequest.AdHoc> queries,
      Function<WfsRequest.AdHoc, String> value) {
    List<String> values = queries.stream().map(value).map(v -> Objects.toString(v, "")).toList();
    if (values.stream().allMatch(String::isEmpty)) {
      return;
    }
    all.put(
        name,
        values.size() == 1
            ? values.get(0)
            : values.stream().map(v -> "(" + v + ")").collect(Collectors.joining()));
  }

  private static String sort(List<WfsRequest.Sort> sort) {
    return sort.stream()
        .map(key -> key.property() + (key.descending() ? " DESC" : " ASC"))
        .collect(Collectors.joining(","));
  }

  private static String xml(Element element) {
    LSSerializer serializer = XML.createLSSerializer();
    serializer.getDomConfig().setParameter("xml-declaration", false);
    return serializer.writeToString(element);
  }
}
