/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How the server reads addresses. A feature's identifier may hold a slash or a backslash, for it is
 * made of the values of the key; both are percent-encoded in its address (RFC 3986, 2.2) and part
 * no segments. Tomcat refuses them unless told otherwise.
 */
@Configuration(proxyBeanMethods = false)
public class Addresses {

  /** Leaves encoded slashes to the doors. */
  @Bean
  WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> encodedSlashes() {
    return server ->
        server.addConnectorCustomizers(
            connector -> {
              connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
              connector.setEncodedReverseSolidusHandling(
                  EncodedSolidusHandling.PASS_THROUGH.getValue());
            });
  }
}
