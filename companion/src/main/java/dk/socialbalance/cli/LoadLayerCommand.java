/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cli;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.context.ContextLoader;
import dk.socialbalance.publication.context.ContextOptions;
import dk.socialbalance.register.LoadFailedException;
import dk.socialbalance.render.TrialPainting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes a layer of the installation's own beside the indicators. */
@Command(
    name = "layer",
    mixinStandardHelpOptions = true,
    description =
        "An own layer beside the indicators, shown at once: GeoJSON, GeoPackage or zipped"
            + " Shapefile, any EPSG code. Out again: ./sb load withdraw layer NAME")
final class LoadLayerCommand implements Callable<Integer> {

  private static final int LARGEST_STYLE = 1 << 20;

  @Mixin private LoadCommand.Common common;

  @Spec private CommandSpec spec;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description =
          "Its name: letters A-Z, digits, _ and -; a prefix may stand before (cite:Lakes).")
  private String name;

  @Option(names = "--title", paramLabel = "TEXT", description = "Its title (default: the name).")
  private String title;

  @Option(
      names = "--title-en",
      paramLabel = "TEXT",
      description = "Its title in English (default: the title).")
  private String titleEn;

  @Option(names = "--description", paramLabel = "TEXT", description = "What it shows.")
  private String description;

  @Option(
      names = "--description-en",
      paramLabel = "TEXT",
      description = "What it shows, in English (default: the description).")
  private String descriptionEn;

  @Option(
      names = "--style",
      paramLabel = "FILE",
      description = "A style, SLD 1.0 or 1.1 (default: a plain one by the kind of geometry).")
  private Path style;

  @Option(
      names = "--time",
      split = ",",
      paramLabel = "ATTRIBUTE",
      description = "The attribute that says when a feature holds, or two: start,end.")
  private List<String> time = List.of();

  @Option(
      names = "--id",
      paramLabel = "ATTRIBUTE",
      description = "The attribute with stable ids (default: the file's ids, else their order).")
  private String id;

  @Option(
      names = "--layer",
      paramLabel = "TABLE",
      description = "Table of a GeoPackage or Shapefile in the zip, when there are several.")
  private String layer;

  @Option(
      names = "--crs",
      paramLabel = "EPSG:n",
      description = "System of the coordinates, when the file does not say it.")
  private String crs;

  @Option(
      names = "--namespace",
      paramLabel = "URI",
      description = "XML namespace of the name's prefix (default: one made from the prefix).")
  private String namespace;

  @Override
  public Integer call() {
    if (common.files().size() > 1) {
      throw usage("One file makes one layer.");
    }
    if (time.size() > 2) {
      throw usage("--time takes one attribute, or two with a comma between.");
    }
    Optional<Integer> epsg = Optional.ofNullable(crs).map(this::code);
    Optional<String> sld = Optional.ofNullable(style).map(LoadLayerCommand::read);
    String shown = title == null ? name : title;
    String about = description == null ? "" : description;
    return LoadCommand.run(
        common,
        (session, file, load) ->
            ContextLoader.load(
                session.access(),
                file,
                new ContextOptions(
                    PublishCommand.audience(session),
                    name,
                    Optional.ofNullable(namespace),
                    new LocalText(shown, titleEn == null ? shown : titleEn),
                    new LocalText(about, descriptionEn == null ? about : descriptionEn),
                    sld,
                    time,
                    Optional.ofNullable(id),
                    Optional.ofNullable(layer),
                    epsg,
                    this::check),
                load));
  }

  private CommandLine.ParameterException usage(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }

  private int code(String text) {
    String digits = text.replaceFirst("(?i)^epsg:", "");
    if (!digits.matches("\\d{3,6}")) {
      throw usage("--crs is written EPSG:25832.");
    }
    return Integer.parseInt(digits);
  }

  private void check(String sld, dk.socialbalance.publication.Layer empty) {
    TrialPainting.problem(sld, empty)
        .ifPresent(
            problem -> {
              throw new LoadFailedException(
                  "The style %s is not taken: %s"
                      .formatted(style == null ? "of the layer" : style.getFileName(), problem));
            });
  }

  private static String read(Path file) {
    try {
      if (Files.size(file) > LARGEST_STYLE) {
        throw new LoadFailedException("The style " + file.getFileName() + " is larger than 1 MB.");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new LoadFailedException(
          "The style "
              + file.getFileName()
              + " does not exist, may not be read, or is not in UTF-8.");
    }
  }
}
