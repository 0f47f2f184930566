/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

import java.util.List;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.util.InternationalString;
import org.geotools.geometry.jts.ReferencedEnvelope;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface ResourceInfo extends CatalogInfo {
  String TIME = "time";

  String getName();

  void setName(String name);

  String getNativeName();

  void setNativeName(String nativeName);

  String prefixedName();

  void setNamespace(NamespaceInfo namespace);

  NamespaceInfo getNamespace();

  StoreInfo getStore();

  void setStore(StoreInfo store);

  InternationalString getInternationalTitle();

  void setInternationalTitle(InternationalString title);

  InternationalString getInternationalAbstract();

  void setInternationalAbstract(InternationalString text);

  void setTitle(String title);

  void setAbstract(String text);

  List<KeywordInfo> getKeywords();

  String getSRS();

  void setSRS(String srs);

  void setNativeCRS(CoordinateReferenceSystem crs);

  void setProjectionPolicy(ProjectionPolicy policy);

  ReferencedEnvelope getNativeBoundingBox();

  void setNativeBoundingBox(ReferencedEnvelope box);

  ReferencedEnvelope getLatLonBoundingBox();

  void setLatLonBoundingBox(ReferencedEnvelope box);

  MetadataMap getMetadata();

  boolean isEnabled();

  void setEnabled(boolean enabled);

  boolean isAdvertised();

  void setAdvertised(boolean advertised);

  void setServiceConfiguration(boolean serviceConfiguration);

  List<String> getDisabledServices();

  void setDisabledServices(List<String> disabledServices);
}
