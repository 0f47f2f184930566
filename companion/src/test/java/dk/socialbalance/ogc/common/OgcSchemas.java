/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The published OGC schemas from the class path; nothing is fetched. */
public final class OgcSchemas {

  private static final String OGC = "http://schemas.opengis.net/";

  private OgcSchemas() {}

  /**
   * A schema of published parts, by their addresses beneath {@code http://schemas.opengis.net/},
   * and of further documents, such as a service's own.
   */
  public static Schema schema(List<String> published, String... documents) {
    try {
      SchemaFactory factory = SchemaFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, false);
      DOMImplementationLS dom =
          (DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
      factory.setResourceResolver(
          (type, namespace, publicId, systemId, base) -> {
            // A service's own document refers to the copies that the service itself serves.
            String address =
                (base == null ? systemId : URI.create(base).resolve(systemId) + "")
                    .replaceFirst("^http://127\\.0\\.0\\.1:\\d+/schemas/", OGC);
            LSInput input = dom.createLSInput();
            input.setSystemId(address);
            input.setByteStream(open(address));
            return input;
          });
      List<Source> sources = new ArrayList<>();
      for (String address : published) {
        sources.add(new StreamSource(open(OGC + address), OGC + address));
      }
      for (String document : documents) {
        sources.add(new StreamSource(new StringReader(document), "urn:document"));
      }
      return factory.newSchema(sources.toArray(Source[]::new));
    } catch (ReflectiveOperationException | SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InputStream open(String address) {
    InputStream stream =
        switch (address) {
          case "http://www.w3.org/2001/xml.xsd" ->
              OgcSchemas.class.getResourceAsStream("schemas/xml.xsd");
          case "http://www.w3.org/1999/xlink.xsd" ->
              OgcSchemas.class.getResourceAsStream("schemas/xlink.xsd");
          default ->
              OgcSchemas.class
                  .getClassLoader()
                  .getResourceAsStream("ogc/" + address.replace(OGC, ""));
        };
    if (stream == null) {
      throw new IllegalStateException("No such schema on the class path: " + address);
    }
    return stream;
  }

  /** What is wrong with a document; empty when it is valid. */
  public static List<String> problems(Schema schema, String document) {
    List<String> problems = new ArrayList<>();
    Validator validator = schema.newValidator();
    validator.setErrorHandler(
        new ErrorHandler() {
          @Override
          public void warning(SAXParseException e) {
            error(e);
          }

          @Override
          public void error(SAXParseException e) {
            problems.add(e.getLineNumber() + ":" + e.getColumnNumber() + " " + e.getMessage());
          }

          @Override
          public void fatalError(SAXParseException e) {
            error(e);
          }
        });
    try {
      validator.validate(new StreamSource(new StringReader(document)));
    } catch (SAXException e) {
      problems.add(e.getMessage());
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
    return problems;
  }
}
