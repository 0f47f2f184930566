/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.datadir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.socialbalance.db.Role;
import dk.socialbalance.geoserver.Published;
import dk.socialbalance.geoserver.state.Catalogue;
import dk.socialbalance.geoserver.state.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** A data directory made of a real publication, rewritten as GeoServer does, and spoilt. */
class DataDirectoryTest {

  private static final Path COMMITTED = Path.of("..", "datadir");

  private final Published published = new Published().publish("uro", "fravaer");
  @TempDir private Path folder;

  @BeforeEach
  void generate() throws SQLException {
    new DataDirectory(folder).write(wanted());
  }

  @AfterEach
  void drop() {
    published.close();
  }

  private State wanted() throws SQLException {
    try (Connection connection = published.database().access().connect(Role.PUBLISH)) {
      return DataDirectory.wanted(connection);
    }
  }

  private List<String> differences() throws SQLException {
    return new DataDirectory(folder)
        .differences(wanted()).stream().map(Difference::toString).toList();
  }

  private static Map<String, byte[]> files(Path root) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private void edit(String file, UnaryOperator<String> change) throws IOException {
    Path path = folder.resolve(file);
    Files.writeString(path, change.apply(Files.readString(path)));
  }

  @Test
  void showsThePublicationAndASecondRunWritesNothing() throws Exception {
    assertThat(differences()).isEmpty();
    Map<String, byte[]> before = files(folder);
    assertThat(new DataDirectory(folder).write(wanted())).isZero();
    Map<String, byte[]> after = files(folder);
    assertThat(after.keySet()).isEqualTo(before.keySet());
    after.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(before.get(name)));
  }

  @Test
  void theSamePublicationGivesTheSameFiles(@TempDir Path another) throws Exception {
    new DataDirectory(another).write(wanted());
    Map<String, byte[]> first = files(folder);
    Map<String, byte[]> second = files(another);
    assertThat(second.keySet()).isEqualTo(first.keySet());
    second.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(first.get(name)));
  }

  /** One code reads what is wanted; what is left out here is just what a file must not hold. */
  @Test
  void wantsWhatTheExtensionWants() throws SQLException {
    State extension;
    try (Connection connection = new Catalogue(published.settings()).connect()) {
      extension = new Catalogue(published.settings()).wanted(connection);
    }
    State ours = wanted();
    assertThat(extension.layers()).hasSize(6);
    assertThat(ours.layers().keySet()).isEqualTo(extension.layers().keySet());
    assertThat(ours.groups()).isEqualTo(extension.groups());
    assertThat(ours.styles().keySet()).isEqualTo(extension.styles().keySet());
    ours.styles()
        .forEach(
            (name, style) ->
                assertThat(style.sld())
                    .isEqualTo(DataDirectory.document(extension.styles().get(name).sld())));
    assertThat(ours.service()).isEqualTo(extension.service());
    assertThat(ours.store().keySet()).isEqualTo(extension.store().keySet());
    ours.layers()
        .forEach(
            (name, layer) ->
                assertThat(layer)
                    .usingRecursiveComparison()
                    .ignoringFields("tiled", "tileTimes")
                    .isEqualTo(extension.layers().get(name)));
  }

  @Test
  void whatGeoServerRewritesMakesNoDifference() throws Exception {
    edit(
        "workspaces/socialbalance/socialbalance/datastore.xml",
        text ->
            text.replace("plain:${SB_DB_PUBLISH_PASSWORD}", "crypt1:AAAAbbbb+/cc==")
                .replace("${SB_DB_HOST}", "db.example")
                .replace("  <enabled>", "  <description>x</description>\n  <enabled>"));
    edit(
        "workspaces/socialbalance/socialbalance/distrikt_uro/featuretype.xml",
        text ->
            text.replaceAll(">\\s+<", "><")
                .replace("</featureType>", "<maxFeatures>0</maxFeatures></featureType>")
                .replaceFirst(
                    "(<srs>[^<]*</srs>)(<nativeBoundingBox>.*?</nativeBoundingBox>)", "$2$1"));
    edit("workspaces/socialbalance/styles/distrikt.sld", text -> text.replace("\n", "\r\n"));
    Files.createDirectories(folder.resolve("security/usergroup/default"));
    Files.writeString(folder.resolve("security/usergroup/default/users.xml"), "<userRegistry/>");
    Files.delete(folder.resolve("security/users.properties"));
    assertThat(differences()).isEmpty();
    assertThat(new DataDirectory(folder).write(wanted())).isZero();
    assertThat(folder.resolve("security/users.properties")).doesNotExist();
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "spoilt.csv", delimiter = '|', numLinesToSkip = 1)
  void whatIsSpoiltIsFoundAndMended(String what, String file, String from, String to, String said)
      throws Exception {
    Path path = folder.resolve(file);
    if (from == null) {
      Files.delete(path);
    } else {
      assertThat(Files.readString(path)).contains(from);
      edit(file, text -> text.replace(from, to == null ? "" : to));
    }
    assertThat(differences()).as(what).anyMatch(difference -> difference.contains(said));
    if (file.startsWith("workspaces/socialbalance/")) {
      new DataDirectory(folder).write(wanted());
      assertThat(differences()).as(what).isEmpty();
    }
  }

  @Test
  void aNewPublicationChangesJustWhatDiffers() throws Exception {
    Map<String, byte[]> before = files(folder);
    published.publish("uro");
    assertThat(differences()).contains("layers distrikt_fravaer: is there and should not be");
    new DataDirectory(folder).write(wanted());
    assertThat(differences()).isEmpty();
    assertThat(files(folder).keySet()).noneMatch(name -> name.contains("fravaer"));
    assertThat(files(folder).get("workspaces/socialbalance/socialbalance/distrikt_uro/layer.xml"))
        .isEqualTo(before.get("workspaces/socialbalance/socialbalance/distrikt_uro/layer.xml"));
  }

  @Test
  void aLayerThatSomebodyHasLaidIntoTheStoreIsNamedAndLeft() throws Exception {
    Path type = folder.resolve("workspaces/socialbalance/socialbalance/person/featuretype.xml");
    Files.createDirectories(type.getParent());
    Files.writeString(type, "<featureType><name>person</name></featureType>");
    assertThat(differences()).containsExactly("layers person: was not made here");
    new DataDirectory(folder).write(wanted());
    assertThat(type).exists();
  }

  @Test
  void aFolderOfSomethingElseIsLeftAlone(@TempDir Path other) throws Exception {
    Files.writeString(other.resolve("global.xml"), "<global/>");
    State wanted = wanted();
    assertThatThrownBy(() -> new DataDirectory(other).write(wanted))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("is no data directory that was made here");
    assertThat(files(other).keySet()).containsExactly("global.xml");
    assertThat(new DataDirectory(other).differences(wanted)).hasSize(1);
  }

  @Test
  void aFileThatIsNoXmlIsNamed() throws Exception {
    edit("workspaces/socialbalance/styles/distrikt.xml", text -> text.substring(20));
    State wanted = wanted();
    assertThatThrownBy(() -> new DataDirectory(folder).differences(wanted))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("distrikt.xml is no XML");
  }

  /** The committed base is what is copied, and its store is what the extension would make. */
  @Test
  void theCommittedBaseIsTheBeginningOfAllAndHoldsNoPassword() throws Exception {
    Map<String, byte[]> committed = files(COMMITTED);
    assertThat(DataDirectory.baseFiles().keySet()).isEqualTo(committed.keySet());
    assertThat(files(folder).keySet()).containsAll(committed.keySet());
    committed.forEach(
        (name, bytes) -> {
          String text = new String(bytes, StandardCharsets.UTF_8);
          assertThat(text).as(name).doesNotContain("digest1:", "crypt", "plain:geoserver");
          text.lines()
              .filter(line -> line.contains("passw"))
              .forEach(
                  line ->
                      assertThat(line).as(name).containsAnyOf("${SB_DB_PUBLISH_PASSWORD}", "#"));
        });
    State base = new Reader(new Layout(COMMITTED)).present();
    assertThat(base.store()).isEqualTo(DataDirectory.STORE);
    assertThat(base.layers()).isEmpty();
    assertThat(new Safety(COMMITTED).findings()).isEmpty();
  }

  @Test
  void nobodyBeginsWithAPasswordThatEverybodyKnows() throws Exception {
    assertThat(Files.readString(folder.resolve("security/users.properties")).lines())
        .allMatch(line -> line.startsWith("#"));
    Files.delete(folder.resolve("security/users.properties"));
    assertThat(differences()).singleElement().asString().startsWith("security: is missing");
    Path users = folder.resolve("security/usergroup/default/users.xml");
    Files.createDirectories(users.getParent());
    Files.writeString(
        users,
        "<user name=\"admin\" password=\"digest1:D9miJH/hVgfxZJscMafEtbtliG0ROxhLfsznyWfG38X2pda2JOSV4POi55PQI4tw\"/>");
    assertThat(differences()).singleElement().asString().contains("everybody knows");
  }
}
