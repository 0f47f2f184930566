/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import java.util.List;
import java.util.Map;

/**
 * An extract of a source system: one CSV file.
 *
 * @param id name in the catalogue and on the command line
 * @param system the source system, as people call it
 * @param kind what a row is
 * @param file the file's usual name
 * @param encoding a Java charset name, or {@code auto}: UTF-8 when the bytes are, else Windows-1252
 * @param delimiter one character
 * @param columns for each role the header of its column
 * @param codes raw value of the code column to the code that is stored; empty: stored as it is
 * @param defaultCode the code of every row when there is no code column; else null
 * @param ignored headers that are known and not read
 */
public record Source(
    String id,
    LocalText title,
    String system,
    Kind kind,
    String file,
    String encoding,
    char delimiter,
    Map<Column, String> columns,
    Map<String, String> codes,
    String defaultCode,
    List<String> ignored) {

  /** What a row of the extract is. */
  public enum Kind {
    /** Where a person lives, from when to when; the population register. */
    RESIDENCE,
    /** A fact about a person. */
    SPELL
  }

  /** The roles that a column can have. */
  public enum Column {
    /** Civil registration number; never stored. */
    CPR,
    /** Civil registration number of a parent that the child belongs to; never stored. */
    GUARDIAN_CPR,
    BIRTH_DATE,
    ADDRESS_ID,
    ROAD_CODE,
    HOUSE_NUMBER,
    /** Identifies the household; stored under a keyed pseudonym. */
    HOUSEHOLD,
    FROM,
    /** Last day; blank when it still holds. A spell without this column lasts one day. */
    TO,
    CODE,
    VALUE
  }
}
