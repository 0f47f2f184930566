/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.util.Arrays;
import java.util.List;

/** The colouring of a mask: one step of a picture that {@link AreaPainter} paints. */
final class AreaColouring {

  /** Colours before a mixture that are told apart for each edge, in bits. */
  private static final int BEFORE_BITS = 5;

  private final int step;
  private final Colours colours;
  private final byte[] pixels;
  private final int width;
  private final boolean blank;

  private final Brush[] brushes;

  /** For each area, counted from 1 as in a mask, its brush, moved to the place of a slot. */
  private final int[] slotOf;

  /** For each brush and edge the one colour that all such pixels have, counted from 1; else 0. */
  private final int[] only;

  /** A look made ready. */
  private static final class Brush {

    private final int number;
    private final AreaLook.Filling[] fills;
    private final AreaLook.Line[] lines;

    /** How much of what lies under an area its fills hide. */
    private final double cover;

    private final boolean patterned;

    /** Pixels after which all patterns begin again together; 0 when they never do. */
    private final int period;

    /** The rows of a pattern that were needed so far. */
    private byte[][] rows;

    /** The last mixtures: 1 in bit 16, the colour before in bits 8 to 15, after in 0 to 7. */
    private int[] mixed;

    Brush(int number, AreaLook look) {
      this.number = number;
      this.fills = look.fills().toArray(AreaLook.Filling[]::new);
      this.lines = look.strokes().toArray(AreaLook.Line[]::new);
      this.cover = look.cover();
      this.patterned = look.isPatterned();
      this.period = look.period();
    }
  }

  /**
   * @param step the number of this step in the picture
   * @param pixels places in {@code colours}, row by row
   * @param blank nothing was painted yet
   */
  AreaColouring(
      AreaPlan.Areas areas, int step, Colours colours, byte[] pixels, int width, boolean blank) {
    this.step = step;
    this.colours = colours;
    this.pixels = pixels;
    this.width = width;
    this.blank = blank;
    List<AreaLook> looks = areas.looks();
    int[] lookOf = areas.lookOf();
    this.brushes = new Brush[looks.size() + 1];
    for (int i = 0; i < looks.size(); i++) {
      if (looks.get(i) != null) {
        brushes[i + 1] = new Brush(i + 1, looks.get(i));
      }
    }
    // Borders reach out of all areas; all looks have the same.
    brushes[0] =
        new Brush(0, new AreaLook(List.of(), looks.get(lookOf[areas.painted()[0]]).strokes()));
    this.slotOf = new int[lookOf.length + 1];
    for (int i = 0; i < lookOf.length; i++) {
      slotOf[i + 1] = lookOf[i] + 1 << 8;
    }
    this.only = new int[brushes.length << 8];
  }

  /** Colours all pixels that the areas and their borders cover. */
  void paint(AreaMask mask) {
    int runs = mask.runs();
    int at = 0;
    for (int i = 0; i < runs; i++) {
      int run = mask.run(i);
      int length = run & 255;
      int slot = slotOf[run >>> 16] | run >>> 8 & 255;
      int colour = only[slot];
      if (colour == 0) {
        colour = first(slot, at, length);
      }
      if (colour > 0) {
        if (length == 1) {
          pixels[at] = (byte) (colour - 1); // Most runs are steps of a border.
        } else {
          Arrays.fill(pixels, at, at + length, (byte) (colour - 1));
        }
      }
      at += length;
    }
  }

  /** The colour of a run, counted from 1, that all others like it have; else paints it. */
  private int first(int slot, int from, int length) {
    Brush brush = brushes[slot >> 8];
    int edge = slot & 255;
    if (edge == AreaMask.FAR && brush.fills.length == 0) {
      return 0;
    }
    if (brush.patterned) {
      pattern(brush, edge, from, from + length);
    } else if (blank) {
      only[slot] = mixed(brush, edge, 0) + 1;
    } else {
      for (int i = from; i < from + length; i++) {
        pixels[i] = (byte) mixed(brush, edge, pixels[i] & 255);
      }
    }
    return only[slot];
  }

  private void pattern(Brush brush, int edge, int from, int to) {
    int x = from % width;
    int y = from / width;
    if (!blank || brush.period == 0) {
      for (int i = from; i < to; i++, x++) {
        pixels[i] = (byte) mixed(brush, edge, filled(brush, x, y, pixels[i] & 255));
      }
      return;
    }
    byte[] row = row(brush, y % brush.period);
    if (edge == AreaMask.FAR) {
      System.arraycopy(row, x, pixels, from, to - from);
      return;
    }
    for (int i = from; i < to; i++, x++) {
      pixels[i] = (byte) mixed(brush, edge, row[x] & 255);
    }
  }

  /** A row of pixels that a pattern fills on the background. */
  private byte[] row(Brush brush, int y) {
    if (brush.rows == null) {
      brush.rows = new byte[brush.period][];
    }
    if (brush.rows[y] == null) {
      byte[] row = new byte[width];
      int known = Math.min(brush.period, width);
      for (int x = 0; x < known; x++) {
        row[x] = (byte) filled(brush, x, y, 0);
      }
      for (; known < width; known *= 2) {
        System.arraycopy(row, 0, row, known, Math.min(known, width - known));
      }
      brush.rows[y] = row;
    }
    return brush.rows[y];
  }

  private int filled(Brush brush, int x, int y, int before) {
    int filled = before;
    for (AreaLook.Filling fill : brush.fills) {
      filled = colours.over(fill.at(x, y), filled);
    }
    return filled;
  }

  /** What a plain brush, or the strokes of one whose pattern is there already, make of a colour. */
  private int mixed(Brush brush, int edge, int before) {
    if (brush.mixed == null) {
      brush.mixed = new int[256 << BEFORE_BITS];
    }
    int slot = edge << BEFORE_BITS | before & (1 << BEFORE_BITS) - 1;
    int seen = brush.mixed[slot];
    if (seen >> 8 == (1 << 8 | before)) {
      return seen & 255;
    }
    int filled = brush.patterned ? before : filled(brush, 0, 0, before);
    int after = edge == AreaMask.FAR ? filled : stroked(brush, edge, filled);
    brush.mixed[slot] = (1 << 8 | before) << 8 | after;
    return after;
  }

  private int stroked(Brush brush, int edge, int before) {
    long key = ((((long) step << 8 | brush.number) << 8 | edge) << 8 | before) << 2 | 1;
    int known = colours.mixture(key);
    return known >= 0
        ? known
        : colours.remember(key, colours.index(strokes(brush, edge, colours.argb(before))));
  }

  /** What the strokes of both areas make of a pixel of one of them. */
  private static int strokes(Brush brush, int edge, int before) {
    double distance = AreaMask.distance(edge);
    double others =
        switch (AreaMask.side(edge)) {
          case ALONE -> 0;
          case LATER -> 1 - brush.cover * Math.max(0, 0.5 - distance);
          case EARLIER -> 1 - brush.cover * Math.min(1, 0.5 + distance);
        };
    int colour = before;
    for (AreaLook.Line line : brush.lines) {
      colour = Colours.over(colour, line.argb(), line.coverage(distance) * others);
    }
    for (AreaLook.Line line : brush.lines) {
      colour = Colours.over(colour, line.argb(), line.coverage(distance));
    }
    return colour;
  }
}
