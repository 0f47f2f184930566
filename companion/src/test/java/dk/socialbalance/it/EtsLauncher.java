/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.it;

import static net.bytebuddy.matcher.ElementMatchers.named;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;

/**
 * Starts OGC's suite for WFS 2.0 in the JVM that {@link EtsWfs20IT} makes for it. The suite was
 * written for Java 8 and the open internet. Two things stand in its way, and nothing of the suite
 * itself is changed: its libraries keep their services in ImageIO's registry, which since Java 9
 * takes its own kinds of services only; and it reads OGC's schemas from where they are published,
 * which here are answered from a jar.
 */
public final class EtsLauncher {

  private static final String CONTROLLER = "org.opengis.cite.iso19142.TestNGController";

  /** Held, since a logger that nobody holds forgets its level. */
  private static final Logger REQUESTS =
      Logger.getLogger("com.sun.jersey.api.client.filter.LoggingFilter");

  private EtsLauncher() {}

  /** Ends a method of {@code void} before it begins. */
  static final class Skip {
    private Skip() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter() {
      return true;
    }
  }

  /**
   * Runs the suite; its exit code says nothing, its results do.
   *
   * @param arguments properties of the run, the suite's jar, folder for the results
   */
  public static void main(String[] arguments) throws Exception {
    // The suite's client logs each request and answer: some hundred megabytes.
    REQUESTS.setLevel(Level.WARNING);
    openRegistry(arguments[1]);
    HttpServer schemas = schemas();
    System.setProperty("http.proxyHost", schemas.getAddress().getHostString());
    System.setProperty("http.proxyPort", Integer.toString(schemas.getAddress().getPort()));
    System.setProperty("http.nonProxyHosts", "localhost|127.*");
    int code = 0;
    try {
      Class.forName(CONTROLLER)
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {"-o", arguments[2], arguments[0]});
    } catch (InvocationTargetException e) {
      e.getCause().printStackTrace();
      code = 1;
    }
    schemas.stop(0);
    System.exit(code); // The suite leaves threads behind.
  }

  /** Lets the registry take any service that the suite's jar names. */
  private static void openRegistry(String jar) throws IOException, ClassNotFoundException {
    Instrumentation instrumentation = ByteBuddyAgent.install();
    Class<?> registry = Class.forName("javax.imageio.spi.ServiceRegistry");
    new ByteBuddy()
        .redefine(registry, ClassFileLocator.ForClassLoader.ofSystemLoader())
        .visit(Advice.to(Skip.class).on(named("checkClassAllowed")))
        .make()
        .load(registry.getClassLoader(), ClassReloadingStrategy.of(instrumentation));
    instrumentation.redefineModule(
        registry.getModule(), Set.of(), Map.of(), Map.of(), services(jar), Map.of());
  }

  private static Set<Class<?>> services(String jar) throws IOException {
    String folder = "META-INF/services/";
    Set<Class<?>> services = new HashSet<>();
    try (JarFile file = new JarFile(jar);
        Stream<JarEntry> entries = file.stream()) {
      for (String name :
          entries
              .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(folder))
              .map(entry -> entry.getName().substring(folder.length()))
              .toList()) {
        try {
          services.add(Class.forName(name, false, EtsLauncher.class.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
          // A service of a library that the jar leaves out: nobody can ask for it.
          System.err.println("Not here: " + name);
        }
      }
    }
    return services;
  }

  /** Answers for schemas.opengis.net and www.w3.org, and for nothing else. */
  private static HttpServer schemas() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/", EtsLauncher::answer);
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    String path = exchange.getRequestURI().getPath();
    String folder =
        switch (host) {
          case "schemas.opengis.net" -> "/ogc";
          case "www.w3.org" -> "/w3c";
          default -> "/none";
        };
    try (exchange;
        InputStream schema = EtsLauncher.class.getResourceAsStream(folder + path)) {
      if (schema == null) {
        System.err.println("No schema: " + host + path);
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] bytes = schema.readAllBytes();
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
