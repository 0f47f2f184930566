/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import dk.socialbalance.db.RunLog;
import java.time.Duration;
import java.util.List;

/**
 * What a load did.
 *
 * @param runId number of the run in {@code ops.run}
 * @param result {@code done}, {@code unchanged}, {@code dry run} or {@code failed}
 * @param rowsIn data rows read (without header and blank lines)
 * @param rowsOut rows stored; in a dry run: that would have been stored
 * @param rejected rows rejected
 * @param rejects the first 10,000 of them
 * @param notes what was decided on the way, with counts; for people
 * @param took wall-clock time
 */
public record LoadReport(
    long runId,
    String result,
    long rowsIn,
    long rowsOut,
    long rejected,
    List<RunLog.Reject> rejects,
    List<String> notes,
    Duration took) {}
