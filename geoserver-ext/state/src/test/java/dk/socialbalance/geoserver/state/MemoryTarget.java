/* SPDX-License-Identifier: EUPL-1.2 OR GPL-2.0-or-later */
package dk.socialbalance.geoserver.state;

import dk.socialbalance.geoserver.state.Plan.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A catalogue in memory that refuses what GeoServer refuses: to refer to what is not there. */
final class MemoryTarget implements Target {

  final List<Change> done = new ArrayList<>();
  final Map<String, LayerState> layers = new LinkedHashMap<>();
  final Map<String, StyleState> styles = new LinkedHashMap<>();
  final Map<String, GroupState> groups = new LinkedHashMap<>();
  final Map<String, String> revisions = new LinkedHashMap<>();
  Map<String, String> store = Map.of();
  Optional<ServiceState> service = Optional.empty();

  /** The step that fails once, as a class; null for none. */
  Class<? extends Change> failing;

  @Override
  public State present() {
    return new State(
        store,
        service,
        Map.copyOf(layers),
        Map.copyOf(styles),
        Map.copyOf(groups),
        Map.copyOf(revisions));
  }

  @Override
  public void apply(Change change) {
    if (failing != null && failing.isInstance(change)) {
      failing = null;
      throw new IllegalStateException("The disk is full.");
    }
    if (!(change instanceof Change.PutStore)) {
      require(!store.isEmpty(), "no store");
    }
    if (change instanceof Change.PutStore put) {
      store = put.parameters();
    } else if (change instanceof Change.PutStyle put) {
      styles.put(put.style().name(), put.style());
    } else if (change instanceof Change.PutLayer put) {
      put.layer().styles().forEach(style -> require(styles.containsKey(style), style));
      layers.put(put.layer().name(), put.layer());
    } else if (change instanceof Change.PutGroup put) {
      put.group()
          .members()
          .forEach(m -> require(layers.containsKey(m) || groups.containsKey(m), m));
      groups.put(put.group().name(), put.group());
    } else if (change instanceof Change.PutService put) {
      service = Optional.of(put.service());
    } else if (change instanceof Change.RemoveGroup remove) {
      unused(remove.name());
      require(groups.remove(remove.name()) != null, remove.name());
    } else if (change instanceof Change.RemoveLayer remove) {
      unused(remove.name());
      require(layers.remove(remove.name()) != null, remove.name());
      revisions.remove(remove.name());
    } else if (change instanceof Change.RemoveStyle remove) {
      layers.values().forEach(l -> require(!l.styles().contains(remove.name()), remove.name()));
      require(styles.remove(remove.name()) != null, remove.name());
    } else if (change instanceof Change.Reset reset) {
      require(layers.containsKey(reset.layer()), reset.layer());
    } else if (change instanceof Change.KeepRevision keep) {
      require(layers.containsKey(keep.layer()), keep.layer());
      revisions.put(keep.layer(), keep.revision());
    }
    done.add(change);
  }

  private void unused(String name) {
    groups.values().forEach(group -> require(!group.members().contains(name), name + " is used"));
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
