/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of the server's connections no property of Spring Boot tells. */
@Configuration(proxyBeanMethods = false)
public class Connections {

  /** Bytes that are handed to the network at once: a usual map and its header lines. */
  private static final int WRITTEN_AT_ONCE = 32 * 1024;

  /**
   * Leaves encoded slashes to the doors. A feature's identifier may hold a slash or a backslash,
   * for it is made of the values of the key; both are percent-encoded in its address (RFC 3986,
   * 2.2) and part no segments. Tomcat refuses them unless told otherwise.
   */
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

  /** Writes a usual map in one piece: Tomcat would cut it after 8 KiB, and each piece costs. */
  @Bean
  WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> largerWrites() {
    return server ->
        server.addConnectorCustomizers(
            connector -> {
              if (!connector.setProperty(
                  "socket.appWriteBufSize", String.valueOf(WRITTEN_AT_ONCE))) {
                throw new IllegalStateException("Tomcat has no socket.appWriteBufSize any more");
              }
            });
  }
}
