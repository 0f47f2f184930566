/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.gs;

import dk.socialbalance.geoserver.state.ServiceState;
import dk.socialbalance.geoserver.state.Text;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.config.GeoServer;
import org.geoserver.config.ServiceInfo;
import org.geoserver.gwc.wmts.WMTSInfo;
import org.geoserver.ows.util.OwsUtils;
import org.geoserver.wfs.WFSInfo;
import org.geoserver.wms.WMSInfo;

/** The workspace's own settings of WMS, WFS and WMTS, copied from the global ones. */
final class Services {

  private static final List<Class<? extends ServiceInfo>> KINDS =
      List.of(WMSInfo.class, WFSInfo.class, WMTSInfo.class);

  private final GeoServer server;
  private final Logger log;

  Services(GeoServer server, Logger log) {
    this.server = server;
    this.log = log;
  }

  /** What is set for all three alike; empty when one of them differs. */
  Optional<ServiceState> state(WorkspaceInfo workspace) {
    WMSInfo maps = server.getService(workspace, WMSInfo.class);
    WFSInfo features = server.getService(workspace, WFSInfo.class);
    WMTSInfo tiles = server.getService(workspace, WMTSInfo.class);
    if (maps == null || features == null || tiles == null) {
      return Optional.empty();
    }
    Text title = Languages.of(maps.getInternationalTitle());
    List<String> crs = List.copyOf(maps.getSRS());
    boolean alike =
        title.equals(Languages.of(features.getInternationalTitle()))
            && title.equals(Languages.of(tiles.getInternationalTitle()))
            && crs.equals(List.copyOf(features.getSRS()))
            && features.getServiceLevel() == WFSInfo.ServiceLevel.BASIC;
    return alike ? Optional.of(new ServiceState(title, crs)) : Optional.empty();
  }

  void put(WorkspaceInfo workspace, ServiceState state) {
    KINDS.forEach(kind -> put(workspace, kind, state));
  }

  private <T extends ServiceInfo> void put(
      WorkspaceInfo workspace, Class<T> kind, ServiceState state) {
    T service = server.getService(workspace, kind);
    boolean missing = service == null;
    if (missing) {
      T global = server.getService(kind);
      if (global == null) {
        log.warning("GeoServer has no " + kind.getSimpleName() + ": left without settings.");
        return;
      }
      service = server.getFactory().create(kind);
      OwsUtils.copy(global, service, kind);
      service.setWorkspace(workspace);
      Metadata.mark(service.getMetadata());
    } else if (!Metadata.made(service.getMetadata())) {
      log.warning(
          "The settings of " + kind.getSimpleName() + " are not the plugin's: left as they are.");
      return;
    }
    service.setTitle(state.title().da());
    service.setInternationalTitle(Languages.of(state.title()));
    if (service instanceof WMSInfo maps) {
      maps.getSRS().clear();
      maps.getSRS().addAll(state.crs());
    } else if (service instanceof WFSInfo features) {
      features.getSRS().clear();
      features.getSRS().addAll(state.crs());
      features.setServiceLevel(WFSInfo.ServiceLevel.BASIC);
    }
    if (missing) {
      server.add(service);
    } else {
      server.save(service);
    }
  }
}
