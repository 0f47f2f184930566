/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.util.List;

/**
 * How colours look to people with full dichromacy, and how far apart two colours are.
 *
 * <p>Simulation: Machado, Oliveira and Fernandes, A Physiologically-based Model for Simulation of
 * Color Vision Deficiency, IEEE TVCG 15(6), 2009, matrices of severity 1.0, on linear RGB.
 * Difference: CIEDE2000 (Sharma, Wu and Dalal, The CIEDE2000 Color-Difference Formula, Color
 * Research and Application 30(1), 2005).
 */
final class ColourVision {
  static final ColourVision USUAL = new ColourVision("usual", 1, 0, 0, 0, 1, 0, 0, 0, 1);
  static final ColourVision PROTANOPIA =
      new ColourVision(
          "protanopia",
          0.152286,
          1.052583,
          -0.204868,
          0.114503,
          0.786281,
          0.099216,
          -0.003882,
          -0.048116,
          1.051998);
  static final ColourVision DEUTERANOPIA =
      new ColourVision(
          "deuteranopia",
          0.367322,
          0.860646,
          -0.227968,
          0.280085,
          0.672501,
          0.047413,
          -0.011820,
          0.042940,
          0.968881);
  static final ColourVision TRITANOPIA =
      new ColourVision(
          "tritanopia",
          1.255528,
          -0.076749,
          -0.178779,
          -0.078411,
          0.930809,
          0.147602,
          0.004733,
          0.691367,
          0.303900);

  static final List<ColourVision> ALL = List.of(USUAL, PROTANOPIA, DEUTERANOPIA, TRITANOPIA);

  private final String name;
  private final double[] matrix;

  private ColourVision(String name, double... matrix) {
    this.name = name;
    this.matrix = matrix;
  }

  @Override
  public String toString() {
    return name;
  }

  /** CIELAB (D65) of a colour 0xRRGGBB as it is seen. */
  double[] lab(int rgb) {
    double[] linear = {
      linear(rgb >> 16 & 255), linear(rgb >> 8 & 255), linear(rgb & 255),
    };
    double[] seen = new double[3];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        seen[row] += matrix[3 * row + column] * linear[column];
      }
      seen[row] = Math.max(0, Math.min(1, seen[row]));
    }
    double x = 0.4124564 * seen[0] + 0.3575761 * seen[1] + 0.1804375 * seen[2];
    double y = 0.2126729 * seen[0] + 0.7151522 * seen[1] + 0.0721750 * seen[2];
    double z = 0.0193339 * seen[0] + 0.1191920 * seen[1] + 0.9503041 * seen[2];
    double fx = cubeRoot(x / 0.95047);
    double fy = cubeRoot(y);
    double fz = cubeRoot(z / 1.08883);
    return new double[] {116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)};
  }

  /** How far apart two colours 0xRRGGBB are as they are seen. */
  double difference(int rgb, int other) {
    return ciede2000(lab(rgb), lab(other));
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  private static double cubeRoot(double t) {
    return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
  }

  /** CIEDE2000 of two CIELAB colours, with all weights 1. */
  static double ciede2000(double[] one, double[] two) {
    double meanChroma = (Math.hypot(one[1], one[2]) + Math.hypot(two[1], two[2])) / 2;
    double g = 0.5 * (1 - Math.sqrt(power7(meanChroma)));
    double a1 = (1 + g) * one[1];
    double a2 = (1 + g) * two[1];
    double c1 = Math.hypot(a1, one[2]);
    double c2 = Math.hypot(a2, two[2]);
    double h1 = hue(a1, one[2]);
    double h2 = hue(a2, two[2]);
    double turn = 0;
    double meanHue = h1 + h2;
    if (c1 * c2 != 0) {
      turn = h2 - h1;
      meanHue = (h1 + h2) / 2;
      if (Math.abs(turn) > 180) {
        meanHue = h1 + h2 < 360 ? meanHue + 180 : meanHue - 180;
        turn = turn > 0 ? turn - 360 : turn + 360;
      }
    }
    double lightness = two[0] - one[0];
    double chroma = c2 - c1;
    double hue = 2 * Math.sqrt(c1 * c2) * Math.sin(Math.toRadians(turn) / 2);
    double meanC = (c1 + c2) / 2;
    double t =
        1
            - 0.17 * cos(meanHue - 30)
            + 0.24 * cos(2 * meanHue)
            + 0.32 * cos(3 * meanHue + 6)
            - 0.20 * cos(4 * meanHue - 63);
    double fromMiddle = Math.pow((one[0] + two[0]) / 2 - 50, 2);
    double sl = 1 + 0.015 * fromMiddle / Math.sqrt(20 + fromMiddle);
    double sc = 1 + 0.045 * meanC;
    double sh = 1 + 0.015 * meanC * t;
    double theta = 30 * Math.exp(-Math.pow((meanHue - 275) / 25, 2));
    double rt = -Math.sin(Math.toRadians(2 * theta)) * 2 * Math.sqrt(power7(meanC));
    return Math.sqrt(
        Math.pow(lightness / sl, 2)
            + Math.pow(chroma / sc, 2)
            + Math.pow(hue / sh, 2)
            + rt * (chroma / sc) * (hue / sh));
  }

  private static double power7(double c) {
    return Math.pow(c, 7) / (Math.pow(c, 7) + Math.pow(25, 7));
  }

  private static double hue(double a, double b) {
    double degrees = Math.toDegrees(Math.atan2(b, a));
    return degrees < 0 ? degrees + 360 : degrees;
  }

  private static double cos(double degrees) {
    return Math.cos(Math.toRadians(degrees));
  }
}
