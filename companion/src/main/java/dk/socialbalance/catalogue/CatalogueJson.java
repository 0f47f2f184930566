/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import tools.jackson.databind.json.JsonMapper;

/**
 * The catalogue, or a part of it, as JSON for provenance: every default filled in, keys in
 * alphabetical order, each condition with its {@code kind}.
 */
public final class CatalogueJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().addMixIn(Condition.class, WithKind.class).build();

  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
  private interface WithKind {}

  private CatalogueJson() {}

  /** The whole catalogue. */
  public static String of(Catalogue catalogue) {
    return MAPPER.writeValueAsString(catalogue);
  }

  /** One indicator. */
  public static String of(Indicator indicator) {
    return MAPPER.writeValueAsString(indicator);
  }

  /** One index. */
  public static String of(Catalogue.Index index) {
    return MAPPER.writeValueAsString(index);
  }
}
