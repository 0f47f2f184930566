/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geotools.api.util;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface ProgressListener {}
