/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.config;

import org.geoserver.catalog.Info;
import org.geoserver.catalog.MetadataMap;
import org.geoserver.catalog.WorkspaceInfo;
import org.geotools.api.util.InternationalString;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface ServiceInfo extends Info {
  void setWorkspace(WorkspaceInfo workspace);

  void setTitle(String title);

  InternationalString getInternationalTitle();

  void setInternationalTitle(InternationalString title);

  MetadataMap getMetadata();
}
