/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import dk.socialbalance.catalogue.CatalogueException.Mistake;
import dk.socialbalance.db.SqlResource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads a catalogue: every {@code *.yaml} of one folder, merged. The keys are documented in {@code
 * db/catalogue/schema/catalogue.schema.json}.
 */
public final class CatalogueReader {

  /** The files of the catalogue that comes with the product. */
  private static final List<String> SHIPPED =
      List.of("indicators", "indices", "levels", "municipality", "sources");

  private static final long MAX_BYTES = 2_000_000;

  private CatalogueReader() {}

  /** The catalogue that comes with the product: the demo municipality's. */
  public static Catalogue shipped() {
    SortedMap<String, String> files = new TreeMap<>();
    for (String name : SHIPPED) {
      files.put(name + ".yaml", SqlResource.read("catalogue/" + name + ".yaml"));
    }
    return read(files, lastCompleteYear());
  }

  /**
   * Reads a folder.
   *
   * @throws CatalogueException with every mistake found, each with file, line, column and mend
   */
  public static Catalogue read(Path folder) {
    SortedMap<String, String> files = new TreeMap<>();
    List<Mistake> mistakes = new ArrayList<>();
    try (Stream<Path> list = Files.list(folder)) {
      for (Path file : list.sorted().toList()) {
        String name = file.getFileName().toString();
        if ((name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(file)) {
          text(file, name, mistakes).ifPresent(text -> files.put(name, text));
        }
      }
    } catch (IOException e) {
      throw new CatalogueException(
          List.of(
              mistake(
                  "",
                  "the folder '%s' cannot be read; name an existing folder with *.yaml files"
                      .formatted(folder.getFileName()))));
    }
    if (!mistakes.isEmpty()) {
      throw new CatalogueException(mistakes);
    }
    if (files.isEmpty()) {
      throw new CatalogueException(
          List.of(
              mistake(
                  "",
                  "the folder '%s' holds no *.yaml file; a catalogue is one or several of them"
                      .formatted(folder.getFileName()))));
    }
    return read(files, lastCompleteYear());
  }

  /**
   * Reads files that are in memory.
   *
   * @param files text by file name
   * @param lastCompleteYear last year that is counted when the catalogue names none
   */
  static Catalogue read(SortedMap<String, String> files, int lastCompleteYear) {
    YamlTree tree = new YamlTree();
    files.forEach(tree::add);
    List<Mistake> mistakes = new ArrayList<>(tree.mistakes());
    if (tree.readable()) {
      mistakes.addAll(SchemaCheck.check(tree));
      mistakes.addAll(CatalogueChecks.check(tree));
    }
    if (!mistakes.isEmpty()) {
      throw new CatalogueException(mistakes);
    }
    Catalogue catalogue = CatalogueBuilder.build(tree.root(), version(files), lastCompleteYear);
    for (Containment.Pair pair : Containment.undeclared(catalogue)) {
      int position = catalogue.indicators().indexOf(pair.inner());
      mistakes.add(
          tree.mistake(
              "/indicators/" + position,
              "whoever counts in '%s' counts in '%s' too, so their difference could be read off;"
                      .formatted(pair.inner().id(), pair.outer().id())
                  + " add 'subset_of: %s'".formatted(pair.outer().id())));
    }
    if (!mistakes.isEmpty()) {
      throw new CatalogueException(mistakes);
    }
    return catalogue;
  }

  private static Optional<String> text(Path file, String name, List<Mistake> mistakes)
      throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      mistakes.add(mistake(name, "the file is larger than 2 MB; split it or shorten it"));
      return Optional.empty();
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      mistakes.add(mistake(name, "the file is not UTF-8; save it with that encoding"));
      return Optional.empty();
    }
  }

  private static Mistake mistake(String file, String message) {
    return new Mistake(file, 0, 0, message);
  }

  private static int lastCompleteYear() {
    return LocalDate.now(ZoneId.of("Europe/Copenhagen")).getYear() - 1;
  }

  /** The first 12 hex digits of the SHA-256 of the files' content, by name. */
  private static String version(Map<String, String> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String text : files.values()) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
