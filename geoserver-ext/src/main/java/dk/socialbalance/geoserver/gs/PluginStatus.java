/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.gs;

import dk.socialbalance.geoserver.state.KnownHoles;
import dk.socialbalance.geoserver.state.Publisher;
import dk.socialbalance.geoserver.state.Pulse;
import dk.socialbalance.geoserver.state.Standing;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geoserver.platform.ModuleStatusImpl;
import org.geotools.util.factory.GeoTools;
import org.geotools.util.logging.Logging;

/** What the module's line in GeoServer's status page says. */
public final class PluginStatus extends ModuleStatusImpl implements Publisher.Report {

  private static final long serialVersionUID = 1;
  private static final Logger LOG = Logging.getLogger("dk.socialbalance.geoserver");

  private transient Standing standing;

  /** Made by Spring. */
  public PluginStatus() {
    standing = Standing.beginning(KnownHoles.of(GeoTools.getVersion().toString()));
    standing.warnings().forEach(LOG::warning);
    categorise(this);
    show();
  }

  /**
   * Gives a status the category "extension", if it can have one: GeoServer 3 cannot show its
   * modules when one has none, and GeoServer 2 knows no categories.
   */
  static void categorise(Object status) {
    for (Method method : status.getClass().getMethods()) {
      if (method.getName().equals("setCategory") && method.getParameterCount() == 1) {
        Object[] known = method.getParameterTypes()[0].getEnumConstants();
        for (Object category : known == null ? new Object[0] : known) {
          if (category.toString().equals("EXTENSION")) {
            try {
              method.invoke(status, category);
            } catch (ReflectiveOperationException e) {
              LOG.log(Level.WARNING, "The module's category could not be set", e);
            }
          }
        }
      }
    }
  }

  @Override
  public synchronized void inStep(Pulse pulse, int layers, int writes, Instant at) {
    if (standing.failing() || writes > 0) {
      LOG.info("In step with publication " + pulse.publication() + ": " + writes + " changes");
    }
    standing = standing.inStep(pulse, layers, at);
    show();
  }

  @Override
  public synchronized void failed(String sentence, Exception cause) {
    if (standing.isNew(sentence)) {
      LOG.log(Level.WARNING, sentence, cause);
    }
    standing = standing.failed(sentence);
    show();
  }

  /** Tells what the start-up scan refused. */
  synchronized void refused(String sentence) {
    LOG.warning(sentence);
    standing = standing.refused(sentence);
    show();
  }

  private void show() {
    setAvailable(!standing.failing());
    setMessage(standing.text());
  }
}
