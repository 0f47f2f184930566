/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.tiles;

import dk.socialbalance.ogc.common.tiles.Tile;
import dk.socialbalance.ogc.common.tiles.TileFormat;
import dk.socialbalance.ogc.common.tiles.TileMatrix;
import dk.socialbalance.ogc.common.tiles.TileMatrixSet;
import dk.socialbalance.ogc.features.ApiContext;
import dk.socialbalance.ogc.features.ApiController;
import dk.socialbalance.ogc.features.ApiShared;
import dk.socialbalance.ogc.features.Parameters;
import dk.socialbalance.ogc.features.ProblemException;
import dk.socialbalance.ogc.wms.MapQuery;
import dk.socialbalance.ogc.wms.WmsModel;
import dk.socialbalance.ogc.wmts.TileMaker;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * OGC API Tiles Part 1 (20-057): vector tiles of every collection with geometry, map tiles of those
 * that are drawn, and the tile matrix sets. The tiles themselves are those of WMTS.
 */
@Controller
public class TilesController extends ApiController {

  private static final Set<String> OF_A_TILE =
      new LinkedHashSet<>(List.of("f", "datetime", Parameters.LANGUAGE));
  private static final String VECTOR = "/ogc/collections/{id}/tiles";
  private static final String MAP = "/ogc/collections/{id}/map/tiles";
  private static final String STYLED = "/ogc/collections/{id}/styles/{style}/map/tiles";
  private static final String TILE = "/{set}/{matrix}/{row}/{column}";

  private final TileMaker tiles;

  /** The door over what is served now. */
  TilesController(ApiShared shared, TileMaker tiles) {
    super(shared);
    this.tiles = tiles;
  }

  /** 17-083r4: the sets there are. */
  @GetMapping("/ogc/tileMatrixSets")
  public void matrixSets(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    document(request, response, tiles.model().snapshot(), TileDocuments::matrixSets);
  }

  /** One of them. */
  @GetMapping("/ogc/tileMatrixSets/{set}")
  public void matrixSet(
      @PathVariable("set") String set, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    TileMatrixSet found = find(TileMatrixSet.all(), set);
    document(
        request,
        response,
        tiles.model().snapshot(),
        context -> TileDocuments.matrixSet(context, found));
  }

  /** Part 1, 10: the vector tilesets of a collection. */
  @GetMapping(VECTOR)
  public void vectorTilesets(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    WmsModel model = tiles.model();
    tilesets(request, response, model, MapChoice.ofFeatures(model, id, null), null);
  }

  /** The map tilesets of a collection in its default style. */
  @GetMapping(MAP)
  public void mapTilesets(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    WmsModel model = tiles.model();
    tilesets(request, response, model, MapChoice.ofMap(model, id, null, null), "/map");
  }

  /** The map tilesets of a collection in a style. */
  @GetMapping(STYLED)
  public void styledTilesets(
      @PathVariable("id") String id,
      @PathVariable("style") String style,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    WmsModel model = tiles.model();
    tilesets(request, response, model, MapChoice.ofMap(model, id, style, null), styledPath(style));
  }

  private static String styledPath(String style) {
    return "/styles/" + style + "/map";
  }

  /** Part 1, 8: a vector tileset. */
  @GetMapping(VECTOR + "/{set}")
  public void vectorTileset(
      @PathVariable("id") String id,
      @PathVariable("set") String set,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    WmsModel model = tiles.model();
    tileset(request, response, model, MapChoice.ofFeatures(model, id, null), null, set);
  }

  /** A map tileset in the default style. */
  @GetMapping(MAP + "/{set}")
  public void mapTileset(
      @PathVariable("id") String id,
      @PathVariable("set") String set,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    WmsModel model = tiles.model();
    tileset(request, response, model, MapChoice.ofMap(model, id, null, null), "/map", set);
  }

  /** A map tileset in a style. */
  @GetMapping(STYLED + "/{set}")
  public void styledTileset(
      @PathVariable("id") String id,
      @PathVariable("style") String style,
      @PathVariable("set") String set,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    WmsModel model = tiles.model();
    tileset(
        request, response, model, MapChoice.ofMap(model, id, style, null), styledPath(style), set);
  }

  /** Part 1, 7: a vector tile. */
  @GetMapping(VECTOR + TILE)
  public void vectorTile(
      @PathVariable Map<String, String> path,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    WmsModel model = tiles.model();
    tile(
        request,
        response,
        model,
        datetime -> MapChoice.ofFeatures(model, path.get("id"), datetime),
        TileFormat.MVT,
        path);
  }

  /** A map tile, in the default style or in one. */
  @GetMapping({MAP + TILE, STYLED + TILE})
  public void mapTile(
      @PathVariable Map<String, String> path,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    WmsModel model = tiles.model();
    tile(
        request,
        response,
        model,
        datetime -> MapChoice.ofMap(model, path.get("id"), path.get("style"), datetime),
        TileFormat.PNG,
        path);
  }

  /** The documents about a collection's tiles; without a path between they are vector tiles. */
  private static TileDocuments documents(
      ApiContext context, MapQuery.Chosen chosen, String between) {
    return new TileDocuments(
        context,
        chosen.layer(),
        between == null ? TileFormat.MVT : TileFormat.PNG,
        "/collections/" + chosen.layer().name() + (between == null ? "" : between) + "/tiles");
  }

  private void tilesets(
      HttpServletRequest request,
      HttpServletResponse response,
      WmsModel model,
      MapQuery.Chosen chosen,
      String between)
      throws IOException {
    document(
        request, response, model.snapshot(), context -> documents(context, chosen, between).list());
  }

  private void tileset(
      HttpServletRequest request,
      HttpServletResponse response,
      WmsModel model,
      MapQuery.Chosen chosen,
      String between,
      String set)
      throws IOException {
    TileMatrixSet found = find(TileMatrixSet.of(chosen.layer(), model.snapshot().srid()), set);
    Parameters parameters = Parameters.of(request, FORMAT_AND_LANGUAGE);
    if (!"tilejson".equals(parameters.get("f"))) {
      document(
          request,
          response,
          model.snapshot(),
          context -> documents(context, chosen, between).tileset(found));
      return;
    }
    if (!found.equals(TileMatrixSet.WEB_MERCATOR)) {
      throw ProblemException.badRequest(
          "Parameter 'f': TileJSON describes the tiles of web maps only, "
              + TileMatrixSet.WEB_MERCATOR.id()
              + ".");
    }
    ApiContext context = context(request, model.snapshot(), parameters);
    if (!answers()
        .notModified(request, response, context, model.snapshot().revision(), "tilejson")) {
      answers().json(response, "application/json", documents(context, chosen, between).tileJson());
    }
  }

  private void tile(
      HttpServletRequest request,
      HttpServletResponse response,
      WmsModel model,
      Function<String, MapQuery.Chosen> choice,
      TileFormat format,
      Map<String, String> path)
      throws IOException {
    Parameters parameters = Parameters.of(request, OF_A_TILE);
    MapQuery.Chosen chosen = choice.apply(parameters.get("datetime"));
    TileMatrixSet set =
        find(TileMatrixSet.of(chosen.layer(), model.snapshot().srid()), path.get("set"));
    TileMatrix matrix =
        set.matrix(path.get("matrix"))
            .orElseThrow(
                () -> ProblemException.notFound("The tile matrix set has no such tile matrix."));
    Tile tile = new Tile(matrix, place(path.get("column")), place(path.get("row")));
    if (!TileMaker.isWithin(tile, chosen.layer())) {
      throw ProblemException.notFound(
          "There is no such tile; the tileset's limits say which there are.");
    }
    checkFormat(parameters.get("f"), request.getHeader(HttpHeaders.ACCEPT), format);
    ApiContext context = context(request, model.snapshot(), parameters);
    String dependsOn = String.join("\n", TileMaker.dependsOn(model, chosen, tile, format));
    if (!answers().notModified(request, response, context, chosen.layer().revision(), dependsOn)) {
      answers()
          .bytes(response, format.mediaType(), tiles.bytes(model, chosen, tile, format).bytes());
    }
  }

  /** A row or column; -1 for what cannot be one, which is in no tileset. */
  private static int place(String text) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
  }

  private static void checkFormat(String f, String accept, TileFormat format) {
    if (f != null && !f.equals(format.extension())) {
      throw ProblemException.badRequest(
          "Parameter 'f': these tiles come as " + format.extension() + ".");
    }
    if (f != null || accept == null || accept.isBlank()) {
      return;
    }
    try {
      MediaType own = MediaType.parseMediaType(format.mediaType());
      if (MediaType.parseMediaTypes(accept).stream().anyMatch(range -> range.includes(own))) {
        return;
      }
    } catch (InvalidMediaTypeException e) {
      throw ProblemException.notAcceptable("The Accept header cannot be read.");
    }
    throw ProblemException.notAcceptable("These tiles come as " + format.mediaType() + ".");
  }

  private static TileMatrixSet find(List<TileMatrixSet> sets, String id) {
    return sets.stream()
        .filter(set -> set.id().equals(id))
        .findFirst()
        .orElseThrow(() -> ProblemException.notFound("There is no such tile matrix set here."));
  }
}
