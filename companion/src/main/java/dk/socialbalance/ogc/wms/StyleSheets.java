/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.XmlIn;
import dk.socialbalance.publication.Layer;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSOutput;
import org.w3c.dom.ls.LSSerializer;

/**
 * The answer to GetStyles (SLD 1.0, 10.4): the styles of the asked layers as one document, each as
 * it was published.
 */
final class StyleSheets {

  static final String CONTENT_TYPE = "application/vnd.ogc.sld+xml";

  private static final String SLD = "http://www.opengis.net/sld";
  private static final String SE = "http://www.opengis.net/se";
  private static final String PARAMETER = "LAYERS";

  private StyleSheets() {}

  /**
   * The document.
   *
   * @param layers in order
   * @throws OwsException when some of their styles are of SLD 1.0 and some of 1.1, which no one
   *     document can hold
   */
  static byte[] write(WmsModel model, WmsEndpoint endpoint, List<Layer> layers) {
    Document sheet = XmlIn.parse("<StyledLayerDescriptor xmlns='" + SLD + "'/>", PARAMETER);
    Set<String> versions = new HashSet<>();
    for (Layer layer : layers) {
      Element named = child(sheet.getDocumentElement(), SLD, "NamedLayer");
      for (String style : model.styleNames(layer)) {
        Element root =
            XmlIn.parse(model.snapshot().styles().get(style).sld(), PARAMETER).getDocumentElement();
        if (!named.hasChildNodes()) {
          boolean se = root.getAttribute("version").equals("1.1.0");
          child(named, se ? SE : SLD, "Name").setTextContent(endpoint.layerName(layer));
        }
        versions.add(root.getAttribute("version"));
        NodeList styles = root.getElementsByTagNameNS(SLD, "UserStyle");
        for (int i = 0; i < styles.getLength(); i++) {
          named.appendChild(sheet.importNode(styles.item(i), true));
        }
      }
    }
    if (versions.size() > 1) {
      throw OwsException.invalid(
          PARAMETER,
          "These layers have styles of different versions of SLD; ask for them one by one");
    }
    versions.forEach(version -> sheet.getDocumentElement().setAttribute("version", version));
    return bytes(sheet);
  }

  private static Element child(Element parent, String namespace, String name) {
    Element child = parent.getOwnerDocument().createElementNS(namespace, name);
    parent.appendChild(child);
    return child;
  }

  private static byte[] bytes(Document sheet) {
    DOMImplementationLS writing =
        (DOMImplementationLS) sheet.getImplementation().getFeature("LS", "3.0");
    LSSerializer serializer = writing.createLSSerializer();
    LSOutput output = writing.createLSOutput();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    output.setByteStream(out);
    output.setEncoding("UTF-8");
    serializer.write(sheet, output);
    return out.toByteArray();
  }
}
