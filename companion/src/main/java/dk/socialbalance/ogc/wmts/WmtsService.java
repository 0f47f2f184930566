/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wmts;

import dk.socialbalance.ogc.common.Build;
import dk.socialbalance.ogc.common.ExceptionReport;
import dk.socialbalance.ogc.common.FinishedDocuments;
import dk.socialbalance.ogc.common.Kvp;
import dk.socialbalance.ogc.common.Languages;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.OwsService;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.ogc.common.UpdateSequence;
import dk.socialbalance.ogc.common.tiles.Tile;
import dk.socialbalance.ogc.common.tiles.TileFormat;
import dk.socialbalance.ogc.wms.Answer;
import dk.socialbalance.ogc.wms.FeatureInfoFormat;
import dk.socialbalance.ogc.wms.MapQuery;
import dk.socialbalance.ogc.wms.Maps;
import dk.socialbalance.ogc.wms.WmsModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The Web Map Tile Service 1.0.0 (OGC 07-057r7) by query: GetCapabilities, GetTile, GetFeatureInfo.
 * {@link WmtsPaths} is the same by path.
 */
@Component
public final class WmtsService implements OwsService {

  static final String VERSION = "1.0.0";

  /** The names of parameters as the standard writes them, which is how errors name them. */
  private static final List<String> NAMES =
      List.of(
          "service",
          "request",
          "version",
          "layer",
          "Style",
          "format",
          "TileMatrixSet",
          "TileMatrix",
          "TileRow",
          "TileCol",
          "I",
          "J",
          "InfoFormat",
          "sections",
          "time");

  private final TileMaker tiles;
  private final ServiceSettings settings;
  private final FinishedDocuments<WmsModel, CapabilitiesKey> capabilities;

  /**
   * @param tiles what is served, and who makes it
   * @param maps tell of the next publication
   * @param settings who serves, and where
   */
  public WmtsService(TileMaker tiles, Maps maps, ServiceSettings settings) {
    this.tiles = tiles;
    this.settings = settings;
    this.capabilities =
        new FinishedDocuments<>((model, key) -> CapabilitiesWriter.write(model, key, settings));
    maps.keepReady(capabilities, CapabilitiesKey.usual(settings));
  }

  /** Finished service metadata. */
  FinishedDocuments<WmsModel, CapabilitiesKey> capabilities() {
    return capabilities;
  }

  @Override
  public String service() {
    return "WMTS";
  }

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response, Kvp kvp)
      throws IOException {
    kvp.require("SERVICE");
    String operation = kvp.require("REQUEST");
    String language = Languages.of(kvp, request);
    Answer answer =
        switch (operation.toLowerCase(Locale.ROOT)) {
          case "getcapabilities" -> capabilities(request, kvp, language);
          case "gettile" -> {
            checkVersion(kvp);
            TileParameters asked = parameters(kvp);
            yield tile(
                asked,
                TileParameters.format(
                    TileFormat.ofMediaType(kvp.require("FORMAT")), kvp.get("FORMAT")));
          }
          case "getfeatureinfo" -> {
            checkVersion(kvp);
            TileParameters asked = parameters(kvp);
            TileParameters.format(TileFormat.ofMediaType(kvp.require("FORMAT")), kvp.get("FORMAT"));
            yield info(
                asked,
                kvp.require("I"),
                kvp.require("J"),
                TileParameters.infoFormat(kvp.require("INFOFORMAT")),
                language);
          }
          default ->
              throw OwsException.invalid(
                  "request",
                  "There is no operation '"
                      + OwsException.shown(operation)
                      + "'; there are GetCapabilities, GetTile and GetFeatureInfo");
        };
    answer.send(request, response);
  }

  private static void checkVersion(Kvp kvp) {
    if (!kvp.require("VERSION").equals(VERSION)) {
      throw OwsException.invalid("version", "The version served is " + VERSION);
    }
  }

  private static TileParameters parameters(Kvp kvp) {
    String layer = kvp.require("LAYER");
    if (!kvp.has("STYLE")) {
      throw OwsException.missing("Style", "The parameter STYLE is missing; it may be empty.");
    }
    return new TileParameters(
        layer,
        kvp.get("STYLE", ""),
        kvp.get("TIME"),
        kvp.require("TILEMATRIXSET"),
        kvp.require("TILEMATRIX"),
        kvp.require("TILEROW"),
        kvp.require("TILECOL"));
  }

  /** A tile. */
  Answer tile(TileParameters asked, TileFormat format) {
    WmsModel model = tiles.model();
    MapQuery.Chosen chosen = asked.chosen(model);
    Tile tile = asked.tile(model, chosen.layer());
    return Answer.kept(
        format.mediaType(),
        TileMaker.dependsOn(model, chosen, tile, format),
        () -> tiles.bytes(model, chosen, tile, format));
  }

  /** What lies under a pixel of a tile. */
  Answer info(TileParameters asked, String i, String j, FeatureInfoFormat format, String language) {
    WmsModel model = tiles.model();
    MapQuery.Chosen chosen = asked.chosen(model);
    Tile tile = asked.tile(model, chosen.layer());
    int column = TileParameters.pixel("I", i);
    int row = TileParameters.pixel("J", j);
    List<String> parts = new ArrayList<>(TileMaker.dependsOn(model, chosen, tile, TileFormat.MVT));
    parts.addAll(List.of(i, j, format.name(), language));
    return new Answer(
        format.contentType(),
        parts,
        () -> Maps.info(model, chosen, tile, column, row, format, language));
  }

  private Answer capabilities(HttpServletRequest request, Kvp kvp, String language) {
    String versions = kvp.get("ACCEPTVERSIONS");
    if (versions != null
        && Arrays.stream(versions.split(",")).map(String::trim).noneMatch(VERSION::equals)) {
      throw new OwsException(
          400, "VersionNegotiationFailed", "", "The version served is " + VERSION);
    }
    Set<Section> sections = Section.of(kvp);
    try {
      if (UpdateSequence.isCurrent(
          kvp.get("UPDATESEQUENCE"), tiles.model().snapshot().revision())) {
        sections = EnumSet.noneOf(Section.class);
      }
    } catch (OwsException e) {
      // OWS Common 1.1, table 25: without a locator.
      throw new OwsException(e.status(), e.code(), "", e.getMessage());
    }
    return capabilities(request, language, sections);
  }

  /** The service metadata. */
  Answer capabilities(HttpServletRequest request, String language, Set<Section> sections) {
    WmsModel model = tiles.model();
    CapabilitiesKey key =
        new CapabilitiesKey(WmtsContext.of(request, settings, language), sections);
    return new Answer(
        "application/xml;charset=UTF-8",
        List.of(Build.VERSION, model.snapshot().revision(), settings.toString(), key.toString()),
        () -> capabilities.get(model, key));
  }

  @Override
  public void report(
      OwsException problem, HttpServletRequest request, HttpServletResponse response, Kvp kvp)
      throws IOException {
    String locator =
        NAMES.stream()
            .filter(problem.locator()::equalsIgnoreCase)
            .findFirst()
            .orElse(problem.locator());
    OwsException told =
        new OwsException(problem.status(), problem.code(), locator, problem.getMessage());
    if (problem.code().equals(TileParameters.NO_SUCH_PIXEL)) {
      // The standard's code; the one that OGC's executable suite knows instead comes second.
      ExceptionReport.write(
          told,
          VERSION,
          response,
          new OwsException(
              problem.status(), "TileOutOfRange", locator, "The place lies on another tile"));
    } else {
      ExceptionReport.write(told, VERSION, response);
    }
  }
}
