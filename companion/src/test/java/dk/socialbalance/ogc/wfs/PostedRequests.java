/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests as XML from a data file: a line {@code ### status version what}, lines {@code ? text}
 * that the answer holds, and the document.
 */
final class PostedRequests {

  record Posted(int status, String version, String what, List<String> expected, String body) {
    @Override
    public String toString() {
      return version + " " + what;
    }
  }

  private PostedRequests() {}

  static List<Posted> all(String file) {
    try (InputStream stream = PostedRequests.class.getResourceAsStream(file)) {
      List<Posted> all = new ArrayList<>();
      for (String part :
          new String(stream.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^### ")) {
        if (part.startsWith("#") || part.isBlank()) {
          continue;
        }
        List<String> lines = part.lines().toList();
        String[] head = lines.get(0).split(" ", 3);
        all.add(
            new Posted(
                Integer.parseInt(head[0]),
                head[1],
                head[2],
                lines.stream()
                    .filter(line -> line.startsWith("? "))
                    .map(line -> line.substring(2))
                    .toList(),
                String.join(
                        "\n",
                        lines.stream().skip(1).filter(line -> !line.startsWith("? ")).toList())
                    .trim()));
      }
      return all;
    } catch (IOException e) {
      throw new IllegalStateException(file, e);
    }
  }
}
