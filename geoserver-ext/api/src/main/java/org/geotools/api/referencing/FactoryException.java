/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geotools.api.referencing;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class FactoryException extends Exception {
  protected FactoryException() {}
}
