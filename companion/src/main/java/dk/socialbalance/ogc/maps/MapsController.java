/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.maps;

import dk.socialbalance.ogc.common.Bbox;
import dk.socialbalance.ogc.common.Build;
import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.ogc.features.ApiContext;
import dk.socialbalance.ogc.features.ApiController;
import dk.socialbalance.ogc.features.ApiShared;
import dk.socialbalance.ogc.features.Parameters;
import dk.socialbalance.ogc.features.ProblemException;
import dk.socialbalance.ogc.tiles.MapChoice;
import dk.socialbalance.ogc.wms.ImageFormat;
import dk.socialbalance.ogc.wms.MapQuery;
import dk.socialbalance.ogc.wms.Maps;
import dk.socialbalance.ogc.wms.WmsModel;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Reprojection;
import dk.socialbalance.render.MapRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.awt.Color;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.locationtech.jts.geom.Envelope;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** OGC API Maps Part 1 (20-058): a collection as a map, painted as by WMS. */
@Controller
public class MapsController extends ApiController {

  static final int USUAL_SIDE = 1024;

  private static final Set<String> KNOWN =
      new LinkedHashSet<>(
          List.of(
              "f",
              Parameters.LANGUAGE,
              "width",
              "height",
              "bbox",
              "bbox-crs",
              "crs",
              "datetime",
              "bgcolor",
              "transparent"));

  private final Maps maps;

  /** The door over what is served now. */
  MapsController(ApiShared shared, Maps maps) {
    super(shared);
    this.maps = maps;
  }

  /** The map in the default style. */
  @GetMapping("/ogc/collections/{id}/map")
  public void map(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    map(request, response, id, null);
  }

  /** The map in a style. */
  @GetMapping("/ogc/collections/{id}/styles/{style}/map")
  public void styled(
      @PathVariable("id") String id,
      @PathVariable("style") String style,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    map(request, response, id, style);
  }

  private void map(
      HttpServletRequest request, HttpServletResponse response, String id, String style)
      throws IOException {
    Parameters parameters = Parameters.of(request, KNOWN);
    WmsModel model = maps.model();
    MapQuery.Chosen chosen = MapChoice.ofMap(model, id, style, parameters.get("datetime"));
    ApiContext context = context(request, model.snapshot(), parameters);
    ImageFormat format = format(parameters, request.getHeader(HttpHeaders.ACCEPT));
    CrsTable table = context.table(chosen.layer());
    CrsReference crs =
        crs(parameters, "crs", table, new CrsTable.Offered(model.snapshot().srid(), false).uri());
    Envelope extent = extent(parameters, table, crs, chosen.layer());
    int[] size = size(parameters, extent);
    Color background = background(parameters, format);
    MapRequest wanted =
        new MapRequest(
            size[0],
            size[1],
            extent,
            crs.srid(),
            MapRequest.STANDARD_DPI,
            background,
            List.of(model.painted(chosen.layer(), chosen.steps(), chosen.styleName())));
    String dependsOn =
        String.join(
            "\n",
            Build.VERSION,
            model.styleRevision(chosen.styleName()),
            chosen.steps().toString(),
            format.name());
    if (answers().notModified(request, response, context, chosen.layer().revision(), dependsOn)) {
      return;
    }
    byte[] picture = maps.paint(wanted, format).bytes();
    response.setHeader("Content-Crs", "<" + crs.spelling() + ">");
    response.setHeader("Content-Bbox", bbox(extent, crs.yx()));
    if (!chosen.steps().isEmpty()) {
      response.setHeader("Content-Datetime", datetime(chosen.steps()));
    }
    answers().bytes(response, format.contentType(), picture);
  }

  /** 20-058, /req/core/map-response: from the first moment that is shown to the last. */
  private static String datetime(List<Layer.TimeStep> steps) {
    Instant first = steps.get(0).start();
    Instant last = steps.stream().map(Layer.TimeStep::end).max(Instant::compareTo).orElseThrow();
    return first.equals(last) ? first.toString() : first + "/" + last;
  }

  private static String bbox(Envelope extent, boolean yx) {
    return yx
        ? extent.getMinY()
            + ","
            + extent.getMinX()
            + ","
            + extent.getMaxY()
            + ","
            + extent.getMaxX()
        : extent.getMinX()
            + ","
            + extent.getMinY()
            + ","
            + extent.getMaxX()
            + ","
            + extent.getMaxY();
  }

  private static CrsReference crs(
      Parameters parameters, String name, CrsTable table, String otherwise) {
    String asked = parameters.get(name) == null ? otherwise : parameters.get(name);
    return table
        .find(asked, CrsTable.Rules.OGC_API)
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "Parameter '"
                        + name
                        + "': '"
                        + OwsException.shown(asked)
                        + "' is none of the collection's crs."));
  }

  private static Envelope extent(
      Parameters parameters, CrsTable table, CrsReference crs, Layer layer) {
    Envelope extent;
    if (parameters.get("bbox") == null) {
      extent = layer.extent(crs.srid());
      if (extent.isNull()) {
        throw ProblemException.notFound("The collection has nothing to show; name a bbox.");
      }
      extent.expandBy(
          Math.max(extent.getWidth() * 0.02, 1e-4), Math.max(extent.getHeight() * 0.02, 1e-4));
    } else {
      CrsReference of = crs(parameters, "bbox-crs", table, CrsTable.CRS84);
      Bbox box = Bbox.parse(parameters.get("bbox"), "bbox", table, CrsTable.Rules.OGC_API, of);
      try {
        extent =
            box.srid() == crs.srid()
                ? box.envelope()
                : Reprojection.transform(box.envelope(), box.srid(), crs.srid());
      } catch (IllegalArgumentException e) {
        throw ProblemException.badRequest("Parameter 'bbox': it cannot be expressed in crs.");
      }
    }
    if (!(extent.getWidth() > 0 && extent.getHeight() > 0)
        || !Double.isFinite(extent.getWidth())
        || !Double.isFinite(extent.getHeight())) {
      throw ProblemException.badRequest("Parameter 'bbox': the box has no area.");
    }
    return extent;
  }

  /** A side that is not named follows from the other and the shape of the box. */
  private int[] size(Parameters parameters, Envelope extent) {
    ServiceSettings.Limits limits = settings().limits();
    double shape = extent.getHeight() / extent.getWidth();
    boolean high = parameters.get("width") == null && parameters.get("height") != null;
    int height = parameters.wholeNumber("height", 1, 0);
    int width =
        parameters.wholeNumber("width", 1, high ? within(height / shape, limits) : USUAL_SIDE);
    height = parameters.get("height") == null ? within(width * shape, limits) : height;
    if (width > limits.imageSide()
        || height > limits.imageSide()
        || (long) width * height > limits.imagePixels()) {
      throw ProblemException.badRequest(
          "Parameters 'width' and 'height': a side has at most "
              + limits.imageSide()
              + " pixels, a map at most "
              + limits.imagePixels()
              + ".");
    }
    return new int[] {width, height};
  }

  private static int within(double pixels, ServiceSettings.Limits limits) {
    return (int) Math.max(1, Math.min(limits.imageSide(), Math.round(pixels)));
  }

  /** Transparent unless a colour is named; JPEG knows no transparency. */
  private static Color background(Parameters parameters, ImageFormat format) {
    String colour = parameters.get("bgcolor");
    if (colour != null && !colour.matches("(?:0x|#)?[0-9a-fA-F]{6}")) {
      throw ProblemException.badRequest("Parameter 'bgcolor': write it as 0xRRGGBB.");
    }
    boolean opaque =
        format == ImageFormat.JPEG
            || (parameters.get("transparent") == null
                ? colour != null
                : !parameters.truth("transparent"));
    if (!opaque) {
      return null;
    }
    return colour == null
        ? Color.WHITE
        : new Color(Integer.parseInt(colour.substring(colour.length() - 6), 16));
  }

  private static ImageFormat format(Parameters parameters, String accept) {
    String f = parameters.get("f");
    if (f != null) {
      return switch (f) {
        case "png" -> ImageFormat.PNG;
        case "jpeg" -> ImageFormat.JPEG;
        default -> throw ProblemException.badRequest("Parameter 'f': write one of png, jpeg.");
      };
    }
    if (accept == null || accept.isBlank()) {
      return ImageFormat.PNG;
    }
    try {
      List<MediaType> wanted = MediaType.parseMediaTypes(accept);
      for (ImageFormat format : List.of(ImageFormat.PNG, ImageFormat.JPEG)) {
        MediaType own = MediaType.parseMediaType(format.contentType());
        if (wanted.stream().anyMatch(range -> range.includes(own))) {
          return format;
        }
      }
    } catch (InvalidMediaTypeException e) {
      throw ProblemException.notAcceptable("The Accept header cannot be read.");
    }
    throw ProblemException.notAcceptable("Maps come as image/png, image/jpeg.");
  }
}
