/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.signatures;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What classes declare, read from class files without loading them. */
final class ClassFiles {

  /** A class: its parents, and its members with their access flags or constants. */
  record Declared(
      int access, List<String> parents, Map<String, Integer> methods, Map<String, Object> fields) {}

  private final Map<String, byte[]> bytes;
  private final Map<String, Optional<Declared>> read = new HashMap<>();

  private ClassFiles(Map<String, byte[]> bytes) {
    this.bytes = bytes;
  }

  /** All classes below a folder. */
  static ClassFiles inFolder(Path folder) {
    Map<String, byte[]> bytes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        bytes.put(internal(folder.relativize(file).toString()), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ClassFiles(bytes);
  }

  /** All classes of some jars whose names begin with one of the prefixes. */
  static ClassFiles inJars(List<Path> jars, List<String> prefixes) {
    Map<String, byte[]> bytes = new TreeMap<>();
    for (Path jar : jars) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
          String name = entry.getName();
          if (name.endsWith(".class") && prefixes.stream().anyMatch(name::startsWith)) {
            try (InputStream in = zip.getInputStream(entry)) {
              bytes.put(internal(name), in.readAllBytes());
            }
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new ClassFiles(bytes);
  }

  /** These classes and others. */
  ClassFiles without(String name) {
    Map<String, byte[]> fewer = new TreeMap<>(bytes);
    fewer.remove(name);
    return new ClassFiles(fewer);
  }

  private static String internal(String file) {
    return file.replace('\\', '/').replaceAll("\\.class$", "");
  }

  Map<String, byte[]> all() {
    return bytes;
  }

  /** A class of these, or of the JDK or JTS, which are what they are. */
  Optional<Declared> find(String name) {
    return read.computeIfAbsent(name, this::declared);
  }

  private Optional<Declared> declared(String name) {
    byte[] content = bytes.get(name);
    if (content == null && (name.startsWith("java") || name.startsWith("org/locationtech/"))) {
      try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
        content = in == null ? null : in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return content == null ? Optional.empty() : Optional.of(declared(new ClassReader(content)));
  }

  private static Declared declared(ClassReader reader) {
    Map<String, Integer> methods = new TreeMap<>();
    Map<String, Object> fields = new TreeMap<>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String generics, String[] thrown) {
            methods.put(name + type, access);
            return null;
          }

          @Override
          public FieldVisitor visitField(
              int access, String name, String type, String generics, Object value) {
            fields.put(name + " " + type, value == null ? "" : value);
            return null;
          }
        },
        ClassReader.SKIP_CODE);
    return new Declared(
        reader.getAccess(),
        Stream.concat(Stream.ofNullable(reader.getSuperName()), Stream.of(reader.getInterfaces()))
            .toList(),
        methods,
        fields);
  }

  /** The access of a method, wherever in the ancestry it is declared; -1 when nowhere. */
  int method(String owner, String nameAndType) {
    Declared declared = find(owner).orElse(null);
    if (declared == null) {
      return -1;
    }
    if (declared.methods().containsKey(nameAndType)) {
      return declared.methods().get(nameAndType);
    }
    return declared.parents().stream()
        .mapToInt(parent -> method(parent, nameAndType))
        .filter(access -> access >= 0)
        .findFirst()
        .orElse(-1);
  }
}
