/* SPDX-License-Identifier: EUPL-1.2 OR GPL-2.0-or-later */
package dk.socialbalance.geoserver.state;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What the status page says.
 *
 * @param pulse of the last time that all was in step; null before
 * @param layers how many there were then
 * @param at when that was; null before
 * @param error why it is not in step now; empty when it is
 * @param warnings known holes of this GeoServer
 * @param refusals what the guard has switched off
 */
public record Standing(
    Pulse pulse,
    int layers,
    Instant at,
    String error,
    List<String> warnings,
    List<String> refusals) {

  /** Before the first look. */
  public static Standing beginning(List<String> warnings) {
    return new Standing(null, 0, null, "", List.copyOf(warnings), List.of());
  }

  public Standing inStep(Pulse now, int shown, Instant when) {
    return new Standing(now, shown, when, "", warnings, refusals);
  }

  public Standing failed(String sentence) {
    return new Standing(pulse, layers, at, sentence, warnings, refusals);
  }

  public Standing refused(String sentence) {
    List<String> all = new ArrayList<>(refusals);
    if (!all.contains(sentence)) {
      all.add(sentence);
    }
    return new Standing(pulse, layers, at, error, warnings, List.copyOf(all));
  }

  public boolean failing() {
    return !error.isEmpty();
  }

  /** Whether this failure has not been told yet: it is logged once, not every ten seconds. */
  public boolean isNew(String sentence) {
    return !error.equals(sentence);
  }

  /** For people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    if (pulse == null) {
      text.append("Not in step yet.");
    } else if (pulse.publication() == 0) {
      text.append("Nothing is published.");
    } else {
      text.append("Publication ").append(pulse.publication()).append(", ");
      text.append(layers).append(" layers.");
    }
    if (at != null) {
      text.append(" In step at ").append(at.truncatedTo(ChronoUnit.SECONDS)).append('.');
    }
    if (failing()) {
      text.append(" Last error: ").append(error);
    }
    warnings.forEach(warning -> text.append(" Warning: ").append(warning));
    refusals.forEach(refusal -> text.append(" Refused: ").append(refusal));
    return text.toString();
  }
}
