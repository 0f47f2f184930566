/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ops;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.statistics.WarningRegister;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The register of warnings over HTTP: list, one with its history, and the steps of its life. Behind
 * the token of {@link dk.socialbalance.security.AdministrationFilter}; what the public may see of
 * it is the layer {@code advarsler}.
 */
@RestController
@RequestMapping("/api/warnings")
public class WarningsController {

  private static final Logger LOG = LoggerFactory.getLogger(WarningsController.class);

  private final WarningRegister register;
  private final Catalogue catalogue;

  /** The register of one installation. */
  public WarningsController(CompanionServer.Administered administered) {
    this.catalogue = administered.catalogue();
    this.register = new WarningRegister(administered.access(), catalogue);
  }

  /**
   * What a person says about a warning.
   *
   * @param role id of a role of the catalogue
   * @param text what was done; nothing that names a person
   * @param actedOn the day it was done; today when missing
   */
  public record Step(String role, String text, LocalDate actedOn) {}

  /** Warnings, the most severe first, and the roles that may act on them. */
  @GetMapping
  public Map<String, Object> list(
      @RequestParam(name = "status", defaultValue = "aaben") String status,
      @RequestParam(name = "niveau", defaultValue = "") String niveau,
      @RequestParam(name = "indikator", defaultValue = "") String indikator)
      throws SQLException {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("warnings", register.list(status.equals("alle") ? "" : status, niveau, indikator));
    answer.put(
        "roles",
        catalogue.roles().stream()
            .map(r -> Map.of("id", r.id(), "da", r.title().da(), "en", r.title().en()))
            .toList());
    return answer;
  }

  /** One warning with its signals and its history. */
  @GetMapping("/{id}")
  public Map<String, Object> one(@PathVariable("id") long id) throws SQLException {
    return known(register.find(id));
  }

  /** Somebody has seen it. */
  @PostMapping("/{id}/acknowledge")
  public Map<String, Object> acknowledge(@PathVariable("id") long id, @RequestBody Step step)
      throws SQLException {
    return known(register.acknowledge(id, step.role()));
  }

  /** Something was done. */
  @PostMapping("/{id}/act")
  public Map<String, Object> act(@PathVariable("id") long id, @RequestBody Step step)
      throws SQLException {
    LocalDate on = step.actedOn() == null ? LocalDate.now() : step.actedOn();
    return known(register.act(id, step.role(), step.text(), on));
  }

  /** It is dealt with. */
  @PostMapping("/{id}/close")
  public Map<String, Object> close(@PathVariable("id") long id, @RequestBody Step step)
      throws SQLException {
    return known(register.close(id, step.role(), step.text()));
  }

  private static final class UnknownWarning extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static Map<String, Object> known(Optional<Map<String, Object>> warning) {
    return warning.orElseThrow(UnknownWarning::new);
  }

  /** No such warning. */
  @ExceptionHandler(UnknownWarning.class)
  public ProblemDetail unknown() {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.NOT_FOUND, "There is no such warning; /api/warnings?status=alle lists them.");
  }

  /** What was written cannot be taken. */
  @ExceptionHandler
  public ProblemDetail unreadable(IllegalArgumentException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
  }

  /** Its status does not allow the step. */
  @ExceptionHandler
  public ProblemDetail notNow(WarningRegister.NotNowException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, e.getMessage());
  }

  /** The layer is served on without the database; its administration cannot be. */
  @ExceptionHandler
  public ProblemDetail databaseAway(SQLException e) {
    LOG.warn("The register of warnings has no database", e);
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer. Published layers still do.");
  }
}
