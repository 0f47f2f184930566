/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A catalogue that cannot be used; holds every mistake that was found, not just the first. */
public final class CatalogueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  /**
   * One mistake.
   *
   * @param file the file's name without its folder; empty when no file is to blame
   * @param line 1 for the first; 0 when no line is to blame
   * @param column 1 for the first
   * @param message what is wrong; mend
   */
  public record Mistake(String file, int line, int column, String message)
      implements Comparable<Mistake> {

    private static final Comparator<Mistake> ORDER =
        Comparator.comparing(Mistake::file)
            .thenComparingInt(Mistake::line)
            .thenComparingInt(Mistake::column)
            .thenComparing(Mistake::message);

    @Override
    public int compareTo(Mistake other) {
      return ORDER.compare(this, other);
    }

    /** {@code file:line:column: what is wrong; mend}. */
    @Override
    public String toString() {
      if (file.isEmpty()) {
        return message;
      }
      return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
    }
  }

  /** All mistakes; at least one. They are shown by file and line, each once. */
  public CatalogueException(List<Mistake> mistakes) {
    super(text(ordered(mistakes)));
    this.mistakes = ordered(mistakes);
  }

  /** The mistakes by file and line. */
  public List<Mistake> mistakes() {
    return mistakes;
  }

  private static List<Mistake> ordered(List<Mistake> mistakes) {
    return mistakes.stream().distinct().sorted().toList();
  }

  private static String text(List<Mistake> mistakes) {
    String count = mistakes.size() == 1 ? "a mistake" : mistakes.size() + " mistakes";
    return mistakes.stream()
        .map(m -> "\n  " + m)
        .collect(Collectors.joining("", "The catalogue has " + count + ":", ""));
  }
}
