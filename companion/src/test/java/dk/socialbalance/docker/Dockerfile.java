/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** Reads the few instructions that our Dockerfiles use, and refuses every other one. */
public final class Dockerfile {

  /**
   * One instruction.
   *
   * @param flags its options, without dashes
   * @param text the rest; a shell's text for RUN, otherwise with variables filled in
   */
  public record Instruction(String name, Map<String, String> flags, String text) {

    /** The words of the text, also of a JSON list. */
    public List<String> words() {
      return text.startsWith("[")
          ? List.of(JsonMapper.shared().readValue(text, String[].class))
          : List.of(text.split("\\s+"));
    }
  }

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

  /** Which options each instruction may have. */
  private static final Map<String, List<String>> KNOWN =
      Map.ofEntries(
          Map.entry("ARG", List.of()),
          Map.entry("FROM", List.of()),
          Map.entry("WORKDIR", List.of()),
          Map.entry("COPY", List.of("from", "chmod")),
          Map.entry("RUN", List.of()),
          Map.entry("ENV", List.of()),
          Map.entry("USER", List.of()),
          Map.entry("EXPOSE", List.of()),
          Map.entry("VOLUME", List.of()),
          Map.entry("HEALTHCHECK", List.of("interval", "timeout", "start-period")),
          Map.entry("ENTRYPOINT", List.of()),
          Map.entry("CMD", List.of()));

  private final List<List<Instruction>> stages = new ArrayList<>();

  private Dockerfile() {}

  /** Reads a file. */
  public static Dockerfile read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException at the first thing that it does not know
   */
  static Dockerfile parse(String text) {
    Dockerfile file = new Dockerfile();
    // Of what stands before the first stage only FROM knows.
    Map<String, String> global = new HashMap<>();
    Map<String, String> variables = global;
    String joined = text.replaceAll("(?m)^\\s*#.*\\n?", "").replaceAll("\\\\\\n\\s*", "");
    for (String line : joined.lines().filter(l -> !l.isBlank()).toList()) {
      Instruction instruction = instruction(line, line.startsWith("FROM ") ? global : variables);
      List<String> words =
          instruction.name().matches("ARG|ENV") ? instruction.words() : List.<String>of();
      for (String word : words) {
        String[] pair = word.split("=", 2);
        if (pair.length != 2) {
          throw new IllegalArgumentException("No value: " + line);
        }
        variables.put(pair[0], pair[1]);
      }
      if (instruction.name().equals("FROM")) {
        file.stages.add(new ArrayList<>());
        variables = new HashMap<>();
      }
      if (!file.stages.isEmpty()) {
        file.stages.get(file.stages.size() - 1).add(instruction);
      } else if (!instruction.name().equals("ARG")) {
        throw new IllegalArgumentException("Before the first FROM: " + line);
      }
    }
    return file;
  }

  private static Instruction instruction(String line, Map<String, String> variables) {
    String name = line.split("\\s", 2)[0];
    if (!KNOWN.containsKey(name)) {
      throw new IllegalArgumentException("Unknown instruction: " + line);
    }
    String rest = line.substring(name.length()).strip();
    Map<String, String> flags = new LinkedHashMap<>();
    while (rest.startsWith("--")) {
      String[] parts = rest.split("\\s+", 2);
      String[] pair = parts[0].substring(2).split("=", 2);
      if (!KNOWN.get(name).contains(pair[0]) || pair.length != 2 || parts.length != 2) {
        throw new IllegalArgumentException("Unknown option: " + line);
      }
      flags.put(pair[0], pair[1]);
      rest = parts[1];
    }
    if (name.equals("HEALTHCHECK")) {
      rest = rest.replaceFirst("^CMD\\s+", "");
    }
    return new Instruction(name, flags, name.equals("RUN") ? rest : fill(rest, variables, line));
  }

  private static String fill(String text, Map<String, String> variables, String line) {
    Matcher found = VARIABLE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (found.find()) {
      String value = variables.get(found.group(1));
      if (value == null) {
        throw new IllegalArgumentException("Unknown variable: " + line);
      }
      found.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return found.appendTail(filled).toString();
  }

  /** The instructions of the build stage. */
  public List<Instruction> build() {
    return stages.get(0);
  }

  /** The instructions of the image itself. */
  public List<Instruction> image() {
    return stages.get(stages.size() - 1);
  }

  /** The last instruction of that name in the image. */
  public Instruction last(String name) {
    return image().stream()
        .filter(i -> i.name().equals(name))
        .reduce((a, b) -> b)
        .orElseThrow(() -> new IllegalArgumentException("No " + name));
  }

  /** The environment of the image. */
  public Map<String, String> environment() {
    Map<String, String> all = new LinkedHashMap<>();
    image().stream()
        .filter(i -> i.name().equals("ENV"))
        .flatMap(i -> i.words().stream())
        .map(word -> word.split("=", 2))
        .forEach(pair -> all.put(pair[0], pair[1]));
    return all;
  }
}
