/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.web;

import dk.socialbalance.ogc.common.BaseUrl;
import dk.socialbalance.ogc.common.Languages;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.LayerGroup;
import dk.socialbalance.publication.Snapshot;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The area report: the newest figure of every indicator for one area, beside the municipality's.
 * The attribute {@code link} of every feature leads here.
 */
@Controller
public class ReportController {

  private final CurrentSnapshot current;
  private final ServiceSettings settings;

  /** Reports from the current snapshot. */
  public ReportController(CurrentSnapshot current, ServiceSettings settings) {
    this.current = current;
    this.settings = settings;
  }

  /** A theme with its lines. */
  public record Theme(String title, List<Line> lines) {}

  /**
   * One indicator or index of the area; texts as the reader writes numbers.
   *
   * @param value or why there is none
   * @param shown false when there is no value
   * @param whole the same figure for the whole place; empty when there is none
   */
  public record Line(
      String title,
      String period,
      String value,
      boolean shown,
      String counts,
      String interval,
      String development,
      String whole) {}

  /** The page; an unknown area and one that is not published get the same answer. */
  @GetMapping("/rapport/{niveau}/{kode}")
  public String report(
      @PathVariable("niveau") String niveau,
      @PathVariable("kode") String kode,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Snapshot snapshot = current.get();
    String language = Languages.ofHeader(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    model.addAttribute("base", BaseUrl.of(request, settings));
    model.addAttribute("en", "en".equals(language));
    model.addAttribute("place", snapshot.place().in(language));
    model.addAttribute("synthetic", snapshot.synthetic());
    response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    Layer areas = snapshot.layers().get(niveau);
    int row =
        areas == null || areas.description().kind() != Layer.Kind.AREA ? -1 : latest(areas, kode);
    if (row < 0) {
      response.setStatus(HttpStatus.NOT_FOUND.value());
      return "web/report-missing";
    }
    model.addAttribute("name", areas.value(row, "omraade_navn"));
    model.addAttribute("level", areas.description().title().in(language).split(" · ")[0]);
    model.addAttribute("themes", themes(snapshot, niveau, kode, language));
    return "web/report";
  }

  private static List<Theme> themes(
      Snapshot snapshot, String niveau, String kode, String language) {
    List<Theme> themes = new ArrayList<>();
    for (LayerGroup group : snapshot.groups()) {
      List<Line> lines = new ArrayList<>();
      for (String name : group.members()) {
        Layer layer = snapshot.layers().get(name);
        if (layer != null
            && layer.description().niveau().equals(niveau)
            && !layer.description().subject().isEmpty()
            && !layer.description().latestOnly()) {
          int row = latest(layer, kode);
          if (row >= 0) {
            lines.add(line(snapshot, layer, row, language));
          }
        }
      }
      if (!lines.isEmpty()) {
        themes.add(new Theme(group.title().in(language), lines));
      }
    }
    return themes;
  }

  /** The row of the area's newest period; -1 when there is none. */
  private static int latest(Layer layer, String kode) {
    int code = layer.attribute("omraade_kode");
    int found = -1;
    for (int row = 0; row < layer.size(); row++) {
      if (kode.equals(layer.value(row, code)) && (found < 0 || isLater(layer, row, found))) {
        found = row;
      }
    }
    return found;
  }

  private static boolean isLater(Layer layer, int row, int than) {
    int start =
        layer.attribute(layer.attribute("periode_start") >= 0 ? "periode_start" : "gyldig_fra");
    return layer.value(row, start).toString().compareTo(layer.value(than, start).toString()) > 0;
  }

  private static Line line(Snapshot snapshot, Layer layer, int row, String language) {
    boolean index = layer.description().kind() == Layer.Kind.INDEX;
    String status = (String) layer.value(row, "datastatus");
    String unit = layer.value(row, "enhed") == null ? "" : " " + layer.value(row, "enhed");
    Double value = (Double) layer.value(row, index ? "indeks" : "vaerdi");
    String text =
        value != null
            ? number(value, index ? 2 : 1, language) + unit
            : "diskretioneret".equals(status)
                ? word(language, "Skjult: små tal", "Hidden: small numbers")
                : word(language, "Ingen data", "No data");
    Long n = (Long) layer.value(row, "taeller");
    Long d = (Long) layer.value(row, "naevner");
    Double low = (Double) layer.value(row, "nedre");
    Double high = (Double) layer.value(row, "oevre");
    return new Line(
        layer.description().title().in(language).split(" · ")[0],
        (String) layer.value(row, "periode"),
        text,
        value != null,
        n == null || d == null
            ? ""
            : number(n, 0, language) + word(language, " af ", " of ") + number(d, 0, language),
        low == null || high == null
            ? ""
            : number(low, 1, language) + " – " + number(high, 1, language),
        development((String) layer.value(row, "udvikling"), language),
        whole(snapshot, layer, (String) layer.value(row, "periode"), unit, language));
  }

  /** The figure of the topmost level (one area) in the same period. */
  private static String whole(
      Snapshot snapshot, Layer layer, String period, String unit, String language) {
    for (Layer other : snapshot.layers().values()) {
      if (other.description().kind() == Layer.Kind.INDICATOR
          && !other.description().latestOnly()
          && other.description().subject().equals(layer.description().subject())
          && other.geometries().size() == 1) {
        for (int row = 0; row < other.size(); row++) {
          if (period.equals(other.value(row, "periode")) && other.value(row, "vaerdi") != null) {
            return number((Double) other.value(row, "vaerdi"), 1, language) + unit;
          }
        }
      }
    }
    return "";
  }

  private static String development(String word, String language) {
    if (word == null) {
      return "";
    }
    return switch (word) {
      case "forbedret" -> word(language, "Forbedret", "Improved");
      case "forvaerret" -> word(language, "Forværret", "Worsened");
      default -> word(language, "Uændret", "Unchanged");
    };
  }

  private static String number(Number value, int decimals, String language) {
    String format = "%,." + decimals + "f";
    BigDecimal rounded = new BigDecimal(value.toString()).setScale(decimals, RoundingMode.HALF_UP);
    return String.format(
        Locale.forLanguageTag("en".equals(language) ? "en-GB" : "da-DK"), format, rounded);
  }

  private static String word(String language, String da, String en) {
    return "en".equals(language) ? en : da;
  }
}
