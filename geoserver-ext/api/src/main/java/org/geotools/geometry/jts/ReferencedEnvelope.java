/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geotools.geometry.jts;

import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.locationtech.jts.geom.Envelope;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class ReferencedEnvelope extends Envelope {
  public ReferencedEnvelope(
      double minX, double maxX, double minY, double maxY, CoordinateReferenceSystem crs) {}
}
