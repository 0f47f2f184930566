/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import dk.socialbalance.publication.CurrentSnapshot;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Filter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * What every request to a door passes, in this order: known answers, other sites, time taken,
 * admission.
 */
@Configuration(proxyBeanMethods = false)
public class DoorFilters {

  private static final String[] DOORS = {
    "/ows",
    "/wms",
    "/wfs",
    "/wmts",
    "/socialbalance/*",
    "/wmts/*",
    "/ogc",
    "/ogc/*",
    "/schemas/*",
    "/metadata/*"
  };

  /** How long requests take. */
  @Bean
  OperationTimes operationTimes(MeterRegistry registry) {
    return new OperationTimes(registry);
  }

  /** Answers what was asked in the same words before. */
  @Bean
  FilterRegistrationBean<KnownAnswers> knownAnswers(CurrentSnapshot current, OperationTimes times) {
    return at(new KnownAnswers(current, times), Ordered.HIGHEST_PRECEDENCE);
  }

  /** Lets other sites' pages read the doors. */
  @Bean
  FilterRegistrationBean<CrossOriginFilter> crossOrigin() {
    return at(new CrossOriginFilter(), 1);
  }

  /** Times requests by operation. */
  @Bean
  FilterRegistrationBean<OperationTimer> operationTimer(OperationTimes times) {
    return at(new OperationTimer(times), 2);
  }

  /** Bounds how many requests are at work. */
  @Bean
  FilterRegistrationBean<AdmissionFilter> admission(
      ServiceSettings settings, MeterRegistry registry) {
    AdmissionFilter filter = new AdmissionFilter(settings.limits());
    Gauge.builder("socialbalance.requests.waiting", filter, AdmissionFilter::waiting)
        .description("Requests that wait for their turn")
        .register(registry);
    return at(filter, 3);
  }

  private static <T extends Filter> FilterRegistrationBean<T> at(T filter, int order) {
    FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
    registration.addUrlPatterns(DOORS);
    registration.setOrder(order);
    return registration;
  }
}
