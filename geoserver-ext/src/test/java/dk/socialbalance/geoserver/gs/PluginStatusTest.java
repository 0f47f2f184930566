/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.gs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** GeoServer's page of modules fails as a whole when one of them has no category. */
class PluginStatusTest {

  /** As GeoServer 3 has them. */
  public enum Category {
    CORE,
    EXTENSION
  }

  /** A status of GeoServer 3. */
  public static final class Three {
    private Category category;

    /** As there. */
    public void setCategory(Category category) {
      this.category = category;
    }
  }

  @Test
  void isAnExtensionWhereThatCanBeSaid() {
    Three status = new Three();
    PluginStatus.categorise(status);
    assertThat(status.category).isEqualTo(Category.EXTENSION);
    assertThatCode(() -> PluginStatus.categorise(new Object())).doesNotThrowAnyException();
  }
}
