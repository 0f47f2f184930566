/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/** The colouring of a mask: one step of a picture that {@link AreaPainter} paints. */
final class AreaColouring {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** Eight times 1. */
  private static final long EIGHT = 0x0101_0101_0101_0101L;

  /** What a pixel is before anything is painted. */
  private static final int BACKGROUND = 0;

  /** Colours before a mixture that are told apart for each edge, in bits. */
  private static final int BEFORE_BITS = 5;

  private final int step;
  private final Colours colours;
  private final byte[] rows;
  private final int width;
  private final int stride;
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

    /** The one that was needed last, and where in the picture its pixels begin. */
    private byte[] row;

    private int begin;

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
   * @param rows places in {@code colours}, see {@link PngRows}
   * @param blank nothing was painted yet
   */
  AreaColouring(
      AreaPlan.Areas areas, int step, Colours colours, byte[] rows, int width, boolean blank) {
    this.step = step;
    this.colours = colours;
    this.rows = rows;
    this.width = width;
    this.stride = PngRows.stride(width);
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
        // Most runs are short. What is written beyond one is written over by those that follow.
        long eight = (colour - 1) * EIGHT;
        LONGS.set(rows, at, eight);
        for (int done = 8; done < length; done += 8) {
          LONGS.set(rows, at + done, eight);
        }
      }
      at += length;
    }
  }

  /**
   * The colour of a run, counted from 1, that all others like it have; else paints it. On a blank
   * picture every run is painted.
   */
  private int first(int slot, int from, int length) {
    Brush brush = brushes[slot >> 8];
    int edge = slot & 255;
    boolean nothing = edge == AreaMask.FAR && brush.fills.length == 0;
    if (blank && !brush.patterned) {
      only[slot] = (nothing ? BACKGROUND : mix(brush, edge, BACKGROUND)) + 1;
    } else if (blank) {
      pattern(brush, edge, from, from + length);
    } else if (!nothing) {
      over(brush, edge, from, from + length);
    }
    return only[slot];
  }

  /** Paints on what is there. */
  private void over(Brush brush, int edge, int from, int to) {
    for (int i = from; i < to; i++) {
      int before = rows[i] & 255;
      int filled = brush.patterned ? filled(brush, i % stride - 1, i / stride, before) : before;
      rows[i] = (byte) mixed(brush, edge, filled);
    }
  }

  /** Paints a pattern on a blank picture. */
  private void pattern(Brush brush, int edge, int from, int to) {
    if (brush.row == null || from >= brush.begin + width) {
      int y = from / stride;
      brush.begin = PngRows.start(width, y);
      brush.row = row(brush, y);
    }
    if (edge == AreaMask.FAR) {
      System.arraycopy(brush.row, from - brush.begin, rows, from, to - from);
      return;
    }
    for (int i = from; i < to; i++) {
      rows[i] = (byte) mixed(brush, edge, brush.row[i - brush.begin] & 255);
    }
  }

  /** A row of pixels that a pattern fills on the background. */
  private byte[] row(Brush brush, int y) {
    if (brush.rows == null) {
      brush.rows = new byte[brush.period > 0 ? brush.period : rows.length / stride][];
    }
    int place = y % brush.rows.length;
    if (brush.rows[place] == null) {
      byte[] row = new byte[width];
      int known = brush.period > 0 ? Math.min(brush.period, width) : width;
      for (int x = 0; x < known; x++) {
        row[x] = (byte) filled(brush, x, y, BACKGROUND);
      }
      for (; known < width; known *= 2) {
        System.arraycopy(row, 0, row, known, Math.min(known, width - known));
      }
      brush.rows[place] = row;
    }
    return brush.rows[place];
  }

  private int filled(Brush brush, int x, int y, int before) {
    int filled = before;
    for (AreaLook.Filling fill : brush.fills) {
      filled = colours.over(fill.at(x, y), filled);
    }
    return filled;
  }

  /** As {@link #mix}, remembered for each edge and colour. */
  private int mixed(Brush brush, int edge, int before) {
    if (brush.mixed == null) {
      brush.mixed = new int[256 << BEFORE_BITS];
    }
    int slot = edge << BEFORE_BITS | before & (1 << BEFORE_BITS) - 1;
    int seen = brush.mixed[slot];
    if (seen >> 8 == (1 << 8 | before)) {
      return seen & 255;
    }
    int after = mix(brush, edge, before);
    brush.mixed[slot] = (1 << 8 | before) << 8 | after;
    return after;
  }

  /** What a plain brush, or the strokes of one whose pattern is there already, make of a colour. */
  private int mix(Brush brush, int edge, int before) {
    int filled = brush.patterned ? before : filled(brush, 0, 0, before);
    return edge == AreaMask.FAR ? filled : stroked(brush, edge, filled);
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
