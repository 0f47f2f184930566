/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.filter.Value;
import dk.socialbalance.ogc.common.XmlOut;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The part of the capabilities that says which filters there are, in each version's words. */
final class FilterCapabilities {

  /**
   * A class is claimed when OGC's suite confirms it on every feature type. It cannot where all
   * features have the same time, so that temporal operators are listed, but their class is not.
   */
  private static final Map<String, Boolean> CONFORMANCE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("ImplementsQuery", true),
              Map.entry("ImplementsAdHocQuery", true),
              Map.entry("ImplementsFunctions", true),
              Map.entry("ImplementsResourceId", true),
              Map.entry("ImplementsMinStandardFilter", true),
              Map.entry("ImplementsStandardFilter", true),
              Map.entry("ImplementsMinSpatialFilter", true),
              Map.entry("ImplementsSpatialFilter", true),
              Map.entry("ImplementsMinTemporalFilter", false),
              Map.entry("ImplementsTemporalFilter", false),
              Map.entry("ImplementsVersionNav", false),
              Map.entry("ImplementsSorting", true),
              Map.entry("ImplementsExtendedOperators", false),
              Map.entry("ImplementsMinimumXPath", true),
              Map.entry("ImplementsSchemaElementFunc", false)));

  /** Of FES 2.0, after {@code PropertyIs}. */
  private static final List<String> COMPARISONS =
      List.of(
          "EqualTo",
          "NotEqualTo",
          "LessThan",
          "GreaterThan",
          "LessThanOrEqualTo",
          "GreaterThanOrEqualTo",
          "Like",
          "Null",
          "Nil",
          "Between");

  /** The same, of Filter Encoding 1.1. */
  private static final List<String> COMPARISONS_1_1 =
      List.of(
          "LessThan",
          "GreaterThan",
          "LessThanEqualTo",
          "GreaterThanEqualTo",
          "EqualTo",
          "NotEqualTo",
          "Like",
          "Between",
          "NullCheck");

  /** The same, of Filter Encoding 1.0. */
  private static final List<String> COMPARISONS_1_0 =
      List.of("Simple_Comparisons", "Like", "Between", "NullCheck");

  private static final List<String> SPATIAL =
      List.of(
          "BBOX",
          "Equals",
          "Disjoint",
          "Intersects",
          "Touches",
          "Crosses",
          "Within",
          "Contains",
          "Overlaps",
          "Beyond",
          "DWithin");

  private static final List<String> OPERANDS =
      List.of(
          "gml:Envelope",
          "gml:Point",
          "gml:LineString",
          "gml:Curve",
          "gml:Polygon",
          "gml:Surface",
          "gml:MultiPoint",
          "gml:MultiCurve",
          "gml:MultiSurface",
          "gml:MultiGeometry");

  /** Those of the above that the schema of Filter Encoding 1.1 can name. */
  private static final List<String> OPERANDS_1_1 =
      List.of("gml:Envelope", "gml:Point", "gml:LineString", "gml:Polygon");

  /** AnyInteracts is understood, too, but the standard's schema cannot name it here. */
  private static final List<String> TEMPORAL =
      List.of(
          "After",
          "Before",
          "Begins",
          "BegunBy",
          "TContains",
          "During",
          "TEquals",
          "TOverlaps",
          "Meets",
          "OverlappedBy",
          "MetBy",
          "EndedBy",
          "Ends");

  private static final List<String> TIMES = List.of("gml:TimeInstant", "gml:TimePeriod");

  /** Of a text each, giving a text. */
  private static final List<String> FUNCTIONS =
      Arrays.stream(Value.TextFunction.values())
          .map(function -> function.name().toLowerCase(Locale.ROOT))
          .toList();

  private FilterCapabilities() {}

  /** Writes the element Filter_Capabilities. */
  static void write(WfsVersion version, XmlOut xml) throws IOException {
    switch (version) {
      case V1_0_0 -> write10(xml);
      case V1_1_0 -> write11(xml);
      case V2_0_0 -> write20(xml);
    }
  }

  private static void write10(XmlOut xml) throws IOException {
    xml.start("ogc:Filter_Capabilities");
    xml.start("ogc:Spatial_Capabilities").start("ogc:Spatial_Operators");
    for (String operator : SPATIAL) {
      xml.element("ogc:" + operator.replace("Intersects", "Intersect"), "");
    }
    xml.end().end();
    xml.start("ogc:Scalar_Capabilities").element("ogc:Logical_Operators", "");
    xml.start("ogc:Comparison_Operators");
    for (String operator : COMPARISONS_1_0) {
      xml.element("ogc:" + operator, "");
    }
    xml.end();
    xml.start("ogc:Arithmetic_Operators").element("ogc:Simple_Arithmetic", "");
    xml.start("ogc:Functions").start("ogc:Function_Names");
    for (String function : FUNCTIONS) {
      xml.element("ogc:Function_Name", function, "nArgs", "1");
    }
    xml.end().end().end();
    xml.end().end();
  }

  private static void write11(XmlOut xml) throws IOException {
    xml.start("ogc:Filter_Capabilities");
    xml.start("ogc:Spatial_Capabilities").start("ogc:GeometryOperands");
    for (String operand : OPERANDS_1_1) {
      xml.element("ogc:GeometryOperand", operand);
    }
    xml.end().start("ogc:SpatialOperators");
    for (String operator : SPATIAL) {
      xml.element("ogc:SpatialOperator", "", "name", operator);
    }
    xml.end().end();
    xml.start("ogc:Scalar_Capabilities").element("ogc:LogicalOperators", "");
    xml.start("ogc:ComparisonOperators");
    for (String operator : COMPARISONS_1_1) {
      xml.element("ogc:ComparisonOperator", operator);
    }
    xml.end();
    xml.start("ogc:ArithmeticOperators").element("ogc:SimpleArithmetic", "");
    xml.start("ogc:Functions").start("ogc:FunctionNames");
    for (String function : FUNCTIONS) {
      xml.element("ogc:FunctionName", function, "nArgs", "1");
    }
    xml.end().end().end();
    xml.end();
    xml.start("ogc:Id_Capabilities").element("ogc:FID", "").end();
    xml.end();
  }

  private static void write20(XmlOut xml) throws IOException {
    xml.start("fes:Filter_Capabilities").start("fes:Conformance");
    for (Map.Entry<String, Boolean> constraint : CONFORMANCE.entrySet()) {
      xml.start("fes:Constraint", "name", constraint.getKey());
      xml.element("ows:NoValues", "");
      xml.element("ows:DefaultValue", constraint.getValue() ? "TRUE" : "FALSE");
      xml.end();
    }
    xml.end();
    xml.start("fes:Id_Capabilities");
    xml.element("fes:ResourceIdentifier", "", "name", "fes:ResourceId");
    xml.end();
    xml.start("fes:Scalar_Capabilities").element("fes:LogicalOperators", "");
    xml.start("fes:ComparisonOperators");
    for (String operator : COMPARISONS) {
      xml.element("fes:ComparisonOperator", "", "name", "PropertyIs" + operator);
    }
    xml.end().end();
    xml.start("fes:Spatial_Capabilities");
    names(xml, "fes:GeometryOperands", "fes:GeometryOperand", OPERANDS);
    names(xml, "fes:SpatialOperators", "fes:SpatialOperator", SPATIAL);
    xml.end();
    xml.start("fes:Temporal_Capabilities");
    names(xml, "fes:TemporalOperands", "fes:TemporalOperand", TIMES);
    names(xml, "fes:TemporalOperators", "fes:TemporalOperator", TEMPORAL);
    xml.end();
    xml.start("fes:Functions");
    for (String function : FUNCTIONS) {
      xml.start("fes:Function", "name", function).element("fes:Returns", "xsd:string");
      xml.start("fes:Arguments").start("fes:Argument", "name", "text");
      xml.element("fes:Type", "xsd:string").end().end().end();
    }
    xml.end().end();
  }

  private static void names(XmlOut xml, String list, String element, List<String> names)
      throws IOException {
    xml.start(list);
    for (String name : names) {
      xml.element(element, "", "name", name);
    }
    xml.end();
  }
}
