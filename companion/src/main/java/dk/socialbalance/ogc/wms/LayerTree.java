/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.LayerGroup;
import dk.socialbalance.publication.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The layers that can be drawn, in their containers: level, then theme. Every layer stands in it
 * once; a container without layers is left out.
 *
 * @param containers the ones at the top
 * @param loose layers that stand in no container
 */
record LayerTree(List<Container> containers, List<Layer> loose) {

  /**
   * A container: painting all its members makes no map, so that WMS knows it by its title alone.
   *
   * @param id names its metadata
   */
  record Container(String id, LocalText title, List<Layer> layers, List<Container> containers) {

    Container {
      layers = List.copyOf(layers);
      containers = List.copyOf(containers);
    }

    boolean isEmpty() {
      return layers.isEmpty() && containers.isEmpty();
    }

    /** All layers in it, at any depth. */
    List<Layer> allLayers() {
      List<Layer> all = new ArrayList<>(layers);
      containers.forEach(container -> all.addAll(container.allLayers()));
      return all;
    }
  }

  LayerTree {
    containers = List.copyOf(containers);
    loose = List.copyOf(loose);
  }

  /**
   * The tree of a snapshot.
   *
   * @param isDrawn which layers belong in it
   */
  static LayerTree of(Snapshot snapshot, Predicate<Layer> isDrawn) {
    Set<String> placed = new HashSet<>();
    List<Container> top = containers("", snapshot, isDrawn, placed, new HashSet<>());
    List<Layer> loose = new ArrayList<>();
    for (Layer layer : snapshot.layers().values()) {
      if (isDrawn.test(layer) && placed.add(layer.name())) {
        loose.add(layer);
      }
    }
    return new LayerTree(top, loose);
  }

  private static List<Container> containers(
      String parent,
      Snapshot snapshot,
      Predicate<Layer> isDrawn,
      Set<String> placed,
      Set<String> seen) {
    List<Container> found = new ArrayList<>();
    for (LayerGroup group : snapshot.groups()) {
      if (group.parent().equals(parent) && seen.add(group.name())) {
        List<Layer> layers = new ArrayList<>();
        for (String member : group.members()) {
          Layer layer = snapshot.layer(member);
          if (layer != null && isDrawn.test(layer) && placed.add(layer.name())) {
            layers.add(layer);
          }
        }
        Container container =
            new Container(
                group.name(),
                group.title(),
                layers,
                containers(group.name(), snapshot, isDrawn, placed, seen));
        if (!container.isEmpty()) {
          found.add(container);
        }
      }
    }
    return found;
  }
}
