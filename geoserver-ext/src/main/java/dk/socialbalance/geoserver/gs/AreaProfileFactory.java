/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.gs;

import dk.socialbalance.geoserver.process.AreaProfile;
import dk.socialbalance.geoserver.process.Profiles;
import org.geotools.process.ProcessException;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.geotools.process.factory.StaticMethodsProcessFactory;
import org.geotools.util.SimpleInternationalString;

/**
 * The WPS process {@code socialbalance:areaProfile}. Found by GeoTools where processes are used at
 * all, so that a GeoServer without WPS never loads it.
 */
public final class AreaProfileFactory
    extends StaticMethodsProcessFactory<AreaProfileFactory.Processes> {

  /** Made by GeoTools. */
  public AreaProfileFactory() {
    super(new SimpleInternationalString("Social balance"), "socialbalance", Processes.class);
  }

  /** The processes, one a method. */
  public static final class Processes {

    private Processes() {}

    /**
     * Latest disclosed figures of one area, as JSON.
     *
     * @throws ProcessException with a sentence; the client is shown any other with its class
     */
    @DescribeProcess(
        title = "Områdeprofil / Area profile",
        description = "Latest disclosed figures of one area, as JSON. Hidden figures are null.")
    @DescribeResult(name = "profil", description = "JSON")
    public static String areaProfile(
        @DescribeParameter(name = "omraade_kode", description = "Code of the area")
            String omraadeKode) {
      try {
        return Profiles.of(omraadeKode);
      } catch (AreaProfile.UnknownAreaException | IllegalStateException e) {
        throw new ProcessException(e.getMessage());
      }
    }
  }
}
