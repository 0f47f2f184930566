/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface FeatureTypeInfo extends ResourceInfo {
  String JDBC_VIRTUAL_TABLE = "JDBC_VIRTUAL_TABLE";
}
