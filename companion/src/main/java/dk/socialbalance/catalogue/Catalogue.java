/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What exists: levels, sources, indicators, indices. Read from YAML by {@code CatalogueReader};
 * valid by construction (every reference resolves, every number is in its range).
 *
 * @param version the first 12 hex digits of the SHA-256 of the files' content
 * @param municipality whose figures these are
 * @param crs the EPSG code that geometry is stored in and computed with (25832 for Denmark)
 * @param firstYear first year that is counted; pooled windows are anchored here
 * @param lastYear last year that is counted
 * @param levels from the largest areas to the smallest, then overlapping ones
 * @param sources the extracts of the source systems
 * @param themes groups of indicators, in order
 * @param indicators in order
 * @param indices in order
 * @param audiences for whom publications are made; the first is the public one
 * @param disclosure parameters that hold for all indicators
 * @param roles who may act on a warning; never a person's name
 */
public record Catalogue(
    String version,
    Municipality municipality,
    int crs,
    int firstYear,
    int lastYear,
    List<Level> levels,
    List<Source> sources,
    List<Theme> themes,
    List<Indicator> indicators,
    List<Index> indices,
    List<Audience> audiences,
    Disclosure disclosure,
    List<Role> roles) {

  /** A function that acts on warnings, such as a district manager. */
  public record Role(String id, LocalText title) {}

  /**
   * The place.
   *
   * @param code four digits in Denmark; empty when the place has none
   * @param name of the place
   * @param synthetic true for made-up data: every title says so
   * @param contact whom users of the services may ask
   */
  public record Municipality(String code, LocalText name, boolean synthetic, Contact contact) {

    /** A place that tells nothing of whom to ask. */
    public Municipality(String code, LocalText name, boolean synthetic) {
      this(code, name, synthetic, Contact.NONE);
    }

    /** The name as titles say it: with a mark when the data are made up. */
    public LocalText title() {
      return synthetic
          ? new LocalText(name.da() + " (syntetiske data)", name.en() + " (synthetic data)")
          : name;
    }
  }

  /**
   * Whom users of the services may ask, as the services' metadata tell it. What is not known is
   * empty.
   *
   * @param person a name; better told by a position, which stays when persons go
   * @param position the function
   * @param street street and number
   * @param postcode postal code
   * @param city town
   * @param region state or province
   * @param country name or code of the country; the only part that is never empty
   * @param phone with the country's number
   * @param fax with the country's number
   * @param email address
   * @param site address of the provider's site, http or https
   */
  public record Contact(
      String person,
      Optional<LocalText> position,
      String street,
      String postcode,
      String city,
      String region,
      String country,
      String phone,
      String fax,
      String email,
      String site) {

    /** Nobody is told; in Denmark. */
    public static final Contact NONE =
        new Contact("", Optional.empty(), "", "", "", "", "DK", "", "", "", "");
  }

  /**
   * A kind of area.
   *
   * @param id name in layer names: lower case ASCII letters, digits, underscore
   * @param title singular
   * @param plural plural
   * @param parent id of the level that its areas are parts of; empty for top or overlapping ones
   * @param overlapping true when areas need not tile the parent (housing areas)
   */
  public record Level(
      String id, LocalText title, LocalText plural, Optional<String> parent, boolean overlapping) {}

  /** A theme of indicators. */
  public record Theme(String id, LocalText title) {}

  /** For whom a publication is made. */
  public record Audience(String id, LocalText title) {}

  /**
   * Disclosure parameters of the whole installation.
   *
   * @param minResidents an area with fewer residents gets no indicator
   * @param minHouseholds an area with fewer households gets no indicator
   * @param minDenominator a cell over fewer persons is hidden
   * @param minHouseholdsContributing fewer contributing households are hidden, where unit is
   *     household
   * @param dominance a mean is hidden when one person gives more than this share of the sum
   */
  public record Disclosure(
      int minResidents,
      int minHouseholds,
      int minDenominator,
      int minHouseholdsContributing,
      double dominance) {}

  /**
   * An index over indicators (method: docs/method.md, section 5).
   *
   * @param id name in layer names
   * @param components indicator ids and their weights
   * @param dynamicsComponents indicators that are changes themselves, and their weights: the
   *     dynamics come from them; empty: from the changes of {@code components} over the span
   * @param minPopulation areas with fewer residents are not eligible
   * @param exclusions area codes left out, by period code; key {@code *} for all periods
   * @param breaks three ascending limits of {@code status}
   * @param span years over which the dynamics look back
   * @param dynamicsBreaks two ascending limits of {@code dynamik}
   */
  public record Index(
      String id,
      LocalText title,
      LocalText description,
      Map<String, Double> components,
      Map<String, Double> dynamicsComponents,
      int minPopulation,
      Map<String, List<String>> exclusions,
      List<Double> breaks,
      int span,
      List<Double> dynamicsBreaks) {}

  /** The level with this id. */
  public Optional<Level> level(String id) {
    return levels.stream().filter(l -> l.id().equals(id)).findFirst();
  }

  /** The source with this id. */
  public Optional<Source> source(String id) {
    return sources.stream().filter(s -> s.id().equals(id)).findFirst();
  }

  /** The indicator with this id. */
  public Optional<Indicator> indicator(String id) {
    return indicators.stream().filter(i -> i.id().equals(id)).findFirst();
  }

  /** The periods of an indicator on a level, in order; empty when it is not counted there. */
  public List<Period> periods(Indicator indicator, Level level) {
    Cadence cadence = indicator.cadence().get(level.id());
    return cadence == null ? List.of() : Period.within(cadence, firstYear, lastYear);
  }
}
