/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.ogc.common.ServiceSettings;
import java.util.List;
import org.springframework.stereotype.Component;

/** What all resources under {@code /ogc} are answered with. */
@Component
public final class ApiShared {

  private final ServiceSettings settings;
  private final List<ApiPart> parts;
  private final Answers answers;

  /**
   * @param settings of the installation
   * @param parts the further standards
   * @param answers writes the answers
   */
  ApiShared(ServiceSettings settings, List<ApiPart> parts, Answers answers) {
    this.settings = settings;
    this.parts = List.copyOf(parts);
    this.answers = answers;
  }

  ServiceSettings settings() {
    return settings;
  }

  List<ApiPart> parts() {
    return parts;
  }

  Answers answers() {
    return answers;
  }
}
