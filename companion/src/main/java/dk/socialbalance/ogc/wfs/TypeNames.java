/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.Kvp;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Names of feature types and attributes as requests write them: plain, with the workspace's prefix,
 * or with a prefix that NAMESPACES binds to our namespace.
 */
final class TypeNames {

  private static final Pattern BINDING = Pattern.compile("xmlns\\((?:([^,=()]*)[,=])?([^()]*)\\)");

  private final Snapshot snapshot;
  private final Set<String> prefixes;

  /**
   * @param prefixes that the request bound to the features' namespace, besides none and the
   *     workspace's
   */
  TypeNames(Snapshot snapshot, Set<String> prefixes) {
    this.snapshot = snapshot;
    this.prefixes = new HashSet<>(prefixes);
    this.prefixes.add("");
    this.prefixes.add(Snapshot.WORKSPACE);
  }

  /** The prefixes that the parameter NAMESPACES binds to the features' namespace. */
  static Set<String> prefixes(Kvp kvp) {
    Set<String> prefixes = new TreeSet<>();
    String bindings = kvp.either("NAMESPACES", "NAMESPACE");
    if (bindings != null) {
      Matcher binding = BINDING.matcher(bindings);
      while (binding.find()) {
        if (Snapshot.NAMESPACE.equals(binding.group(2).trim()) && binding.group(1) != null) {
          prefixes.add(binding.group(1).trim());
        }
      }
    }
    return prefixes;
  }

  /** The prefixes that a document binds, at any place, to the features' namespace. */
  static Set<String> prefixes(Element root) {
    Set<String> prefixes = new TreeSet<>();
    collect(root, prefixes);
    return prefixes;
  }

  private static void collect(Element element, Set<String> prefixes) {
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      if ("xmlns".equals(attribute.getPrefix())
          && Snapshot.NAMESPACE.equals(attribute.getNodeValue())) {
        prefixes.add(attribute.getLocalName());
      }
    }
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        collect(child, prefixes);
      }
    }
  }

  /** The name without its prefix; null when the prefix is not ours. */
  String local(String name) {
    int colon = name.indexOf(':');
    String prefix = colon < 0 ? "" : name.substring(0, colon);
    return prefixes.contains(prefix) ? name.substring(colon + 1) : null;
  }

  /** The layers that a list names; a type that does not exist is an error. */
  List<Layer> layers(List<String> list, String parameter) {
    List<Layer> layers = new ArrayList<>();
    for (String name : list) {
      String local = local(name.trim());
      Layer layer = local == null ? null : snapshot.layers().get(local);
      if (layer == null) {
        throw OwsException.invalid(
            parameter,
            "There is no feature type '"
                + OwsException.shown(name.trim())
                + "'; GetCapabilities lists those that there are.");
      }
      if (!layers.contains(layer)) {
        layers.add(layer);
      }
    }
    return layers;
  }

  /** The index of an attribute, or {@code attributes().size()} for the geometry. */
  int property(Layer layer, String name, String parameter) {
    String local = local(name.trim());
    // A path may begin with the feature's own element.
    if (local != null && local.startsWith(layer.name() + "/")) {
      local = local(local.substring(layer.name().length() + 1));
    }
    int index = local == null ? -1 : layer.attribute(local);
    if (index < 0 && GmlFeatures.GEOMETRY.equals(local) && layer.hasGeometry()) {
      return layer.attributes().size();
    }
    if (index < 0) {
      throw OwsException.invalid(
          parameter,
          "'"
              + OwsException.shown(name.trim())
              + "' is no property of "
              + layer.name()
              + "; DescribeFeatureType lists them.");
    }
    return index;
  }
}
