/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.web;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.ogc.common.BaseUrl;
import dk.socialbalance.ogc.common.Build;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.LayerGroup;
import dk.socialbalance.publication.Snapshot;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Envelope;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The map page and what it has to know about the layers. */
@Controller
public class MapController {

  private final CurrentSnapshot current;
  private final ServiceSettings settings;

  /** The page over the current snapshot. */
  public MapController(CurrentSnapshot current, ServiceSettings settings) {
    this.current = current;
    this.settings = settings;
  }

  /** The page; everything on it comes from this service. */
  @GetMapping("/")
  public String page(HttpServletRequest request, Model model) {
    Snapshot snapshot = current.get();
    model.addAttribute("base", BaseUrl.of(request, settings));
    model.addAttribute("place", snapshot.place());
    model.addAttribute("synthetic", snapshot.synthetic());
    model.addAttribute("ready", !snapshot.layers().isEmpty());
    return "web/map";
  }

  /**
   * The layers that the page offers: levels, and for each its indicator and index layers by theme.
   */
  @GetMapping(path = "/assets/layers.json", produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseBody
  public ResponseEntity<Map<String, Object>> layers() {
    Snapshot snapshot = current.get();
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("srid", snapshot.srid());
    page.put("publication", snapshot.publication());
    page.put("createdAt", snapshot.createdAt().toString());
    List<Map<String, Object>> levels = new ArrayList<>();
    for (LayerGroup level : snapshot.groups()) {
      if (level.parent().isEmpty() && isLevel(snapshot, level)) {
        levels.add(level(snapshot, level));
      }
    }
    page.put("levels", levels);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache())
        .eTag('"' + snapshot.revision() + '-' + Build.VERSION + '"')
        .body(page);
  }

  /** A group that holds areas; that of own layers does not. */
  private static boolean isLevel(Snapshot snapshot, LayerGroup group) {
    return group.members().stream()
        .map(snapshot.layers()::get)
        .anyMatch(layer -> layer != null && layer.description().kind() == Layer.Kind.AREA);
  }

  private static Map<String, Object> level(Snapshot snapshot, LayerGroup group) {
    Map<String, Object> level = new LinkedHashMap<>();
    level.put("id", group.name());
    level.put("title", text(group.title()));
    for (String name : group.members()) {
      Layer layer = snapshot.layers().get(name);
      if (layer != null && layer.description().kind() == Layer.Kind.AREA) {
        Envelope box = layer.extent(snapshot.srid());
        level.put("areas", name);
        level.put("niveau", layer.description().niveau());
        level.put("count", layer.size());
        level.put("extent", List.of(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()));
      }
    }
    List<Map<String, Object>> themes = new ArrayList<>();
    addTheme(snapshot, group, themes);
    for (LayerGroup theme : snapshot.groups()) {
      if (theme.parent().equals(group.name())) {
        addTheme(snapshot, theme, themes);
      }
    }
    level.put("themes", themes);
    return level;
  }

  private static void addTheme(
      Snapshot snapshot, LayerGroup group, List<Map<String, Object>> themes) {
    List<Map<String, Object>> layers = new ArrayList<>();
    for (String name : group.members()) {
      Layer layer = snapshot.layers().get(name);
      if (layer != null && layer.description().inWms() && !layer.times().isEmpty()) {
        layers.add(layer(snapshot, layer));
      }
    }
    if (!layers.isEmpty()) {
      Map<String, Object> theme = new LinkedHashMap<>();
      theme.put("title", text(group.title()));
      theme.put("layers", layers);
      themes.add(theme);
    }
  }

  private static Map<String, Object> layer(Snapshot snapshot, Layer layer) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", layer.name());
    entry.put("kind", layer.description().kind().name());
    entry.put("subject", layer.description().subject());
    entry.put("title", text(layer.description().title()));
    entry.put("description", text(layer.description().description()));
    List<Map<String, Object>> styles = new ArrayList<>();
    for (String style : layer.description().styles()) {
      if (snapshot.styles().containsKey(style)) {
        styles.add(Map.of("name", style, "title", text(snapshot.styles().get(style).title())));
      }
    }
    entry.put("styles", styles);
    entry.put("periods", layer.times().stream().map(Layer.TimeStep::code).toList());
    entry.put("starts", layer.times().stream().map(t -> t.start().toString()).toList());
    return entry;
  }

  private static Map<String, String> text(LocalText text) {
    return Map.of("da", text.da(), "en", text.en());
  }
}
