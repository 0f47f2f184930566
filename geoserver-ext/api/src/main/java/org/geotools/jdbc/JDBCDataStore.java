/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geotools.jdbc;

import javax.sql.DataSource;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class JDBCDataStore {
  protected JDBCDataStore() {}

  public DataSource getDataSource() {
    throw new UnsupportedOperationException("declaration only");
  }
}
