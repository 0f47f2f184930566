/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import dk.socialbalance.filter.Vocabulary;
import dk.socialbalance.ogc.common.formats.FeatureRows;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Names of feature types and attributes as requests write them: plain, with the workspace's prefix,
 * or with a prefix that the request binds to one of our namespaces.
 */
public final class TypeNames {

  private static final Pattern BINDING = Pattern.compile("xmlns\\((?:([^,=()]*)[,=])?([^()]*)\\)");

  /** Each property has one value at most, so its first is all of it (FES 2.0, 7.4.4). */
  private static final Pattern FIRST = Pattern.compile("\\[\\s*1\\s*]");

  private static final String GML = "http://www.opengis.net/gml";

  /** The properties that GML gives to every feature, and none of ours has. */
  private static final Set<String> GML_TEXTS = Set.of("name", "description", "identifier");

  private final Snapshot snapshot;
  private final Set<String> gmlPrefixes = new HashSet<>(Set.of("gml"));
  private final Map<String, String> namespaces = new HashMap<>();

  /**
   * @param bound prefixes and the namespaces that the request bound them to; those of the layers
   *     need no binding, and bindings to other namespaces count for nothing
   */
  public TypeNames(Snapshot snapshot, Map<String, String> bound) {
    this.snapshot = snapshot;
    namespaces.put("", Snapshot.NAMESPACE);
    namespaces.put(Snapshot.WORKSPACE, Snapshot.NAMESPACE);
    for (Layer layer : snapshot.layers().values()) {
      Layer.QualifiedName name = layer.description().qualifiedName();
      namespaces.put(name.prefix(), name.namespace());
    }
    Set<String> known = Set.copyOf(namespaces.values());
    bound.forEach(
        (prefix, namespace) -> {
          if (known.contains(namespace)) {
            namespaces.put(prefix, namespace);
            gmlPrefixes.remove(prefix);
          } else if (namespace.equals(GML) || namespace.startsWith(GML + "/")) {
            gmlPrefixes.add(prefix);
          }
        });
  }

  /** The bindings of the parameter NAMESPACES. */
  public static Map<String, String> namespaces(Kvp kvp) {
    Map<String, String> bound = new TreeMap<>();
    String bindings = kvp.either("NAMESPACES", "NAMESPACE");
    if (bindings != null) {
      Matcher binding = BINDING.matcher(bindings);
      while (binding.find()) {
        if (binding.group(1) != null) {
          bound.put(binding.group(1).strip(), binding.group(2).strip());
        }
      }
    }
    return bound;
  }

  /** The prefixes that a document binds, at any place. */
  public static Map<String, String> namespaces(Element root) {
    Map<String, String> bound = new TreeMap<>();
    collect(root, bound);
    return bound;
  }

  private static void collect(Element element, Map<String, String> bound) {
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      if ("xmlns".equals(attribute.getPrefix())) {
        bound.putIfAbsent(attribute.getLocalName(), attribute.getNodeValue());
      }
    }
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        collect(child, bound);
      }
    }
  }

  /** The name without its prefix; null when the prefix is not ours. */
  public String local(String name) {
    int colon = name.indexOf(':');
    String prefix = colon < 0 ? "" : name.substring(0, colon);
    return namespaces.containsKey(prefix) ? name.substring(colon + 1) : null;
  }

  /** The layer of a name; without a prefix by its plain name. Null when there is none. */
  private Layer layer(String name) {
    int colon = name.indexOf(':');
    String namespace = namespaces.get(colon < 0 ? "" : name.substring(0, colon));
    String local = name.substring(colon + 1);
    Layer plain = snapshot.layers().get(local);
    if (colon < 0 || (plain != null && isCalled(plain, namespace, local))) {
      return plain;
    }
    return snapshot.layers().values().stream()
        .filter(layer -> isCalled(layer, namespace, local))
        .findFirst()
        .orElse(null);
  }

  private static boolean isCalled(Layer layer, String namespace, String local) {
    Layer.QualifiedName name = layer.description().qualifiedName();
    return name.namespace().equals(namespace) && name.local().equals(local);
  }

  /** The layers that a list names; a type that does not exist is an error. */
  public List<Layer> layers(List<String> list, String parameter) {
    List<Layer> layers = new ArrayList<>();
    for (String name : list) {
      Layer layer = layer(name.strip());
      if (layer == null) {
        throw OwsException.invalid(
            parameter,
            "There is no feature type '"
                + OwsException.shown(name.strip())
                + "'; GetCapabilities lists those that there are.");
      }
      if (!layers.contains(layer)) {
        layers.add(layer);
      }
    }
    return layers;
  }

  /**
   * What a path in a filter leads to, in the words of {@link Vocabulary}.
   *
   * @throws OwsException when it leads nowhere, or to the box around a feature
   */
  public String reference(Layer layer, String path, String parameter) {
    String plain = FIRST.matcher(path.strip()).replaceAll("");
    String own = layer.description().qualifiedName().local() + "/";
    int slash = plain.indexOf('/');
    if (slash > 0 && own.equals(local(plain.substring(0, slash + 1)))) {
      plain = plain.substring(slash + 1);
    }
    boolean attribute = plain.startsWith("@");
    int colon = plain.indexOf(':');
    if (colon > 0 && gmlPrefixes.contains(plain.substring(attribute ? 1 : 0, colon))) {
      String of = plain.substring(colon + 1);
      if (attribute && of.equals("id")) {
        return Vocabulary.ID;
      }
      if (!attribute && GML_TEXTS.contains(of)) {
        return Vocabulary.NOWHERE;
      }
      if (!attribute && of.equals("boundedBy")) {
        throw new OwsException(
            403,
            "OperationProcessingFailed",
            parameter,
            "The box around a feature cannot be compared; name its geometry, "
                + FeatureRows.GEOMETRY
                + ", with a spatial operator.");
      }
    }
    int index = property(layer, plain, parameter);
    return index == layer.attributes().size()
        ? Vocabulary.GEOMETRY
        : layer.attributes().get(index).name();
  }

  /** The index of an attribute, or {@code attributes().size()} for the geometry. */
  public int property(Layer layer, String name, String parameter) {
    String local = local(FIRST.matcher(name.strip()).replaceAll(""));
    // A path may begin with the feature's own element.
    String own = layer.description().qualifiedName().local() + "/";
    if (local != null && local.startsWith(own)) {
      local = local(local.substring(own.length()));
    }
    int index = local == null ? -1 : layer.attribute(local);
    if (index < 0 && FeatureRows.GEOMETRY.equals(local) && layer.hasGeometry()) {
      return layer.attributes().size();
    }
    if (index < 0) {
      throw OwsException.invalid(
          parameter,
          "'"
              + OwsException.shown(name.strip())
              + "' is no property of "
              + layer.name()
              + "; DescribeFeatureType lists them.");
    }
    return index;
  }
}
