/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

/** A style document that is not understood; the message names the line and the element. */
public final class StyleException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final String element;

  /**
   * @param line where in the document, from 1
   * @param element the local name of the element that is meant
   * @param what what is wrong, and what to do about it
   */
  public StyleException(int line, String element, String what) {
    super("Style, line " + line + ", " + element + ": " + what);
    this.line = line;
    this.element = element;
  }

  /** Where in the document, from 1. */
  public int line() {
    return line;
  }

  /** The local name of the element that is meant. */
  public String element() {
    return element;
  }
}
