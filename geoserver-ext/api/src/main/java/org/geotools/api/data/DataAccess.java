/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geotools.api.data;

import org.geotools.api.feature.Feature;
import org.geotools.api.feature.type.FeatureType;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface DataAccess<T extends FeatureType, F extends Feature> {}
