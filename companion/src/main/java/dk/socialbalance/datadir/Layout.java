/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.datadir;

import dk.socialbalance.geoserver.state.Settings;
import java.nio.file.Path;

/** Where GeoServer keeps what in its data directory. */
record Layout(Path root) {

  /** On everything that was made here or by the extension; the rest is left alone. */
  static final String MARK = "socialbalance";

  static final String COLUMNS = "socialbalance.columns";

  Path workspace() {
    return root.resolve("workspaces").resolve(Settings.WORKSPACE);
  }

  Path workspaceFile() {
    return workspace().resolve("workspace.xml");
  }

  Path namespaceFile() {
    return workspace().resolve("namespace.xml");
  }

  Path store() {
    return workspace().resolve(Settings.WORKSPACE);
  }

  Path storeFile() {
    return store().resolve("datastore.xml");
  }

  Path layer(String name) {
    return store().resolve(name);
  }

  Path typeFile(String name) {
    return layer(name).resolve("featuretype.xml");
  }

  Path layerFile(String name) {
    return layer(name).resolve("layer.xml");
  }

  Path styles() {
    return workspace().resolve("styles");
  }

  Path groups() {
    return workspace().resolve("layergroups");
  }

  Path serviceFile(String kind) {
    return workspace().resolve(kind + ".xml");
  }

  /** Whether there is a workspace that bears the mark. */
  boolean ours() {
    return Element.read(workspaceFile()).filter(Layout::marked).isPresent();
  }

  static boolean marked(Element info) {
    return !info.entryOf("metadata", MARK).isEmpty();
  }
}
