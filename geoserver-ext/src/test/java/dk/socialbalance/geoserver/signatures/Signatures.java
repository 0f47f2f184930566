/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.signatures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;

/** The list of everything of GeoServer and GeoTools that the plugin uses: signatures.txt. */
final class Signatures {

  static final String[] WATCHED = {
    "org/geoserver/", "org/geotools/", "org/geowebcache/", "org/vfny/", "org/opengis/"
  };

  private static final Path FILE = Path.of("api", "signatures.txt");

  private Signatures() {}

  /** The list without its comments. */
  static Set<String> listed() {
    try {
      Set<String> lines = new TreeSet<>(Files.readAllLines(FILE, StandardCharsets.UTF_8));
      lines.removeIf(line -> line.isBlank() || line.startsWith("#"));
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the plugin's class files use, and the constants that the compiler wrote into them. */
  static Set<String> used() {
    ClassFiles declarations = declarations();
    Set<String> lines =
        new TreeSet<>(
            new Uses(declarations, WATCHED).of(ClassFiles.inFolder(Path.of("target", "classes"))));
    declarations
        .all()
        .keySet()
        .forEach(
            name ->
                declarations
                    .find(name)
                    .orElseThrow()
                    .fields()
                    .forEach(
                        (field, value) -> {
                          if (!value.equals("")) {
                            lines.add("constant " + name + " " + field + " = " + value);
                          }
                        }));
    return lines;
  }

  static ClassFiles declarations() {
    return ClassFiles.inFolder(Path.of("api", "target", "classes"));
  }

  /**
   * Which lines some classes do not hold, or hold differently.
   *
   * @return a sentence each; empty when all is as listed
   */
  static List<String> wrong(Set<String> listed, ClassFiles real) {
    List<String> wrong = new ArrayList<>();
    for (String line : listed) {
      String[] words = line.split(" ", 3);
      Optional<ClassFiles.Declared> owner = real.find(words[1]);
      if (owner.isEmpty()) {
        wrong.add("missing: " + line);
        continue;
      }
      switch (words[0]) {
        case "type" -> {}
        case "method" -> {
          if (real.method(words[1], words[2].replace(" ", "")) < 0) {
            wrong.add("no such method: " + line);
          }
        }
        case "override" -> {
          int access = real.method(words[1], words[2]);
          if (access < 0 || (access & Opcodes.ACC_FINAL) != 0) {
            wrong.add("cannot be overridden: " + line);
          }
        }
        case "field" -> {
          if (!owner.get().fields().containsKey(words[2])) {
            wrong.add("no such field: " + line);
          }
        }
        case "constant" -> {
          String[] parts = words[2].split(" = ", 2);
          if (!Objects.equals(owner.get().fields().get(parts[0]), parts[1])) {
            wrong.add("another constant: " + line);
          }
        }
        case "implements" -> wrong.addAll(unfilled(words[1], words[1], listed, real));
        default -> wrong.add("not understood: " + line);
      }
    }
    return wrong;
  }

  /** Abstract methods that the plugin would have to fill in, and does not. */
  private static List<String> unfilled(
      String type, String of, Set<String> listed, ClassFiles real) {
    List<String> wrong = new ArrayList<>();
    ClassFiles.Declared declared = real.find(type).orElseThrow();
    declared
        .methods()
        .forEach(
            (method, access) -> {
              if ((access & Opcodes.ACC_ABSTRACT) != 0
                  && listed.stream()
                      .noneMatch(l -> l.startsWith("override ") && l.endsWith(" " + method))) {
                wrong.add(
                    "not filled in: " + method + " of " + type + ", which " + of + " demands");
              }
            });
    declared.parents().stream()
        .filter(parent -> real.find(parent).isPresent() && !parent.startsWith("java"))
        .forEach(parent -> wrong.addAll(unfilled(parent, of, listed, real)));
    return wrong;
  }
}
