/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer as it came over the wire to bytes that no client library would send.
 *
 * @param status HTTP status
 * @param headers names in lower case; a header that comes twice has both values, comma between
 */
record RawAnswer(int status, Map<String, String> headers, byte[] body) {

  private static final int PATIENCE = 20_000;

  static RawAnswer to(String server, byte[] request) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(server).getPort())) {
      socket.setSoTimeout(PATIENCE);
      try {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
      } catch (SocketException e) {
        // Refused before all was sent: the answer is there to read.
      }
      return read(socket.getInputStream());
    }
  }

  private static RawAnswer read(InputStream in) throws IOException {
    byte[] all = all(in);
    String text = new String(all, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("No answer but: " + text);
    }
    String[] lines = text.substring(0, end).split("\r\n");
    Map<String, String> headers = new TreeMap<>();
    for (String line : Arrays.asList(lines).subList(1, lines.length)) {
      String[] parts = line.split(":", 2);
      headers.merge(parts[0].toLowerCase(Locale.ROOT), parts[1].strip(), (a, b) -> a + ", " + b);
    }
    byte[] body = Arrays.copyOfRange(all, end + 4, all.length);
    return new RawAnswer(
        Integer.parseInt(lines[0].split(" ")[1]),
        headers,
        "chunked".equals(headers.get("transfer-encoding")) ? joined(body) : body);
  }

  private static byte[] all(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    int count;
    try {
      while ((count = in.read(buffer)) >= 0) {
        all.write(buffer, 0, count);
      }
    } catch (SocketException e) {
      // Cut off, as a server does that will not read the rest of a request.
    }
    return all.toByteArray();
  }

  private static byte[] joined(byte[] chunks) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int at = 0;
    while (true) {
      int end = at;
      while (end < chunks.length && chunks[end] != '\r') {
        end++;
      }
      if (end >= chunks.length) {
        throw new IOException("The answer was cut off.");
      }
      int size =
          Integer.parseInt(new String(chunks, at, end - at, StandardCharsets.US_ASCII).trim(), 16);
      if (size == 0) {
        return body.toByteArray();
      }
      body.write(chunks, end + 2, size);
      at = end + 2 + size + 2;
    }
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
