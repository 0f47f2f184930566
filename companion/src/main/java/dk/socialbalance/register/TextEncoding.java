/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out how a text file is encoded. */
final class TextEncoding {

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private TextEncoding() {}

  /**
   * The charset to read a file with.
   *
   * <p>A byte order mark decides, whatever was asked for. {@code auto}: UTF-8 when all bytes of the
   * file are UTF-8, else Windows-1252. All bytes, because a file may hold its first Danish letter
   * in its last line.
   *
   * @param encoding a Java charset name, or {@code auto}
   * @throws LoadFailedException when the charset is unknown or the file is UTF-16
   */
  static Charset of(Path file, String encoding) throws IOException {
    byte[] mark = new byte[3];
    int length;
    try (InputStream in = Files.newInputStream(file)) {
      length = in.readNBytes(mark, 0, 3);
    }
    if (length == 3 && mark[0] == (byte) 0xEF && mark[1] == (byte) 0xBB && mark[2] == (byte) 0xBF) {
      return StandardCharsets.UTF_8;
    }
    boolean utf16 =
        length >= 2
            && ((mark[0] == (byte) 0xFF && mark[1] == (byte) 0xFE)
                || (mark[0] == (byte) 0xFE && mark[1] == (byte) 0xFF));
    if (utf16) {
      throw new LoadFailedException(
          Masking.fileName(file)
              + " is UTF-16. Save it as UTF-8 or Windows-1252 and load it again.");
    }
    if (encoding.equals("auto")) {
      return isUtf8(file) ? StandardCharsets.UTF_8 : WINDOWS_1252;
    }
    try {
      return Charset.forName(encoding);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new LoadFailedException(
          "The catalogue names an encoding that does not exist: '"
              + encoding
              + "'. Write UTF-8, windows-1252 or auto.");
    }
  }

  private static boolean isUtf8(Path file) throws IOException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    CharBuffer chars = CharBuffer.allocate(1 << 16);
    try (InputStream in = Files.newInputStream(file)) {
      boolean end = false;
      while (!end) {
        int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
        end = n < 0;
        bytes.position(bytes.position() + Math.max(n, 0));
        bytes.flip();
        CoderResult result = decoder.decode(bytes, chars.clear(), end);
        if (result.isError()) {
          return false;
        }
        bytes.compact();
      }
    }
    return true;
  }
}
