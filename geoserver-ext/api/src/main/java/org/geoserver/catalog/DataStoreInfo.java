/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

import java.io.IOException;
import org.geotools.api.data.DataAccess;
import org.geotools.api.feature.Feature;
import org.geotools.api.feature.type.FeatureType;
import org.geotools.api.util.ProgressListener;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface DataStoreInfo extends StoreInfo {
  DataAccess<? extends FeatureType, ? extends Feature> getDataStore(ProgressListener listener)
      throws IOException;
}
