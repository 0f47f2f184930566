/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SignaturesTest {

  private static final Set<String> CALLERS = Set.of("dk/socialbalance/geoserver/gs/");

  /** To mend it: put the lines that are told here into api/signatures.txt, or take them out. */
  @Test
  void everyUseIsListedAndEveryLineIsUsed() {
    Set<String> used = Signatures.used();
    Set<String> listed = Signatures.listed();
    Set<String> unlisted = new TreeSet<>(used);
    unlisted.removeAll(listed);
    Set<String> unused = new TreeSet<>(listed);
    unused.removeAll(used);
    assertThat(unlisted).as("used, but not in signatures.txt").isEmpty();
    assertThat(unused).as("in signatures.txt, but not used").isEmpty();
  }

  @Test
  void theDeclarationsHoldEveryLine() {
    assertThat(Signatures.wrong(Signatures.listed(), Signatures.declarations())).isEmpty();
  }

  @Test
  void theDeclarationsHoldNothingThatIsNotUsed() {
    Set<String> types = new TreeSet<>();
    Signatures.listed().stream()
        .filter(line -> !line.startsWith("constant"))
        .forEach(line -> types.add(line.split(" ")[1]));
    ClassFiles declarations = Signatures.declarations();
    // What is used, what that inherits, and what stands in the signatures of declared members.
    Set<String> reached = new TreeSet<>();
    types.forEach(type -> reach(type, declarations, reached));
    assertThat(declarations.all().keySet()).allMatch(reached::contains);
  }

  private static void reach(String type, ClassFiles declarations, Set<String> reached) {
    if (declarations.all().containsKey(type) && reached.add(type)) {
      ClassFiles.Declared declared = declarations.find(type).orElseThrow();
      declared.parents().forEach(parent -> reach(parent, declarations, reached));
      declared
          .methods()
          .keySet()
          .forEach(
              method -> {
                for (String word : method.split("[();L]")) {
                  reach(word, declarations, reached);
                }
              });
      // Thrown types and type parameters leave no other trace.
      declarations.all().keySet().stream()
          .filter(
              name ->
                  new String(declarations.all().get(type), StandardCharsets.ISO_8859_1)
                      .contains(name))
          .forEach(name -> reach(name, declarations, reached));
    }
  }

  @Test
  void onlyTheThinPackageCallsGeoServer() {
    ClassFiles plugin = ClassFiles.inFolder(Path.of("target", "classes"));
    for (String name : plugin.all().keySet()) {
      if (CALLERS.stream().noneMatch(name::startsWith)) {
        ClassFiles alone = ClassFiles.inFolder(Path.of("target", "classes"));
        for (String other : plugin.all().keySet()) {
          alone = other.equals(name) ? alone : alone.without(other);
        }
        assertThat(new Uses(Signatures.declarations(), Signatures.WATCHED).of(alone))
            .as(name)
            .isEmpty();
      }
    }
  }

  @Test
  void nothingThatDiffersBetweenGeoServersIsUsed() {
    assertThat(
            new Uses(
                    Signatures.declarations(),
                    "javax/servlet/",
                    "jakarta/",
                    "org/apache/wicket/",
                    "javax/media/jai/",
                    "org/eclipse/imagen/",
                    "it/geosolutions/",
                    "org/springframework/")
                .of(ClassFiles.inFolder(Path.of("target", "classes"))))
        .isEmpty();
  }

  @Test
  void aMissingTypeMethodOrConstantIsFound() {
    ClassFiles declarations = Signatures.declarations();
    assertThat(
            Signatures.wrong(
                Signatures.listed(), declarations.without("org/geoserver/catalog/Catalog")))
        .contains("missing: type org/geoserver/catalog/Catalog");
    assertThat(
            Signatures.wrong(
                Set.of(
                    "method org/geoserver/catalog/Catalog add(Ljava/lang/String;)V",
                    "constant org/geoserver/catalog/ResourceInfo TIME Ljava/lang/String; = tid",
                    "field org/geoserver/catalog/PublishedType RASTER Lorg/geoserver/catalog/PublishedType;",
                    "implements org/geoserver/platform/ExtensionPriority"),
                declarations))
        .hasSize(4);
  }
}
