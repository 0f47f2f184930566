/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The base URL that links begin with: the configured one, else the one that the client used. What
 * proxies say (Forwarded, RFC 7239; X-Forwarded-Proto, -Host, -Prefix) counts only when the request
 * comes from an address in the settings, and only when it looks as it should.
 */
public final class BaseUrl {

  private static final Pattern HOST =
      Pattern.compile(
          "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?"
              + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?){0,20}\\.?"
              + "|\\[[0-9A-Fa-f:.]{2,45}])(?::\\d{1,5})?");
  private static final Pattern PREFIX = Pattern.compile("(?:/[A-Za-z0-9._~-]{1,60}){1,8}");
  private static final Pattern FORWARDED_PAIR =
      Pattern.compile("(?i)\\b(proto|host)=(?:\"([^\"]*)\"|([^;,\\s\"]*))");
  private static final Pattern NUMERIC = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]{2,45}");

  private BaseUrl() {}

  /**
   * The base URL, without a slash at the end.
   *
   * @throws OwsException when the Host header is no host name
   */
  public static String of(HttpServletRequest request, ServiceSettings settings) {
    if (!settings.publicUrl().isEmpty()) {
      return settings.publicUrl();
    }
    String scheme = request.getScheme();
    String host = request.getHeader("Host");
    if (host == null) {
      host = request.getServerName() + ":" + request.getServerPort();
    }
    String prefix = request.getContextPath();
    if (trusted(request.getRemoteAddr(), settings.trustedProxies())) {
      String forwarded = first(request.getHeader("Forwarded"));
      String proto = first(request.getHeader("X-Forwarded-Proto"));
      String name = first(request.getHeader("X-Forwarded-Host"));
      Matcher pairs = FORWARDED_PAIR.matcher(forwarded);
      while (pairs.find()) {
        String value = pairs.group(2) != null ? pairs.group(2) : pairs.group(3);
        if ("proto".equals(pairs.group(1).toLowerCase(Locale.ROOT))) {
          proto = value;
        } else {
          name = value;
        }
      }
      String path = first(request.getHeader("X-Forwarded-Prefix")).replaceAll("/+$", "");
      String lowerProto = proto.toLowerCase(Locale.ROOT);
      if ("http".equals(lowerProto) || "https".equals(lowerProto)) {
        scheme = lowerProto;
      }
      if (isHost(name)) {
        host = name;
      }
      if (PREFIX.matcher(path).matches() && !path.contains("/..") && !path.contains("/./")) {
        prefix = path + prefix;
      }
    }
    if (!isHost(host)) {
      throw new OwsException(
          400, OwsException.INVALID, "Host", "The Host header of the request is no host name.");
    }
    return scheme + "://" + withoutDefaultPort(scheme, host) + prefix;
  }

  private static boolean isHost(String host) {
    return host.length() <= 260 && HOST.matcher(host).matches();
  }

  private static String withoutDefaultPort(String scheme, String host) {
    String port = "https".equals(scheme) ? ":443" : ":80";
    return host.endsWith(port) ? host.substring(0, host.length() - port.length()) : host;
  }

  /** The first of a list: what the proxy next to the client saw. */
  private static String first(String header) {
    return header == null ? "" : header.split(",", 2)[0].trim();
  }

  private static boolean trusted(String address, List<String> ranges) {
    return ranges.stream().anyMatch(range -> inRange(address, range.trim()));
  }

  private static boolean inRange(String address, String range) {
    String[] parts = range.split("/", 2);
    byte[] given = bytes(address);
    byte[] network = bytes(parts[0]);
    if (given.length == 0 || given.length != network.length) {
      return false;
    }
    int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : 8 * network.length;
    int drop = 8 * network.length - bits;
    return new BigInteger(1, given)
        .shiftRight(drop)
        .equals(new BigInteger(1, network).shiftRight(drop));
  }

  /** A numeric address; empty for a name, which is never looked up. */
  private static byte[] bytes(String address) {
    String plain = address.contains("%") ? address.substring(0, address.indexOf('%')) : address;
    if (!NUMERIC.matcher(plain).matches()) {
      return new byte[0];
    }
    try {
      return InetAddress.getByName(plain).getAddress();
    } catch (UnknownHostException e) {
      return new byte[0];
    }
  }
}
