/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geotools.process.factory;

import org.geotools.api.util.InternationalString;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class StaticMethodsProcessFactory<T> {
  public StaticMethodsProcessFactory(InternationalString title, String namespace, Class<T> type) {}
}
