/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
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
  private static final class Tools {
    private final MaskMaker maker = new MaskMaker();
    private final Colours colours = new Colours();
    private byte[] rows = new byte[0];

    byte[] rows(int width, int height) {
      if (rows.length < PngRows.bytes(width, height)) {
        rows = PngRows.blank(width, height);
      }
      return rows;
    }

    boolean areSmall() {
      return Math.max(maker.pixels(), rows.length) <= LARGEST_KEPT;
    }
  }

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
   */
  @Override
  public BufferedImage paint(MapRequest request) {
    AreaPlan plan = AreaPlan.of(request);
    return plan == null ? general.paint(request) : new Painting(request, plan, new Tools()).paint();
  }

  @Override
  public <T> T paint(MapRequest request, Use<T> use) throws IOException {
    AreaPlan plan = AreaPlan.of(request);
    if (plan == null) {
      return general.paint(request, use);
    }
    Tools free = tools.poll();
    Tools mine = free != null ? free : new Tools();
    try {
      return use.of(new Painting(request, plan, mine).paint());
    } finally {
      if (mine.areSmall()) {
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
    private final byte[] rows;
    private final Map<Long, int[]> marks = new HashMap<>();
    private boolean blank = true;

    Painting(MapRequest request, AreaPlan plan, Tools mine) {
      this.request = request;
      this.plan = plan;
      this.mine = mine;
      this.colours = mine.colours;
      this.extent = request.extent();
      this.width = request.width();
      this.height = request.height();
      this.rows = mine.rows(width, height);
      if (plan.steps().isEmpty() || !(plan.steps().get(0) instanceof AreaPlan.Areas)) {
        Arrays.fill(rows, (byte) 0); // Only the first areas cover every pixel.
      }
    }

    BufferedImage paint() {
      colours.start(request.background() == null ? 0 : request.background().getRGB());
      int number = 0;
      for (AreaPlan.Step step : plan.steps()) {
        if (step instanceof AreaPlan.Areas areas) {
          new AreaColouring(areas, number, colours, rows, width, blank).paint(mask(areas));
        } else {
          paint((AreaPlan.Placed) step);
        }
        blank = false;
        number++;
      }
      plan.labels().place(this::paint);
      return PngRows.image(rows, width, height, colours.model());
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
        return new AreaMask(known);
      }
      AreaMask made =
          mine.maker.make(areas.borders(), areas.painted(), extent, width, height, reach);
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
      copy(sprite, side, side, left - mark.radius(), top - mark.radius(), false);
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
      copy(argb(image), image.getWidth(), image.getHeight(), left, top, true);
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

    /** With 16 shades of each channel. */
    private static int coarse(int argb) {
      int high = argb & 0xf0f0f0f0;
      return high | high >>> 4;
    }

    private void copy(int[] sprite, int wide, int high, int left, int top, boolean letters) {
      int from = Math.max(0, -left);
      int to = Math.min(wide, width - left);
      for (int y = Math.max(0, -top); y < Math.min(high, height - top); y++) {
        int at = PngRows.start(width, top + y) + left + from;
        for (int x = from; x < to; x++, at++) {
          int argb = sprite[y * wide + x];
          if (argb >>> 24 > 7) {
            // Letters and edges have more shades than anybody sees; a mark has its legend's colour.
            boolean exact = !letters && argb >>> 24 == 255;
            rows[at] = (byte) colours.over(exact ? argb : coarse(argb), rows[at] & 255);
          }
        }
      }
    }
  }
}
