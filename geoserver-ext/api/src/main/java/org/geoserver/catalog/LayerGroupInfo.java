/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

import java.util.List;
import org.geotools.api.util.InternationalString;
import org.geotools.geometry.jts.ReferencedEnvelope;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface LayerGroupInfo extends PublishedInfo {
  enum Mode {
    CONTAINER
  }

  Mode getMode();

  void setMode(Mode mode);

  void setWorkspace(WorkspaceInfo workspace);

  InternationalString getInternationalTitle();

  void setInternationalTitle(InternationalString title);

  void setTitle(String title);

  List<PublishedInfo> getLayers();

  List<StyleInfo> getStyles();

  void setBounds(ReferencedEnvelope bounds);
}
