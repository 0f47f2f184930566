/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.locationtech.jts.geom.Envelope;

/**
 * Paints what this product shows most, areas filled by class with borders and names, fast: a
 * picture of at most 256 colours, from a mask that says area and nearness of a border for each
 * pixel, and that is kept for the next map of the same extent. Everything else goes to the general
 * painter; which of the two paints is decided by style and geometry alone ({@link AreaPlan}).
 *
 * <p>Safe for many threads.
 */
public final class AreaPainter implements MapPainter {

  /** Memory for larger pictures is not kept for the next one, in pixels. */
  private static final int LARGEST_KEPT = 2_000_000;

  /** Places in a pixel, in each direction, where the middle of a mark may lie. */
  private static final int PLACES = 4;

  private final MapPainter general;
  private final ByteRing<MaskKey> masks;
  private final BlockingQueue<Tools> tools =
      new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors() + 1);

  /** What is used again from picture to picture. */
  private record Tools(MaskMaker maker, Colours colours) {}

  /** A painter that keeps masks in at most a sixteenth of the memory that Java may take. */
  public AreaPainter() {
    this(new Java2DPainter(), Runtime.getRuntime().maxMemory() / 16);
  }

  /**
   * @param general paints everything else
   * @param memory bytes that masks may take together
   */
  AreaPainter(MapPainter general, long memory) {
    this.general = general;
    this.masks = new ByteRing<>(memory);
  }

  /** Whether this painter paints it, not the general one. */
  static boolean paints(MapRequest request) {
    return AreaPlan.of(request) != null;
  }

  /**
   * @return a picture with a palette, {@link BufferedImage#TYPE_BYTE_INDEXED}, or the general
   *     painter's
   * @throws IllegalArgumentException when a style asks for an attribute that its layer has not
   */
  @Override
  public BufferedImage paint(MapRequest request) {
    AreaPlan plan = AreaPlan.of(request);
    if (plan == null) {
      return general.paint(request);
    }
    Tools free = tools.poll();
    Tools mine = free != null ? free : new Tools(new MaskMaker(), new Colours());
    try {
      return new Painting(request, plan, mine).paint();
    } finally {
      if (mine.maker().pixels() <= LARGEST_KEPT) {
        tools.offer(mine); // Where there is no room, others are there.
      }
    }
  }

  /** Masks that are kept. */
  ByteRing<MaskKey> masks() {
    return masks;
  }

  /** One request on its way. */
  private final class Painting {

    private final MapRequest request;
    private final AreaPlan plan;
    private final Tools mine;
    private final Colours colours;
    private final Envelope extent;
    private final int width;
    private final int height;
    private final byte[] pixels;
    private final Map<Long, int[]> marks = new HashMap<>();
    private boolean blank = true;

    Painting(MapRequest request, AreaPlan plan, Tools mine) {
      this.request = request;
      this.plan = plan;
      this.mine = mine;
      this.colours = mine.colours();
      this.extent = request.extent();
      this.width = request.width();
      this.height = request.height();
      this.pixels = new byte[width * height];
    }

    BufferedImage paint() {
      colours.start(request.background() == null ? 0 : request.background().getRGB());
      int number = 0;
      for (AreaPlan.Step step : plan.steps()) {
        if (step instanceof AreaPlan.Areas areas) {
          new AreaColouring(areas, colours, pixels, width, blank, number).paint(mask(areas));
        } else {
          paint((AreaPlan.Placed) step);
        }
        blank = false;
        number++;
      }
      plan.labels().place(this::paint);
      return new BufferedImage(
          colours.model(),
          Raster.createInterleavedRaster(
              new DataBufferByte(pixels, pixels.length), width, height, width, 1, new int[1], null),
          false,
          null);
    }

    private AreaMask mask(AreaPlan.Areas areas) {
      double reach = 0;
      for (AreaPlan.Step step : plan.steps()) {
        // One mask serves all that paint the same areas.
        if (step instanceof AreaPlan.Areas other && other.borders() == areas.borders()) {
          reach = Math.max(reach, other.reach());
        }
      }
      reach = Math.max(reach, 0.6);
      MaskKey key =
          new MaskKey(areas.borders().number(), areas.painted(), extent, width, height, reach);
      byte[] known = masks.get(key);
      if (known != null) {
        return AreaMask.of(known);
      }
      AreaMask made =
          mine.maker().make(areas.borders(), areas.painted(), extent, width, height, reach);
      masks.put(key, made.bytes());
      return made;
    }

    private void paint(AreaPlan.Placed mark) {
      int left = (int) Math.floor(mark.x());
      int top = (int) Math.floor(mark.y());
      int placeX = (int) ((mark.x() - left) * PLACES);
      int placeY = (int) ((mark.y() - top) * PLACES);
      int side = 2 * mark.radius();
      int[] sprite =
          marks.computeIfAbsent(
              ((long) mark.kind() * PLACES + placeX) * PLACES + placeY,
              key -> draw(mark, (placeX + 0.5) / PLACES, (placeY + 0.5) / PLACES));
      copy(sprite, side, side, left - mark.radius(), top - mark.radius());
    }

    private int[] draw(AreaPlan.Placed mark, double x, double y) {
      int side = 2 * mark.radius();
      BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
      Graphics2D graphics = image.createGraphics();
      Symbols.prepare(graphics);
      mark.symbol().paint(graphics, 0, DeviceShape.at(mark.radius() + x, mark.radius() + y));
      graphics.dispose();
      return argb(image);
    }

    private void paint(Labels.Place label) {
      AffineTransform at = label.at();
      BufferedImage image = label.sprite().image();
      int left = (int) Math.floor(at.getTranslateX());
      int top = (int) Math.floor(at.getTranslateY());
      if (!at.equals(AffineTransform.getTranslateInstance(left, top))) {
        Rectangle box =
            at.createTransformedShape(new Rectangle(image.getWidth(), image.getHeight()))
                .getBounds();
        left = box.x;
        top = box.y;
        image = turned(image, at, box);
      }
      copy(argb(image), image.getWidth(), image.getHeight(), left, top);
    }

    private static BufferedImage turned(BufferedImage image, AffineTransform at, Rectangle box) {
      BufferedImage turned = new BufferedImage(box.width, box.height, BufferedImage.TYPE_INT_ARGB);
      Graphics2D graphics = turned.createGraphics();
      Symbols.prepare(graphics);
      graphics.translate(-box.x, -box.y);
      graphics.drawImage(image, at, null);
      graphics.dispose();
      return turned;
    }

    private static int[] argb(BufferedImage image) {
      return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    private void copy(int[] sprite, int wide, int high, int left, int top) {
      int from = Math.max(0, -left);
      int to = Math.min(wide, width - left);
      for (int y = Math.max(0, -top); y < Math.min(high, height - top); y++) {
        int at = (top + y) * width + left + from;
        for (int x = from; x < to; x++, at++) {
          int argb = sprite[y * wide + x];
          if (argb >>> 24 > 7) {
            // Letters have more shades than anybody sees.
            int coarse = argb & 0xf0f0f0f0;
            pixels[at] = (byte) colours.over(coarse | coarse >>> 4 & 0x0f0f0f0f, pixels[at] & 255);
          }
        }
      }
    }
  }

  /** The colouring of a mask. */
  private static final class AreaColouring {

    private final AreaPlan.Areas areas;
    private final Colours colours;
    private final byte[] pixels;
    private final int width;
    private final boolean blank;
    private final int number;

    /** Counted from 1, as areas are in a mask; 0 is the look of borders outside of all areas. */
    private final AreaLook[] looks;

    private final boolean[] filling;
    private final boolean[] patterned;

    /** Pixels after which all patterns of a look begin again together; 0 when they never do. */
    private final int[] period;

    /** For each look with a pattern the rows of its square that were needed so far. */
    private final byte[][][] rows;

    /** For each look and edge the last mixture: the colour before in bits 8 to 15, after in 0-7. */
    private final int[] last;

    /** Likewise for the strokes alone, four for each look and edge: patterns have few colours. */
    private final int[] lastStroked;

    /** For each look how much of what lies under an area its fills hide. */
    private final double[] cover;

    /** For each look its strokes. */
    private final AreaLook.Line[][] lines;

    AreaColouring(
        AreaPlan.Areas areas,
        Colours colours,
        byte[] pixels,
        int width,
        boolean blank,
        int number) {
      this.areas = areas;
      this.colours = colours;
      this.pixels = pixels;
      this.width = width;
      this.blank = blank;
      this.number = number;
      List<AreaLook> inside = areas.looks();
      AreaLook any = inside.get(areas.lookOf()[areas.painted()[0]]);
      this.looks = new AreaLook[inside.size() + 1];
      this.filling = new boolean[looks.length];
      this.patterned = new boolean[looks.length];
      this.period = new int[looks.length];
      this.cover = new double[looks.length];
      this.lines = new AreaLook.Line[looks.length][];
      for (int i = 0; i < looks.length; i++) {
        looks[i] = i == 0 ? new AreaLook(List.of(), any.strokes()) : inside.get(i - 1);
        if (looks[i] != null) {
          filling[i] = !looks[i].fills().isEmpty();
          patterned[i] = looks[i].isPatterned();
          period[i] = looks[i].period();
          cover[i] = looks[i].cover();
          lines[i] = looks[i].strokes().toArray(AreaLook.Line[]::new);
        }
      }
      this.rows = new byte[looks.length][][];
      this.last = new int[looks.length << 8];
      this.lastStroked = new int[looks.length << 10];
    }

    void paint(AreaMask mask) {
      int at = 0;
      for (int run : mask.runs()) {
        int length = run & 255;
        int edge = run >>> 8 & 255;
        int area = run >>> 16;
        int number = area == 0 ? 0 : areas.lookOf()[area - 1] + 1;
        if (edge != AreaMask.FAR || filling[number]) {
          if (patterned[number]) {
            pattern(number, edge, at, at + length);
          } else if (blank) {
            byte colour = (byte) colour(number, edge, 0);
            Arrays.fill(pixels, at, at + length, colour);
          } else {
            for (int i = at; i < at + length; i++) {
              pixels[i] = (byte) colour(number, edge, pixels[i] & 255);
            }
          }
        }
        at += length;
      }
    }

    private int colour(int number, int edge, int before) {
      int slot = number << 8 | edge;
      int known = last[slot];
      if (known != 0 && (known >> 8 & 255) == before) {
        return known & 255;
      }
      int after = stroked(number, edge, filled(number, 0, 0, before));
      last[slot] = 1 << 16 | before << 8 | after;
      return after;
    }

    private void pattern(int number, int edge, int from, int to) {
      int x = from % width;
      int y = from / width;
      if (blank && period[number] > 0) {
        byte[] row = row(number, y % period[number]);
        if (edge == AreaMask.FAR) {
          System.arraycopy(row, x, pixels, from, to - from);
          return;
        }
        for (int i = from; i < to; i++, x++) {
          pixels[i] = (byte) stroked(number, edge, row[x] & 255);
        }
        return;
      }
      for (int i = from; i < to; i++, x++) {
        pixels[i] = (byte) stroked(number, edge, filled(number, x, y, pixels[i] & 255));
      }
    }

    /** A row of pixels that a look with a pattern fills on the background. */
    private byte[] row(int number, int y) {
      byte[][] of = rows[number];
      if (of == null) {
        of = new byte[period[number]][];
        rows[number] = of;
      }
      if (of[y] == null) {
        of[y] = new byte[width];
        for (int x = 0; x < width; x++) {
          of[y][x] =
              x < period[number] ? (byte) filled(number, x, y, 0) : of[y][x - period[number]];
        }
      }
      return of[y];
    }

    private int filled(int number, int x, int y, int before) {
      int filled = before;
      for (AreaLook.Filling fill : looks[number].fills()) {
        filled = colours.over(fill.at(x, y), filled);
      }
      return filled;
    }

    private int stroked(int look, int edge, int before) {
      if (edge == AreaMask.FAR) {
        return before;
      }
      int slot = look << 10 | edge << 2 | before & 3;
      int seen = lastStroked[slot];
      if (seen != 0 && (seen >> 8 & 255) == before) {
        return seen & 255;
      }
      long key = ((((long) number << 8 | look) << 8 | edge) << 8 | before) << 2 | 1;
      int known = colours.mixture(key);
      int after =
          known >= 0
              ? known
              : colours.remember(key, colours.index(strokes(look, edge, colours.argb(before))));
      lastStroked[slot] = 1 << 16 | before << 8 | after;
      return after;
    }

    /** What the strokes of both areas make of a pixel of one of them. */
    private int strokes(int look, int edge, int before) {
      double distance = AreaMask.distance(edge);
      double others =
          switch (AreaMask.side(edge)) {
            case ALONE -> 0;
            case LATER -> 1 - cover[look] * Math.max(0, 0.5 - distance);
            case EARLIER -> 1 - cover[look] * Math.min(1, 0.5 + distance);
          };
      int colour = before;
      for (AreaLook.Line line : lines[look]) {
        colour = Colours.over(colour, line.argb(), line.coverage(distance) * others);
      }
      for (AreaLook.Line line : lines[look]) {
        colour = Colours.over(colour, line.argb(), line.coverage(distance));
      }
      return colour;
    }
  }
}
