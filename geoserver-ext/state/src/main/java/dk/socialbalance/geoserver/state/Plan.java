/* SPDX-License-Identifier: EUPL-1.2 OR GPL-2.0-or-later */
package dk.socialbalance.geoserver.state;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What must be done for the present state to become the wanted one: in an order in which nothing
 * ever refers to something that is not there. Empty when they are equal.
 */
public record Plan(List<Change> changes) {

  /** One step. */
  public sealed interface Change {

    /** Makes or changes workspace, namespace and store. */
    record PutStore(Map<String, String> parameters) implements Change {}

    /** Makes or changes a style. */
    record PutStyle(StyleState style) implements Change {}

    /** Makes or changes a feature type, its layer and its tile layer. */
    record PutLayer(LayerState layer) implements Change {}

    /** Makes or changes a group. */
    record PutGroup(GroupState group) implements Change {}

    /** Makes or changes the workspace's service settings. */
    record PutService(ServiceState service) implements Change {}

    /** Removes a retired group. */
    record RemoveGroup(String name) implements Change {}

    /** Removes a retired layer with its feature type and tiles. */
    record RemoveLayer(String name) implements Change {}

    /** Removes a retired style. */
    record RemoveStyle(String name) implements Change {}

    /** Closes the store's connections, and forgets what they knew of the views' columns. */
    record ResetStore() implements Change {}

    /** Forgets what GeoServer remembers of a layer. */
    record Reset(String layer) implements Change {}

    /** Empties a layer's tile cache, whole. */
    record EmptyTiles(String layer) implements Change {}

    /** Keeps in the catalogue of which data a layer's tiles are, after they were emptied. */
    record KeepRevision(String layer, String revision) implements Change {}
  }

  /** Compares. */
  public static Plan of(State wanted, State present) {
    List<Change> changes = new ArrayList<>();
    if (!wanted.store().equals(present.store())) {
      changes.add(new Change.PutStore(wanted.store()));
    }
    wanted.styles().values().stream()
        .filter(style -> !style.equals(present.styles().get(style.name())))
        .forEach(style -> changes.add(new Change.PutStyle(style)));
    wanted.layers().values().stream()
        .filter(layer -> !layer.equals(present.layers().get(layer.name())))
        .forEach(layer -> changes.add(new Change.PutLayer(layer)));
    boolean moved = moved(wanted, present);
    childrenFirst(wanted).stream()
        .filter(group -> moved || !group.equals(present.groups().get(group.name())))
        .forEach(group -> changes.add(new Change.PutGroup(group)));
    List<GroupState> retired = new ArrayList<>(childrenFirst(present));
    retired.removeIf(group -> wanted.groups().containsKey(group.name()));
    for (int i = retired.size() - 1; i >= 0; i--) {
      changes.add(new Change.RemoveGroup(retired.get(i).name()));
    }
    present.layers().keySet().stream()
        .filter(name -> !wanted.layers().containsKey(name))
        .forEach(name -> changes.add(new Change.RemoveLayer(name)));
    present.styles().keySet().stream()
        .filter(name -> !wanted.styles().containsKey(name))
        .forEach(name -> changes.add(new Change.RemoveStyle(name)));
    wanted
        .service()
        .filter(service -> !wanted.service().equals(present.service()))
        .ifPresent(service -> changes.add(new Change.PutService(service)));
    freshness(wanted, present, changes);
    return new Plan(List.copyOf(changes));
  }

  /** Whether a layer's extent is another one: groups have the extents of their members. */
  private static boolean moved(State wanted, State present) {
    return present.layers().values().stream()
        .anyMatch(
            before -> {
              LayerState after = wanted.layers().get(before.name());
              return after != null && !after.bounds().equals(before.bounds());
            });
  }

  /** Whether a view that GeoServer knows has other columns now. */
  private static boolean reshaped(State wanted, State present) {
    return present.layers().values().stream()
        .anyMatch(
            before -> {
              LayerState after = wanted.layers().get(before.name());
              return after != null && !after.columns().equals(before.columns());
            });
  }

  /**
   * Last of all, so that no tile is made from an old style or column after its cache was emptied.
   */
  private static void freshness(State wanted, State present, List<Change> changes) {
    Set<String> written = new HashSet<>();
    boolean everything = false;
    for (Change change : changes) {
      if (change instanceof Change.PutLayer put) {
        written.add(put.layer().name());
      } else if (change instanceof Change.PutStyle put) {
        wanted.layers().values().stream()
            .filter(layer -> layer.styles().contains(put.style().name()))
            .forEach(layer -> written.add(layer.name()));
      } else if (change instanceof Change.PutStore) {
        everything = true;
      }
    }
    if (reshaped(wanted, present)) {
      changes.add(new Change.ResetStore());
    }
    for (LayerState layer : wanted.layers().values()) {
      String revision = wanted.revisions().get(layer.name());
      boolean changed = !Objects.equals(revision, present.revisions().get(layer.name()));
      if (everything || changed || written.contains(layer.name())) {
        changes.add(new Change.Reset(layer.name()));
        if (layer.inWms()) {
          changes.add(new Change.EmptyTiles(layer.name()));
        }
      }
      if (changed) {
        changes.add(new Change.KeepRevision(layer.name(), revision));
      }
    }
  }

  private static List<GroupState> childrenFirst(State state) {
    List<GroupState> ordered = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    state.groups().values().forEach(group -> visit(state, group, seen, ordered));
    return ordered;
  }

  private static void visit(
      State state, GroupState group, Set<String> seen, List<GroupState> ordered) {
    if (seen.add(group.name())) {
      for (String member : group.members()) {
        GroupState child = state.groups().get(member);
        if (child != null) {
          visit(state, child, seen, ordered);
        }
      }
      ordered.add(group);
    }
  }
}
