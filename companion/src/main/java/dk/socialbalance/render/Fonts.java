/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.font.FontRenderContext;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Fonts by name, with one that is always there. */
final class Fonts {

  /** The font of this product where a style names none. */
  static final String USUAL = "DejaVu Sans";

  /** Letters are measured and drawn antialiased, at fractions of a pixel. */
  static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private Fonts() {}

  /** The first of the families that the machine has; else the usual font, else any sans serif. */
  static Font find(List<String> families, boolean bold, boolean italic, double pixels) {
    String family = Font.SANS_SERIF;
    if (Holder.FAMILIES.contains(USUAL.toLowerCase(Locale.ROOT))) {
      family = USUAL;
    }
    for (String wanted : families) {
      if (Holder.FAMILIES.contains(wanted.toLowerCase(Locale.ROOT))) {
        family = wanted;
        break;
      }
    }
    int style = (bold ? Font.BOLD : Font.PLAIN) | (italic ? Font.ITALIC : Font.PLAIN);
    return new Font(family, style, 1).deriveFont((float) pixels);
  }

  /** Listed once: asking takes a while. */
  private static final class Holder {
    static final Set<String> FAMILIES = families();

    private static Set<String> families() {
      Set<String> names = new HashSet<>();
      for (String name :
          GraphicsEnvironment.getLocalGraphicsEnvironment()
              .getAvailableFontFamilyNames(Locale.ROOT)) {
        names.add(name.toLowerCase(Locale.ROOT));
      }
      return Set.copyOf(names);
    }
  }
}
