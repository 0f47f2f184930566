/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.locationtech.jts.geom.Envelope;

/**
 * Brings borders to pixels: areas by scanlines through the pixels' middles (even-odd), borders by
 * their distance. Its memory is used again for the next picture: one for a thread at a time.
 */
final class MaskMaker {

  /** Vertices that move a border by fewer pixels are left out: nobody sees them. */
  private static final double LEAST_SEEN = 0.2;

  private static final byte FAR = (byte) AreaMask.FAR;

  private static final long ALL_FAR = -1; // Eight times FAR.
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private char[] area = new char[0];
  private byte[] edge = new byte[0];
  private int[] runs = new int[16_384];

  /** Points in pixels of all arcs needed, and for each arc where they begin and end. */
  private double[] points = new double[4096];

  private int used;
  private int[] begins = new int[0];
  private int[] ends = new int[0];

  /** For each area its place in the order of painting; -1 when it is not painted. */
  private int[] order = new int[0];

  /** For each row the last crossing, each with the one before it in its row. */
  private int[] lastOfRow = new int[0];

  private int[] crossing = new int[1024];
  private int[] former = new int[1024];
  private int crossings;
  private int[] sorted = new int[64];

  private Borders borders;
  private Envelope extent;
  private int width;
  private int height;
  private double scaleX;
  private double scaleY;
  private double reach;

  /** Pixels that its memory has grown to. */
  int pixels() {
    return area.length;
  }

  /**
   * The mask of a picture.
   *
   * @param painted areas in the order of painting, none twice
   * @param reach how far from a border, in pixels, it is still told apart; at least 0.6
   */
  AreaMask make(Borders of, int[] painted, Envelope extent, int width, int height, double reach) {
    this.borders = of;
    this.extent = extent;
    this.width = width;
    this.height = height;
    this.scaleX = width / extent.getWidth();
    this.scaleY = height / extent.getHeight();
    this.reach = Math.min(reach, AreaMask.MAX_REACH);
    clear();
    for (int i = 0; i < painted.length; i++) {
      order[painted[i]] = i;
    }
    for (int index : painted) {
      if (isNear(of.extent(index))) {
        for (int arc : of.around(index)) {
          if (begins[arc] < 0) {
            toPixels(arc);
          }
        }
        fill(index);
      }
    }
    for (int arc = 0; arc < of.arcs(); arc++) {
      if (begins[arc] >= 0) {
        border(arc);
      }
    }
    int length = collectRuns();
    return AreaMask.of(runs, length);
  }

  private void clear() {
    int size = width * height;
    if (area.length < size) {
      area = new char[size];
      edge = new byte[size];
    }
    Arrays.fill(area, 0, size, (char) 0);
    Arrays.fill(edge, 0, size, FAR);
    if (begins.length < borders.arcs()) {
      begins = new int[borders.arcs()];
      ends = new int[borders.arcs()];
    }
    Arrays.fill(begins, 0, borders.arcs(), -1);
    if (order.length < borders.areas()) {
      order = new int[borders.areas()];
    }
    Arrays.fill(order, 0, borders.areas(), -1);
    if (lastOfRow.length < height) {
      lastOfRow = new int[height];
    }
    used = 0;
  }

  private boolean isNear(Envelope seen) {
    double x = reach / scaleX;
    double y = reach / scaleY;
    return !seen.isNull()
        && seen.getMaxX() >= extent.getMinX() - x
        && seen.getMinX() <= extent.getMaxX() + x
        && seen.getMaxY() >= extent.getMinY() - y
        && seen.getMinY() <= extent.getMaxY() + y;
  }

  private void toPixels(int arc) {
    double[] map = borders.arc(arc);
    if (points.length < used + map.length) {
      points = Arrays.copyOf(points, Math.max(2 * points.length, used + map.length));
    }
    float[] weights = borders.weights(arc);
    float least = (float) (LEAST_SEEN / Math.max(scaleX, scaleY));
    double left = extent.getMinX();
    double top = extent.getMaxY();
    int at = used;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] >= least) {
        points[at++] = (map[2 * i] - left) * scaleX;
        points[at++] = (top - map[2 * i + 1]) * scaleY;
      }
    }
    begins[arc] = used;
    ends[arc] = at;
    used = at;
  }

  private void fill(int index) {
    Envelope seen = borders.extent(index);
    int top = clamp(Math.floor((extent.getMaxY() - seen.getMaxY()) * scaleY) - 1, 0, height);
    int bottom = clamp(Math.ceil((extent.getMaxY() - seen.getMinY()) * scaleY) + 1, 0, height);
    Arrays.fill(lastOfRow, top, bottom, -1);
    crossings = 0;
    for (int arc : borders.around(index)) {
      for (int i = begins[arc] + 2; i < ends[arc]; i += 2) {
        cross(points[i - 2], points[i - 1], points[i], points[i + 1]);
      }
    }
    for (int row = top; row < bottom; row++) {
      int last = lastOfRow[row];
      if (last >= 0) {
        fillRow(row, last, (char) (index + 1));
      }
    }
  }

  /** Where a step crosses the middles of the rows of pixels. */
  private void cross(double x0, double y0, double x1, double y1) {
    boolean down = y0 < y1;
    int from = clamp(Math.ceil((down ? y0 : y1) - 0.5), 0, height);
    int to = clamp(Math.ceil((down ? y1 : y0) - 0.5), 0, height);
    if (from >= to) {
      return;
    }
    double slope = (x1 - x0) / (y1 - y0);
    if (crossings + to - from > crossing.length) {
      int length = Math.max(2 * crossing.length, crossings + to - from);
      crossing = Arrays.copyOf(crossing, length);
      former = Arrays.copyOf(former, length);
    }
    for (int row = from; row < to; row++) {
      crossing[crossings] = clamp(Math.ceil(x0 + (row + 0.5 - y0) * slope - 0.5), 0, width);
      former[crossings] = lastOfRow[row];
      lastOfRow[row] = crossings++;
    }
  }

  private void fillRow(int row, int last, char value) {
    int length = 0;
    for (int i = last; i >= 0; i = former[i]) {
      if (length == sorted.length) {
        sorted = Arrays.copyOf(sorted, 2 * length);
      }
      int x = crossing[i];
      int place = length++;
      while (place > 0 && sorted[place - 1] > x) {
        sorted[place] = sorted[place - 1];
        place--;
      }
      sorted[place] = x;
    }
    int start = row * width;
    for (int i = 0; i + 1 < length; i += 2) {
      Arrays.fill(area, start + sorted[i], start + sorted[i + 1], value);
    }
  }

  private void border(int arc) {
    int[] sides = borders.sides(arc);
    int one = sides[0] < 0 || order[sides[0]] < 0 ? Borders.NOTHING : sides[0];
    int other = sides[1] < 0 || order[sides[1]] < 0 ? Borders.NOTHING : sides[1];
    if (one == Borders.NOTHING && other == Borders.NOTHING) {
      return;
    }
    boolean alone = one == Borders.NOTHING || other == Borders.NOTHING;
    // In the area painted earlier the border is painted over by the other, in the later only
    // outside it.
    int later = alone ? -1 : (order[one] > order[other] ? one : other) + 1;
    for (int i = begins[arc] + 2; i < ends[arc]; i += 2) {
      step(points[i - 2], points[i - 1], points[i], points[i + 1], alone, later);
    }
  }

  private void step(double x0, double y0, double x1, double y1, boolean alone, int later) {
    int from = clamp(Math.ceil(Math.min(y0, y1) - reach - 0.5), 0, height);
    int to = clamp(Math.floor(Math.max(y0, y1) + reach - 0.5) + 1, 0, height);
    if (from >= to || Math.max(x0, x1) + reach < 0 || Math.min(x0, x1) - reach > width) {
      return;
    }
    double dx = x1 - x0;
    double dy = y1 - y0;
    double length = Math.sqrt(dx * dx + dy * dy);
    // Of a step along the row: how far it goes along the line, in its length, and away from it.
    double along = length > 0 ? dx / length : 1;
    double away = length > 0 ? dy / length : 0;
    for (int row = from; row < to; row++) {
      double y = row + 0.5 - y0;
      double nearest = 0;
      double end = 1;
      if (dy > 1e-9 || dy < -1e-9) {
        double a = (y - reach) / dy;
        double b = (y + reach) / dy;
        nearest = Math.max(0, Math.min(a, b));
        end = Math.min(1, Math.max(a, b));
      }
      double xa = x0 + nearest * dx;
      double xb = x0 + end * dx;
      int left = clamp(Math.ceil(Math.min(xa, xb) - reach - 0.5), 0, width);
      int right = clamp(Math.floor(Math.max(xa, xb) + reach - 0.5) + 1, 0, width);
      int at = row * width + left;
      double x = left + 0.5 - x0;
      double t = x * along + y * away;
      double distance = x * away - y * along;
      for (int column = left; column < right; column++, at++, t += along, distance += away) {
        double beyond = t < 0 ? t : t > length ? t - length : 0;
        double far =
            beyond == 0
                ? Math.abs(distance)
                : Math.sqrt(beyond * beyond + distance * distance); // A round end.
        if (far < reach) {
          int found = (int) (far * AreaMask.STEPS) * 3;
          found += alone ? 2 : area[at] == later ? 1 : 0;
          if (found < (edge[at] & 255)) {
            edge[at] = (byte) found;
          }
        }
      }
    }
  }

  private int collectRuns() {
    int length = 0;
    for (int row = 0; row < height; row++) {
      int at = row * width;
      int end = at + width;
      if (runs.length <= length + width) {
        runs = Arrays.copyOf(runs, Math.max(2 * runs.length, length + width + 1));
      }
      runs[length++] = AreaMask.FAR << 8 | 1;
      while (at < end) {
        int start = at;
        char of = area[at];
        byte near = edge[at];
        int most = Math.min(end, at + 255);
        if (near == FAR) {
          // No other area begins without an edge between: only the edge need be looked at.
          while (at + 8 <= most && (long) LONGS.get(edge, at) == ALL_FAR) {
            at += 8;
          }
          while (at < most && edge[at] == FAR) {
            at++;
          }
        } else {
          do {
            at++;
          } while (at < most && edge[at] == near && area[at] == of);
        }
        runs[length++] = of << 16 | (near & 255) << 8 | at - start;
      }
    }
    return length;
  }

  private static int clamp(double value, int least, int most) {
    return value > least ? value < most ? (int) value : most : least;
  }
}
