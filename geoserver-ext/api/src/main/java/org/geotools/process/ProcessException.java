/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geotools.process;

/** Compile-only declaration of what the plugin uses; never packaged. */
@SuppressWarnings("serial")
public class ProcessException extends RuntimeException {
  public ProcessException(String message) {
    throw new UnsupportedOperationException("declaration only");
  }
}
