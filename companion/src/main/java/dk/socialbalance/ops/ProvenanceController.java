/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ops;

import dk.socialbalance.statistics.Provenance;
import java.sql.SQLException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Explains one published number. Behind the token of {@link
 * dk.socialbalance.security.AdministrationFilter}, though it tells nothing that is not published.
 */
@RestController
public class ProvenanceController {

  private static final Logger LOG = LoggerFactory.getLogger(ProvenanceController.class);

  private final Provenance provenance;
  private final String audience;

  /** The figures of one installation's public audience. */
  public ProvenanceController(CompanionServer.Administered administered) {
    this.provenance = new Provenance(administered.access());
    this.audience = administered.catalogue().audiences().get(0).id();
  }

  /** Inputs, formula, run and publication of a number; the layer with or without workspace. */
  @GetMapping("/api/provenance/{layer}/{area}/{period}")
  public ResponseEntity<Object> explain(
      @PathVariable("layer") String layer,
      @PathVariable("area") String area,
      @PathVariable("period") String period)
      throws SQLException {
    String name = layer.startsWith("socialbalance:") ? layer.substring(14) : layer;
    Map<String, Object> document = provenance.explain(audience, name, area, period).orElse(null);
    return document != null
        ? ResponseEntity.ok(document)
        : ResponseEntity.status(HttpStatus.NOT_FOUND)
            .body(
                ProblemDetail.forStatusAndDetail(
                    HttpStatus.NOT_FOUND,
                    "No such number is published: write /api/provenance/<layer>/<omraade_kode>/<periode>"
                        + " of an indicator or an index, such as"
                        + " basisdistrikt_elevfravaer/1001/2020S."));
  }

  /** The doors go on without the database; explanations cannot. */
  @ExceptionHandler
  public ProblemDetail databaseAway(SQLException e) {
    LOG.warn("Provenance has no database", e);
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer. Published layers still do.");
  }
}
