/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.gs;

import dk.socialbalance.geoserver.state.Text;
import java.util.Locale;
import org.geotools.api.util.InternationalString;
import org.geotools.util.GrowableInternationalString;

/** Texts in both languages, as GeoServer keeps them. */
final class Languages {

  private static final Locale DANISH = Locale.forLanguageTag("da");

  private Languages() {}

  static InternationalString of(Text text) {
    GrowableInternationalString both = new GrowableInternationalString();
    both.add(DANISH, text.da());
    both.add(Locale.ENGLISH, text.en());
    return both;
  }

  static Text of(InternationalString both) {
    return both == null ? Text.EMPTY : new Text(text(both, DANISH), text(both, Locale.ENGLISH));
  }

  private static String text(InternationalString both, Locale language) {
    String text = both.toString(language);
    return text == null ? "" : text;
  }
}
