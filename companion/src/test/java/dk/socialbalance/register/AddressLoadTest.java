/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import static dk.socialbalance.register.LoadFixture.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dk.socialbalance.db.RunLog.Reject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressLoadTest {

  private static final String HEADER = "id;vejkode;husnr;oest;nord\n";
  private static final String PLACES =
      "SELECT address_id, niveau, area_code, gyldig_fra, gyldig_til FROM register.address_area"
          + " ORDER BY 1, 2, 3, 4";

  @TempDir private Path folder;
  private LoadFixture fixture;

  @BeforeEach
  void create() {
    fixture = new LoadFixture(folder);
  }

  @AfterEach
  void drop() {
    fixture.close();
  }

  @Test
  void addressesArePlacedInTheAreasOfEveryLevelAndValidity() throws Exception {
    fixture.area("kommune", "0159", "2000-01-01", null, 710, 6180, 4);
    fixture.area("bydel", "B1", "2000-01-01", "2017-12-31", 710, 6180, 2);
    fixture.area("bydel", "B1", "2018-01-01", null, 710, 6180, 1);
    fixture.area("bydel", "B2", "2000-01-01", null, 712, 6180, 2);
    fixture.area("boligomraade", "H1", "2000-01-01", null, 710, 6180, 1);
    fixture.area("boligomraade", "H2", "2000-01-01", null, 710, 6180, 2);
    LoadReport report =
        fixture.addresses(
            HEADER
                + "inside;1;1;710500,5;6180500\n"
                + "border;1;2;712000.0;6181500\n"
                + "outside;1;3;700000;6181500\n");

    assertThat(fixture.rows(PLACES))
        .containsExactly(
            "border boligomraade H2 2000-01-01 -",
            "border bydel B1 2000-01-01 2017-12-31",
            "border kommune 0159 2000-01-01 -",
            "inside boligomraade H1 2000-01-01 -",
            "inside boligomraade H2 2000-01-01 -",
            "inside bydel B1 2000-01-01 2017-12-31",
            "inside bydel B1 2018-01-01 -",
            "inside kommune 0159 2000-01-01 -");
    assertThat(report.notes())
        .containsExactly("1 addresses lie outside every loaded area: kept without a place.");
    assertThat(report.rowsOut()).isEqualTo(3);
  }

  @Test
  void coordinatesOfOtherSystemsAreTransformed() throws Exception {
    Path file = fixture.file("wgs84.csv", "uuid,vej,nr,lon,lat\na,1,1,12.5,55.75\nb,1,2,12.5,95\n");
    LoadReport report =
        AddressLoader.load(
            fixture.database().access(),
            fixture.catalogue(),
            file,
            new AddressLoader.AddressOptions(
                new CsvSource.Format("auto", ','),
                new AddressLoader.Columns("uuid", "vej", "nr", "lon", "lat"),
                4326),
            new LoadOptions(false, 1, line -> {}));

    // By PROJ (gdaltransform): 12.5 E, 55.75 N is 719644.29, 6183803.96 in EPSG:25832.
    assertThat(
            fixture.rows(
                "SELECT id, round(postgis.ST_X(geom)::numeric, 1),"
                    + " round(postgis.ST_Y(geom)::numeric, 1), postgis.ST_SRID(geom)"
                    + " FROM register.address"))
        .containsExactly("a 719644.3 6183804.0 25832");
    assertThat(report.rejects())
        .extracting(Reject::line, Reject::column, Reject::reason)
        .containsExactly(tuple(3L, "lon", "coordinates that EPSG:4326 does not have"));
  }

  @Test
  void pointsOfAGeoPackageAreReadWithItsOwnCoordinateSystem() throws Exception {
    Path csv =
        fixture.file(
            "punkter.csv",
            """
            ID,vejkode,husnr,WKT
            a,0123,007b,POINT(12.5 55.75)
            b,1,2,
            c,1,2,"LINESTRING(12 55,13 56)"
            610112-1001,1,2,POINT(12.5 55.75)
            """);
    Path file = folder.resolve("adresser.gpkg");
    Process ogr =
        new ProcessBuilder(
                "ogr2ogr",
                "-f",
                "GPKG",
                file.toString(),
                csv.toString(),
                "-a_srs",
                "EPSG:4326",
                "-oo",
                "KEEP_GEOM_COLUMNS=NO")
            .inheritIO()
            .start();
    assertThat(ogr.waitFor()).isZero();
    LoadReport report =
        AddressLoader.load(
            fixture.database().access(),
            fixture.catalogue(),
            file,
            AddressLoader.AddressOptions.DEFAULT,
            new LoadOptions(false, 1, line -> {}));

    assertThat(
            fixture.rows(
                "SELECT id, road_code, house_number, round(postgis.ST_X(geom)::numeric, 1),"
                    + " round(postgis.ST_Y(geom)::numeric, 1) FROM register.address"))
        .containsExactly("a 123 7B 719644.3 6183804.0");
    assertThat(report.rejects())
        .extracting(Reject::line, Reject::column, Reject::reason, Reject::value)
        .containsExactly(
            tuple(2L, null, "no point: an address has a geometry of one point", null),
            tuple(3L, null, "no point: an address has a geometry of one point", null),
            tuple(
                4L,
                "id",
                "the form of a CPR number, which is never stored: nine or ten digits",
                "******-****"));
  }

  @Test
  void wrongRowsAreRejected() throws Exception {
    LoadReport report =
        fixture.addresses(
            HEADER
                + "a;0001;001a;710500;6180500\n"
                + "a;1;2;710501;6180500\n"
                + ";1;2;710501;6180500\n"
                + "c;1;2;710.501,0;6180500\n"
                + "d;1;2;;6180500\n"
                + "610112-1001;1;2;710501;6180500\n");

    assertThat(report.rejects())
        .extracting(Reject::line, Reject::column, Reject::reason)
        .containsExactlyInAnyOrder(
            tuple(3L, "id", "the same identifier stands on line 2"),
            tuple(4L, "id", "the identifier is missing"),
            tuple(5L, "oest", "no coordinate: digits with a decimal comma or point are expected"),
            tuple(6L, "oest", "the coordinate is missing"),
            tuple(7L, "id", "the form of a CPR number, which is never stored: nine or ten digits"));
    assertThat(fixture.rows("SELECT id, road_code, house_number FROM register.address"))
        .containsExactly("a 1 1A");
    assertThat(report.notes())
        .containsExactly("No areas are loaded yet: the addresses are placed when they are.");
  }

  @Test
  void aCorrectedFileReplacesAllAndResidencesFollow() throws Exception {
    fixture.area("kommune", "0159", "2000-01-01", null, 710, 6180, 4);
    fixture.load(
        PEOPLE,
        """
        cpr;foedselsdato;foraelder_cpr;adresse_id;vejkode;husnr;husstand;fra;til
        610112-1001;01-01-2012;;a;;;h;01-01-2016;
        610112-1002;01-01-2012;;b;;;h;01-01-2016;
        """);
    fixture.addresses(HEADER + "a;1;1;710500;6180500\nb;1;2;710501;6180500\n");
    String placed =
        "SELECT r.address_id, x.area_code FROM register.residence r"
            + " LEFT JOIN register.address_area x USING (address_id) ORDER BY 1";
    assertThat(fixture.rows(placed)).containsExactly("a 0159", "b 0159");
    String untouched = "SELECT xmin FROM register.address WHERE id = 'a'";
    String before = fixture.rows(untouched).get(0);

    LoadReport report = fixture.addresses(HEADER + "a;1;1;710500;6180500\nc;1;2;710501;6180500\n");
    assertThat(fixture.rows(placed)).containsExactly("a 0159", "b -");
    assertThat(fixture.rows(untouched)).containsExactly(before);
    assertThat(report.notes())
        .containsExactly("1 residences name an address that the file does not have.");
  }

  @Test
  void addressesThatAllLieElsewhereAreRefused() {
    fixture.area("kommune", "0159", "2000-01-01", null, 710, 6180, 4);
    assertThatThrownBy(() -> fixture.addresses(HEADER + "a;1;1;6180500;710500\n"))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("Are the coordinate columns swapped");
    assertThat(fixture.rows("SELECT count(*) FROM register.address")).containsExactly("0");
  }
}
