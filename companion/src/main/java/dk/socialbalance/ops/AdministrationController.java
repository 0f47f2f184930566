/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ops;

import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.Snapshot;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Administration over HTTP: what is served, what is loaded, what the runs did. Behind the token of
 * {@link dk.socialbalance.security.AdministrationFilter}.
 */
@RestController
@RequestMapping("/api")
public class AdministrationController {

  private static final Logger LOG = LoggerFactory.getLogger(AdministrationController.class);
  private static final int RUNS = 100;

  private final CurrentSnapshot current;
  private final Journal journal;

  /** Administration of one installation. */
  public AdministrationController(
      CurrentSnapshot current, CompanionServer.Administered administered) {
    this.current = current;
    this.journal = new Journal(administered.access());
  }

  /** What is served now and what the database holds. */
  @GetMapping("/status")
  public Map<String, Object> status() throws SQLException {
    Snapshot snapshot = current.get();
    Map<String, Object> served = new LinkedHashMap<>();
    served.put("publication", snapshot.publication());
    served.put("revision", snapshot.revision());
    served.put("createdAt", snapshot.createdAt().toString());
    served.put("layers", snapshot.layers().size());
    served.put("features", snapshot.layers().values().stream().mapToLong(l -> l.size()).sum());
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("served", served);
    status.put("publications", journal.publications());
    status.put("deliveries", journal.deliveries());
    return status;
  }

  /** The latest runs, newest first. */
  @GetMapping("/runs")
  public List<Map<String, Object>> runs() throws SQLException {
    return journal.runs(RUNS);
  }

  /** The rejects of a run. */
  @GetMapping("/runs/{id}/rejects")
  public List<Map<String, Object>> rejects(@PathVariable("id") long id) throws SQLException {
    return journal.rejects(id);
  }

  /** The doors go on without the database; administration cannot. */
  @ExceptionHandler
  public ProblemDetail databaseAway(SQLException e) {
    LOG.warn("Administration has no database", e);
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer. Published layers still do.");
  }
}
