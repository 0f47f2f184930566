/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.gs;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.when;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.CatalogBuilder;
import org.geoserver.catalog.CatalogFactory;
import org.geoserver.catalog.CatalogInfo;
import org.geoserver.catalog.DataStoreInfo;
import org.geoserver.catalog.DimensionDefaultValueSetting;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.Keyword;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.MetadataMap;
import org.geoserver.catalog.NamespaceInfo;
import org.geoserver.catalog.ResourcePool;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.catalog.impl.DimensionInfoImpl;
import org.geoserver.config.GeoServer;
import org.geoserver.config.GeoServerDataDirectory;
import org.geoserver.config.GeoServerFactory;
import org.geoserver.config.ServiceInfo;
import org.geoserver.gwc.GWC;
import org.geoserver.gwc.layer.GeoServerTileLayer;
import org.geoserver.gwc.layer.GeoServerTileLayerInfo;
import org.geoserver.gwc.layer.TileLayerInfoUtil;
import org.geoserver.gwc.wmts.WMTSInfo;
import org.geoserver.ows.util.OwsUtils;
import org.geoserver.platform.resource.Resource;
import org.geoserver.platform.resource.Resources;
import org.geoserver.wfs.WFSInfo;
import org.geoserver.wms.WMSInfo;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.cs.CoordinateSystem;
import org.geotools.referencing.CRS;
import org.geowebcache.config.XMLGridSubset;
import org.geowebcache.filter.parameters.ParameterFilter;
import org.geowebcache.grid.BoundingBox;
import org.geowebcache.grid.GridSet;
import org.geowebcache.grid.GridSetBroker;
import org.geowebcache.grid.GridSetFactory;
import org.geowebcache.grid.SRS;
import org.geowebcache.layer.TileLayer;
import org.mockito.MockedStatic;

/**
 * As much of a GeoServer as the plugin uses, in memory: catalogue objects are beans that keep what
 * they are given, and the catalogue counts writes. It shows that the plugin reads back what it has
 * written; how a real GeoServer behaves it cannot show.
 */
@SuppressWarnings("try") // each of Mockito's may say that it was interrupted
final class FakeGeoServer implements AutoCloseable {

  private static final class Memory extends MetadataMap {
    private final Map<String, Serializable> map = new HashMap<>();

    @Override
    public int size() {
      return map.size();
    }

    @Override
    public boolean isEmpty() {
      return map.isEmpty();
    }

    @Override
    public boolean containsKey(Object key) {
      return map.containsKey(key);
    }

    @Override
    public boolean containsValue(Object value) {
      return map.containsValue(value);
    }

    @Override
    public Serializable get(Object key) {
      return map.get(key);
    }

    @Override
    public Serializable put(String key, Serializable value) {
      return map.put(key, value);
    }

    @Override
    public Serializable remove(Object key) {
      return map.remove(key);
    }

    @Override
    public void putAll(Map<? extends String, ? extends Serializable> more) {
      map.putAll(more);
    }

    @Override
    public void clear() {
      map.clear();
    }

    @Override
    public Set<String> keySet() {
      return map.keySet();
    }

    @Override
    public Collection<Serializable> values() {
      return map.values();
    }

    @Override
    public Set<Map.Entry<String, Serializable>> entrySet() {
      return map.entrySet();
    }
  }

  final List<String> writes = new ArrayList<>();
  final Map<String, List<CatalogInfo>> things = new LinkedHashMap<>();
  final Map<String, String> documents = new HashMap<>();
  final Map<String, GeoServerTileLayer> tileLayers = new LinkedHashMap<>();
  final List<String> emptied = new ArrayList<>();
  final Map<Class<?>, ServiceInfo> global = new HashMap<>();
  final Map<Class<?>, ServiceInfo> local = new HashMap<>();
  final Set<String> grids = new HashSet<>(Set.of("WebMercatorQuad"));
  final GWC cache = mock(GWC.class);
  private final List<AutoCloseable> mocked = new ArrayList<>();
  private String building;
  private int ids;

  FakeGeoServer() throws Exception {
    dimensions();
    tiles();
    MockedStatic<CRS> crs = mockStatic(CRS.class);
    mocked.add(crs);
    CoordinateReferenceSystem system = mock(CoordinateReferenceSystem.class);
    var axes = mock(CoordinateSystem.class);
    when(axes.getDimension()).thenReturn(2);
    when(system.getCoordinateSystem()).thenReturn(axes);
    crs.when(() -> CRS.decode(anyString(), anyBoolean())).thenReturn(system);
    MockedStatic<OwsUtils> copy = mockStatic(OwsUtils.class);
    mocked.add(copy);
    mocked.add(mockConstruction(CatalogBuilder.class));
    mocked.add(
        mockConstruction(
            Keyword.class,
            (word, context) ->
                when(word.getValue()).thenReturn((String) context.arguments().get(0))));
    global.put(WMSInfo.class, bean(WMSInfo.class));
    global.put(WFSInfo.class, bean(WFSInfo.class));
    global.put(WMTSInfo.class, bean(WMTSInfo.class));
    StyleInfo plain = bean(StyleInfo.class);
    plain.setName("generic");
    things.computeIfAbsent("style", k -> new ArrayList<>()).add(plain);
  }

  private void dimensions() {
    mocked.add(
        mockConstruction(
            DimensionInfoImpl.class,
            (made, context) -> {
              Map<String, Object> kept = new HashMap<>();
              doAnswer(i -> kept.put("attribute", i.getArgument(0))).when(made).setAttribute(any());
              doAnswer(i -> kept.put("end", i.getArgument(0))).when(made).setEndAttribute(any());
              doAnswer(i -> kept.put("enabled", i.getArgument(0)))
                  .when(made)
                  .setEnabled(anyBoolean());
              doAnswer(i -> kept.put("default", i.getArgument(0)))
                  .when(made)
                  .setDefaultValue(any());
              when(made.getAttribute()).thenAnswer(i -> kept.get("attribute"));
              when(made.getEndAttribute()).thenAnswer(i -> kept.get("end"));
              when(made.isEnabled()).thenAnswer(i -> kept.get("enabled"));
              when(made.getDefaultValue()).thenAnswer(i -> kept.get("default"));
            }));
    mocked.add(
        mockConstruction(
            DimensionDefaultValueSetting.class,
            (made, context) -> {
              Object[] kept = {null};
              doAnswer(i -> kept[0] = i.getArgument(0)).when(made).setStrategyType(any());
              when(made.getStrategyType()).thenAnswer(i -> kept[0]);
            }));
  }

  private void tiles() throws Exception {
    GridSetBroker broker = mock(GridSetBroker.class);
    when(broker.get(anyString()))
        .thenAnswer(i -> grids.contains(i.<String>getArgument(0)) ? mock(GridSet.class) : null);
    when(cache.getGridSetBroker()).thenReturn(broker);
    MockedStatic<GridSetFactory> factory =
        mockStatic(GridSetFactory.class, i -> mock(GridSet.class));
    mocked.add(factory);
    mocked.add(mockStatic(SRS.class, i -> mock(SRS.class)));
    mocked.add(mockConstruction(BoundingBox.class));
    doAnswer(i -> grids.add("View1")).when(cache).addGridSet(any());
    mocked.add(
        mockConstruction(
            XMLGridSubset.class,
            (made, context) -> {
              Object[] kept = {null};
              doAnswer(i -> kept[0] = i.getArgument(0)).when(made).setGridSetName(any());
              when(made.getGridSetName()).thenAnswer(i -> kept[0]);
            }));
    mocked.add(
        mockConstruction(
            GeoServerTileLayer.class,
            (made, context) -> {
              GeoServerTileLayerInfo info = tileInfo();
              when(made.getInfo()).thenReturn(info);
              building =
                  "socialbalance:"
                      + ((LayerInfo) context.arguments().get(0)).getResource().getName();
            }));
    doAnswer(i -> tileLayers.put(building, i.getArgument(0)))
        .when(cache)
        .add(any(GeoServerTileLayer.class));
    doAnswer(i -> writes.add("save tile layer")).when(cache).save(any(TileLayer.class));
    when(cache.tileLayerExists(anyString()))
        .thenAnswer(i -> tileLayers.containsKey(i.<String>getArgument(0)));
    when(cache.getTileLayerByName(anyString()))
        .thenAnswer(i -> tileLayers.get(i.<String>getArgument(0)));
    when(cache.getTileLayersByFeatureType(anyString(), anyString()))
        .thenAnswer(i -> Set.of("minby:min_gruppe"));
    doAnswer(i -> emptied.add(i.getArgument(0))).when(cache).truncate(anyString());
    doAnswer(i -> tileLayers.keySet().removeAll(i.<List<String>>getArgument(0)))
        .when(cache)
        .removeTileLayers(any());
    MockedStatic<TileLayerInfoUtil> util = mockStatic(TileLayerInfoUtil.class);
    mocked.add(util);
    util.when(
            () ->
                TileLayerInfoUtil.updateStringParameterFilter(
                    any(), anyString(), anyBoolean(), anyString(), any()))
        .thenAnswer(
            i -> {
              Set<String> values = new TreeSet<>(i.<Set<String>>getArgument(4));
              values.add("");
              return filter(i.getArgument(0), i.getArgument(1), values);
            });
  }

  private static Object filter(GeoServerTileLayerInfo info, String key, Set<String> values) {
    ParameterFilter filter = mock(ParameterFilter.class);
    List<String> legal = List.copyOf(values);
    when(filter.getLegalValues()).thenReturn(legal);
    when(info.getParameterFilter(key)).thenReturn(filter);
    return null;
  }

  private static GeoServerTileLayerInfo tileInfo() {
    GeoServerTileLayerInfo info = mock(GeoServerTileLayerInfo.class);
    Set<String> formats = new HashSet<>();
    Set<XMLGridSubset> subsets = new LinkedHashSet<>();
    when(info.getMimeFormats()).thenReturn(formats);
    when(info.getGridSubsets()).thenReturn(subsets);
    doAnswer(
            i -> {
              boolean enabled = i.getArgument(0);
              when(info.isEnabled()).thenReturn(enabled);
              return null;
            })
        .when(info)
        .setEnabled(anyBoolean());
    doAnswer(i -> filter(info, "STYLES", new TreeSet<>())).when(info).setAutoCacheStyles(true);
    when(info.removeParameterFilter(anyString()))
        .thenAnswer(
            i -> {
              when(info.getParameterFilter(i.getArgument(0))).thenReturn(null);
              return true;
            });
    return info;
  }

  /** A catalogue object that keeps what it is given. */
  <T> T bean(Class<T> type) {
    Map<String, Object> kept = new HashMap<>();
    String id = "id" + ids++;
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call(self, method, arguments, kept, id)));
  }

  private static Object call(
      Object self, Method method, Object[] arguments, Map<String, Object> kept, String id) {
    String name = method.getName();
    switch (name) {
      case "equals":
        return self == arguments[0];
      case "hashCode":
        return id.hashCode();
      case "toString":
        return kept.toString();
      case "getId":
        return id;
      case "prefixedName":
        return "socialbalance:" + kept.get("Name");
      default:
    }
    if (name.equals("getName") && kept.get("Resource") instanceof FeatureTypeInfo type) {
      return type.getName(); // a layer has the name of its resource
    }
    if (name.startsWith("set")) {
      kept.put(name.substring(3), arguments[0]);
      return null;
    }
    Class<?> type = method.getReturnType();
    String property = name.startsWith("is") ? name.substring(2) : name.substring(3);
    if (!kept.containsKey(property)) {
      Object fresh =
          type == List.class
              ? new ArrayList<>()
              : type == Set.class
                  ? new LinkedHashSet<>()
                  : type == MetadataMap.class
                      ? new Memory()
                      : type == Map.class
                          ? new HashMap<>()
                          : type == boolean.class ? (Object) property.equals("Advertised") : null;
      if (fresh != null) {
        kept.put(property, fresh);
      }
    }
    return kept.get(property);
  }

  @SuppressWarnings("unchecked")
  private <T extends CatalogInfo> List<T> all(String kind) {
    return (List<T>) things.computeIfAbsent(kind, k -> new ArrayList<>());
  }

  private static String kind(Object thing) {
    return thing instanceof WorkspaceInfo
        ? "workspace"
        : thing instanceof NamespaceInfo
            ? "namespace"
            : thing instanceof DataStoreInfo
                ? "store"
                : thing instanceof FeatureTypeInfo
                    ? "type"
                    : thing instanceof LayerInfo
                        ? "layer"
                        : thing instanceof StyleInfo ? "style" : "group";
  }

  private static String name(Object thing) {
    try {
      String getter = thing instanceof NamespaceInfo ? "getURI" : "getName";
      return (String) thing.getClass().getMethod(getter).invoke(thing);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private <T extends CatalogInfo> T named(String kind, String name) {
    return this.<T>all(kind).stream()
        .filter(thing -> name.equals(name(thing)))
        .findFirst()
        .orElse(null);
  }

  /** The catalogue. */
  Catalog catalog() {
    CatalogFactory factory =
        (CatalogFactory)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {CatalogFactory.class},
                (self, method, arguments) -> bean(method.getReturnType()));
    ResourcePool pool = pool();
    return (Catalog)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Catalog.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getFactory" -> factory;
                  case "getResourcePool" -> pool;
                  case "add" -> {
                    writes.add("add " + kind(arguments[0]) + " " + name(arguments[0]));
                    all(kind(arguments[0])).add((CatalogInfo) arguments[0]);
                    yield null;
                  }
                  case "save" -> {
                    writes.add("save " + kind(arguments[0]) + " " + name(arguments[0]));
                    yield null;
                  }
                  case "remove" -> {
                    writes.add("remove " + kind(arguments[0]) + " " + name(arguments[0]));
                    if (!all(kind(arguments[0])).remove(arguments[0])) {
                      throw new AssertionError("not there: " + arguments[0]);
                    }
                    yield null;
                  }
                  case "getWorkspaceByName" -> named("workspace", (String) arguments[0]);
                  case "getNamespaceByPrefix" -> all("namespace").stream().findFirst().orElse(null);
                  case "getDataStoreByName" -> named("store", (String) arguments[1]);
                  case "getFeatureTypes" -> List.copyOf(all("type"));
                  case "getFeatureTypesByDataStore" ->
                      this.<FeatureTypeInfo>all("type").stream()
                          .filter(type -> type.getStore() == arguments[0])
                          .toList();
                  case "getFeatureTypeByDataStore" -> named("type", (String) arguments[1]);
                  case "getLayers" ->
                      this.<LayerInfo>all("layer").stream()
                          .filter(layer -> layer.getResource() == arguments[0])
                          .toList();
                  case "getStyleByName" -> named("style", (String) arguments[arguments.length - 1]);
                  case "getStylesByWorkspace" -> List.copyOf(all("style"));
                  case "getLayerGroupByName" -> named("group", (String) arguments[1]);
                  case "getLayerGroupsByWorkspace" -> List.copyOf(all("group"));
                  default -> throw new AssertionError(method);
                });
  }

  /** Files of styles, read as bytes. */
  GeoServerDataDirectory files() {
    GeoServerDataDirectory files = mock(GeoServerDataDirectory.class);
    when(files.style(any()))
        .thenAnswer(
            i -> {
              String document = documents.get(i.<StyleInfo>getArgument(0).getName());
              Resource file = mock(Resource.class);
              when(file.in())
                  .thenReturn(
                      document == null
                          ? null
                          : new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
              return file;
            });
    MockedStatic<Resources> resources = mockStatic(Resources.class);
    mocked.add(resources);
    resources
        .when(() -> Resources.exists(any()))
        .thenAnswer(i -> i.<Resource>getArgument(0).in() != null);
    return files;
  }

  private ResourcePool pool() {
    ResourcePool pool = mock(ResourcePool.class);
    try {
      doAnswer(
              i ->
                  documents.put(
                      i.<StyleInfo>getArgument(0).getName(),
                      new String(
                          i.<InputStream>getArgument(1).readAllBytes(), StandardCharsets.UTF_8)))
          .when(pool)
          .writeStyle(any(), any());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return pool;
  }

  /** The configuration. */
  GeoServer server() {
    GeoServerFactory factory = mock(GeoServerFactory.class);
    when(factory.create(any())).thenAnswer(i -> bean(i.<Class<?>>getArgument(0)));
    return (GeoServer)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {GeoServer.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getFactory" -> factory;
                  case "getService" ->
                      arguments.length == 1 ? global.get(arguments[0]) : local.get(arguments[1]);
                  case "add" -> {
                    Class<?> kind = arguments[0].getClass().getInterfaces()[0];
                    writes.add("add " + kind.getSimpleName());
                    local.put(kind, (ServiceInfo) arguments[0]);
                    yield null;
                  }
                  case "save" -> {
                    writes.add("save service");
                    yield null;
                  }
                  default -> throw new AssertionError(method);
                });
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable each : mocked) {
      each.close();
    }
  }
}
