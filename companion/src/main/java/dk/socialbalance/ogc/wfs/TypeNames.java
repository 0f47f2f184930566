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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of feature types and attributes as requests write them: plain, with the workspace's prefix,
 * or with a prefix that NAMESPACES binds to our namespace.
 */
final class TypeNames {

  private static final Pattern BINDING = Pattern.compile("xmlns\\(([^,()]*)[,=]([^()]*)\\)");

  private final Snapshot snapshot;
  private final Set<String> prefixes = new HashSet<>(Set.of("", Snapshot.WORKSPACE));

  TypeNames(Snapshot snapshot, Kvp kvp) {
    this.snapshot = snapshot;
    String bindings = kvp.either("NAMESPACES", "NAMESPACE");
    if (bindings != null) {
      Matcher binding = BINDING.matcher(bindings);
      while (binding.find()) {
        if (Snapshot.NAMESPACE.equals(binding.group(2).trim())) {
          prefixes.add(binding.group(1).trim());
        }
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
  List<Layer> layers(String list, String parameter) {
    List<Layer> layers = new ArrayList<>();
    for (String name : list.split(",")) {
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
    if (layers.isEmpty()) {
      throw OwsException.invalid(parameter, "The list of feature types is empty.");
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
