/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog.event;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface CatalogPostModifyEvent extends CatalogEvent {}
