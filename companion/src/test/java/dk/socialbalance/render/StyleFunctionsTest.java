/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.publication.Layer;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.style.TextSymbolizer;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.filter.FunctionFinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What functions give, and that GeoTools, and so GeoServer, gives the same. */
class StyleFunctionsTest {

  private static final Layer LAYER = TestMaps.layer();
  private static final int ROW = 3;
  private static final FilterFactory FACTORY = CommonFactoryFinder.getFilterFactory();

  /** A case of functions.csv. */
  record Call(String name, List<String> arguments, String expected, boolean asGeoTools) {
    @Override
    public String toString() {
      return name + arguments;
    }
  }

  static List<Call> calls() throws IOException {
    List<Call> calls = new ArrayList<>();
    for (String row : TestMaps.cases("functions.csv")) {
      boolean differs = row.startsWith("! ");
      String call = differs ? row.substring(2, row.lastIndexOf(" # ")) : row;
      int equals = call.lastIndexOf(" = ");
      String[] cells = call.substring(0, equals).split(" \\| ", -1);
      calls.add(
          new Call(
              cells[0].strip(),
              Arrays.asList(cells).subList(1, cells.length),
              call.substring(equals + 3),
              !differs));
    }
    return calls;
  }

  private static Object value(String label) throws StyleException {
    TextSymbolizer text =
        (TextSymbolizer)
            TestMaps.style("<TextSymbolizer><Label>" + label + "</Label></TextSymbolizer>")
                .featureTypeStyles()
                .get(0)
                .rules()
                .get(0)
                .symbolizers()
                .get(0);
    return new RowValues(LAYER).value(text.getLabel()).apply(ROW);
  }

  /** Expressions of SLD: [a] is an attribute, NULL what has no value. */
  private static String written(String argument) {
    if (argument.equals("NULL")) {
      return "<ogc:Div><ogc:Literal>1</ogc:Literal><ogc:Literal>0</ogc:Literal></ogc:Div>";
    }
    if (argument.matches("\\[\\w+]")) {
      return "<ogc:PropertyName>" + argument.replaceAll("[\\[\\]]", "") + "</ogc:PropertyName>";
    }
    if (argument.startsWith("[")) {
      return "<ogc:Function name=\"strConcat\">"
          + written(argument.replaceAll("].*", "]"))
          + written(argument.replaceAll(".*]", ""))
          + "</ogc:Function>";
    }
    return "<ogc:Literal>" + argument + "</ogc:Literal>";
  }

  @ParameterizedTest
  @MethodSource("calls")
  void gives(Call call) throws StyleException {
    String arguments =
        call.arguments().stream().map(StyleFunctionsTest::written).collect(Collectors.joining());
    Object given =
        value("<ogc:Function name=\"" + call.name() + "\">" + arguments + "</ogc:Function>");
    assertThat(same(call.expected(), given)).as("%s, not %s", given, call.expected()).isTrue();
    if (call.asGeoTools()) {
      Expression[] literals =
          call.arguments().stream()
              .map(argument -> (Expression) FACTORY.literal(literal(argument)))
              .toArray(Expression[]::new);
      Object theirs = FACTORY.function(call.name(), literals).evaluate(null);
      assertThat(same(call.expected(), theirs)).as("GeoTools gives %s", theirs).isTrue();
    }
  }

  /** What the argument is for the row, as GeoTools would read it from a feature. */
  private static Object literal(String argument) {
    if (argument.equals("NULL")) {
      return null;
    }
    if (argument.startsWith("[")) {
      int index = LAYER.attribute(argument.substring(1, argument.indexOf(']')));
      String rest = argument.substring(argument.indexOf(']') + 1);
      Object value = LAYER.value(ROW, index);
      return rest.isEmpty() ? value : value + rest;
    }
    return argument;
  }

  private static boolean same(String expected, Object given) {
    if (given == null || expected.equals("NULL")) {
      return given == null && expected.equals("NULL");
    }
    if (given instanceof Color colour) {
      return expected.equals(String.format("#%06x", colour.getRGB() & 0xffffff));
    }
    Double number = Values.number(expected);
    return number == null
        ? expected.equals(given.toString())
        : number.equals(Values.number(given.toString()));
  }

  @Test
  void everyFunctionOfTheListIsTriedAndKnownToGeoTools() throws IOException {
    Set<String> tried = calls().stream().map(Call::name).collect(Collectors.toSet());
    Set<String> theirs =
        new FunctionFinder(null)
            .getAllFunctionDescriptions().stream()
                .map(name -> name.getFunctionName().getLocalPart())
                .collect(Collectors.toSet());
    for (StyleFunctions.Definition function : StyleFunctions.all()) {
      assertThat(tried).contains(function.name());
      assertThat(theirs).contains(function.name());
    }
  }

  static List<String> elements() throws IOException {
    return TestMaps.cases("se_functions.txt");
  }

  @ParameterizedTest
  @MethodSource("elements")
  void elementsOfSymbologyEncodingGive(String row) throws StyleException {
    String[] cells = row.split(" \\| ", 2);
    String element =
        cells[1]
            .replaceAll("\\[(\\w+)]", "<ogc:PropertyName>$1</ogc:PropertyName>")
            .replaceAll("<(/?)([A-Z])", "<$1se:$2");
    assertThat(value(element)).hasToString(cells[0]);
  }

  @Test
  void evaluatesAsAnExpressionOfGeoToolsToo() {
    StyleFunction function =
        new StyleFunction(
            StyleFunctions.named("max"), List.of(FACTORY.literal(2), FACTORY.literal(3)), null);
    assertThat(function.evaluate(null)).isEqualTo(3.0);
    assertThat(function.evaluate(null, Integer.class)).isEqualTo(3);
    assertThat(function.getFunctionName().getArgumentCount()).isEqualTo(2);
  }
}
