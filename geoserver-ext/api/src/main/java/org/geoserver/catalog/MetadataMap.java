/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

import java.io.Serializable;
import java.util.Map;

/** Compile-only declaration of what the plugin uses; never packaged. */
public abstract class MetadataMap implements Map<String, Serializable>, Serializable {}
