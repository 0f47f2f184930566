/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@Timeout(60)
class AdmissionFilterTest {

  private final ExecutorService clients = Executors.newCachedThreadPool();
  private final CountDownLatch working = new CountDownLatch(1);
  private final CountDownLatch finish = new CountDownLatch(1);

  @AfterEach
  void stop() throws InterruptedException {
    finish.countDown();
    clients.shutdown();
    assertThat(clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  private static AdmissionFilter filter(int waiting, int waitMilliseconds) {
    return new AdmissionFilter(
        new ServiceSettings.Limits(10, 10, 10, 10, 1000, 1, waiting, waitMilliseconds));
  }

  /** A request that stays at work until {@link #finish}. */
  private Future<MockHttpServletResponse> occupy(AdmissionFilter filter)
      throws InterruptedException {
    Future<MockHttpServletResponse> busy =
        clients.submit(
            request(
                filter,
                () -> {
                  working.countDown();
                  return finish.await(30, TimeUnit.SECONDS);
                },
                "/wfs"));
    assertThat(working.await(30, TimeUnit.SECONDS)).isTrue();
    return busy;
  }

  private static Callable<MockHttpServletResponse> request(
      AdmissionFilter filter, Callable<Boolean> work, String path) {
    return () -> {
      MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
      request.setServletPath(path);
      MockHttpServletResponse response = new MockHttpServletResponse();
      filter.doFilter(
          request,
          response,
          (asked, answer) -> {
            try {
              assertThat(work.call()).isTrue();
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          });
      return response;
    };
  }

  @Test
  void whoFindsTheQueueFullIsToldToComeBack() throws Exception {
    AdmissionFilter filter = filter(0, 10_000);
    Future<MockHttpServletResponse> busy = occupy(filter);

    MockHttpServletResponse wfs = request(filter, () -> false, "/wfs").call();
    assertThat(wfs.getStatus()).isEqualTo(503);
    assertThat(wfs.getHeader("Retry-After")).isEqualTo("2");
    assertThat(wfs.getContentAsString()).contains("ExceptionReport", "try again");
    MockHttpServletResponse features = request(filter, () -> false, "/ogc/collections").call();
    assertThat(features.getStatus()).isEqualTo(503);
    assertThat(features.getContentType()).isEqualTo("application/problem+json");

    finish.countDown();
    assertThat(busy.get(30, TimeUnit.SECONDS).getStatus()).isEqualTo(200);
    assertThat(request(filter, () -> true, "/wfs").call().getStatus()).isEqualTo(200);
  }

  @Test
  void whoWaitsTooLongIsToldToComeBack() throws Exception {
    AdmissionFilter filter = filter(5, 1);
    occupy(filter);
    assertThat(request(filter, () -> false, "/wms").call().getStatus()).isEqualTo(503);
    assertThat(filter.waiting()).isZero();
  }

  @Test
  void whoWaitsGetsATurn() throws Exception {
    AdmissionFilter filter = filter(5, 30_000);
    occupy(filter);
    Future<MockHttpServletResponse> second = clients.submit(request(filter, () -> true, "/wms"));
    while (filter.waiting() == 0) {
      Thread.onSpinWait();
    }
    assertThat(second.isDone()).isFalse();
    finish.countDown();
    assertThat(second.get(30, TimeUnit.SECONDS).getStatus()).isEqualTo(200);
  }
}
