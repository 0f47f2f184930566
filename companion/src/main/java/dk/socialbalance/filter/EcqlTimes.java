/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and durations as ECQL writes them; a time without a zone is UTC. */
final class EcqlTimes {

  private static final Pattern DURATION =
      Pattern.compile(
          "(?:[pP](?:(\\d{1,4})[yY])?(?:(\\d{1,4})[mM])?(?:(\\d{1,6})[dD])?)?"
              + "(?:[tT](?:(\\d{1,6})[hH])?(?:(\\d{1,6})[mM])?(?:(\\d{1,6})[sS])?)?");

  private EcqlTimes() {}

  static Value instant(String text) {
    try {
      Object time =
          Scalars.time(text.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2").replace('z', 'Z'));
      return time instanceof LocalDate date
          ? new Value.Day(date)
          : new Value.Moment((java.time.Instant) time);
    } catch (DateTimeException e) {
      throw FilterException.wrong(
          "'" + FilterException.shown(text) + "' is no time; write 2016-06-15T12:00:00Z.");
    }
  }

  /** Whether a word is a duration: P1Y2M3D, P1DT2H, T30M. */
  static boolean isDuration(String text) {
    Matcher parts = DURATION.matcher(text);
    return text.matches("[^0-9]+\\d.*") && parts.matches();
  }

  /** The time a duration after another. */
  static Value after(Value begin, String duration) {
    return moved(begin, duration, 1);
  }

  /** The time a duration before another. */
  static Value before(Value end, String duration) {
    return moved(end, duration, -1);
  }

  private static Value moved(Value time, String text, int sign) {
    Matcher parts = DURATION.matcher(text);
    if (!parts.matches()) {
      throw FilterException.wrong("'" + FilterException.shown(text) + "' is no duration.");
    }
    Period days = Period.of(number(parts, 1), number(parts, 2), number(parts, 3));
    Duration hours =
        Duration.ofHours(number(parts, 4))
            .plusMinutes(number(parts, 5))
            .plusSeconds(number(parts, 6));
    if (time instanceof Value.Day day && hours.isZero()) {
      return new Value.Day(day.date().plus(days.multipliedBy(sign)));
    }
    var moment =
        time instanceof Value.Day day
            ? day.date().atStartOfDay().atOffset(ZoneOffset.UTC)
            : ((Value.Moment) time).instant().atOffset(ZoneOffset.UTC);
    return new Value.Moment(
        moment.plus(days.multipliedBy(sign)).plus(hours.multipliedBy(sign)).toInstant());
  }

  private static int number(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
  }
}
