/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.ExceptionReport;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.XmlOut;
import jakarta.servlet.http.HttpServletResponse;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Tells an error the way the request asked for: as a report in XML or JSON, or as a picture
 * (EXCEPTIONS).
 */
final class ErrorAnswer {

  private final WmsParameters parameters;
  private final PaintingGate gate;

  ErrorAnswer(WmsParameters parameters, PaintingGate gate) {
    this.parameters = parameters;
    this.gate = gate;
  }

  /** Sends the error; as a picture only when the request says well enough which picture. */
  void send(HttpServletResponse response, OwsException error) throws IOException {
    response.setHeader("Cache-Control", "no-store");
    ErrorStyle style = ErrorStyle.of(parameters.get("EXCEPTIONS"));
    if (style == ErrorStyle.JSON) {
      ExceptionReport.writeJson(error, parameters.version().number(), response);
      return;
    }
    if (style != ErrorStyle.XML && "getmap".equalsIgnoreCase(parameters.get("REQUEST"))) {
      byte[] picture = picture(style, error);
      if (picture != null) {
        response.setContentType(parameters.imageFormat(false).contentType());
        response.getOutputStream().write(picture);
        return;
      }
    }
    response.setStatus(error.status());
    response.setContentType(
        parameters.version() == WmsVersion.V1_3_0
            ? "text/xml;charset=UTF-8"
            : "application/vnd.ogc.se_xml;charset=UTF-8");
    response.getOutputStream().write(report(parameters.version(), error));
  }

  private byte[] picture(ErrorStyle style, OwsException error) throws IOException {
    ImageFormat format;
    Dimension size;
    try {
      size = parameters.size();
      format = parameters.imageFormat(false);
    } catch (OwsException e) {
      return null;
    }
    Color background = background(format);
    return gate.through(
        size.width,
        size.height,
        () -> {
          BufferedImage image =
              style == ErrorStyle.BLANK
                  ? ErrorImage.blank(size.width, size.height, background)
                  : ErrorImage.withText(size.width, size.height, background, error.getMessage());
          return format.encode(image);
        });
  }

  private Color background(ImageFormat format) {
    try {
      return format.transparency() ? parameters.background() : parameters.colour();
    } catch (OwsException e) {
      return Color.WHITE;
    }
  }

  /** The report of a version; 1.1.1 knows no locator. */
  static byte[] report(WmsVersion version, OwsException error) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    XmlOut xml = new XmlOut(out);
    if (version == WmsVersion.V1_3_0) {
      xml.start(
          "ServiceExceptionReport",
          "version",
          "1.3.0",
          "xmlns",
          "http://www.opengis.net/ogc",
          "xmlns:xsi",
          "http://www.w3.org/2001/XMLSchema-instance",
          "xsi:schemaLocation",
          "http://www.opengis.net/ogc"
              + " http://schemas.opengis.net/wms/1.3.0/exceptions_1_3_0.xsd");
    } else {
      xml.doctype(
          "<!DOCTYPE ServiceExceptionReport SYSTEM"
              + " \"http://schemas.opengis.net/wms/1.1.1/WMS_exception_1_1_1.dtd\">");
      xml.start("ServiceExceptionReport", "version", "1.1.1");
    }
    boolean located = version == WmsVersion.V1_3_0 && !error.locator().isEmpty();
    xml.element(
        "ServiceException",
        error.getMessage(),
        "code",
        error.code(),
        "locator",
        located ? error.locator() : null);
    xml.finish();
    return out.toByteArray();
  }
}
