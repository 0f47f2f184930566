/* SPDX-License-Identifier: EUPL-1.2 OR GPL-2.0-or-later */
package dk.socialbalance.geoserver;

import dk.socialbalance.db.TestDatabase;
import dk.socialbalance.geoserver.state.Settings;
import java.net.URI;

/**
 * A database with a small publication: two districts, two years, one indicator, no companion
 * needed.
 */
public final class Published implements AutoCloseable {

  private final TestDatabase database = TestDatabase.create();
  private int publication;

  public TestDatabase database() {
    return database;
  }

  /** How the plugin reaches it. */
  public Settings settings() {
    URI server = URI.create(database.access().url().substring("jdbc:".length()));
    return new Settings(
        server.getHost(),
        server.getPort(),
        server.getPath().substring(1),
        database.access().publishPassword());
  }

  /**
   * Publishes.
   *
   * @param indicators ids; the first one's district B is hidden
   */
  public Published publish(String... indicators) {
    publication++;
    StringBuilder sql =
        new StringBuilder(
            """
            INSERT INTO publish.setting VALUES ('public_url', 'https://tal.example') ON CONFLICT DO NOTHING;
            INSERT INTO publish.publication (audience, catalogue_version, method_version, area_revision,
                content_hash, synthetic, srid, place_da, place_en)
            VALUES ('offentlig', 'v', 'm', 'r1', 'h%1$d', true, 25832, 'Prøveby', 'Testville');
            INSERT INTO publish.area (area_revision, niveau, omraade_kode, omraade_navn, kommune_kode, gyldig_fra, geom)
            SELECT 'r1', 'distrikt', kode, 'Distrikt ' || kode, '0999', '2000-01-01T00:00:00Z',
                   postgis.ST_Multi(postgis.ST_MakeEnvelope(x, 6180000, x + 1000, 6181000, 25832))
            FROM (VALUES ('A', 715000), ('B', 716000)) t (kode, x) ON CONFLICT DO NOTHING;
            INSERT INTO publish.period SELECT %1$d, y::text, make_timestamptz(y, 1, 1, 0, 0, 0, 'UTC'),
                make_timestamptz(y + 1, 1, 1, 0, 0, 0, 'UTC') - interval '1 second', 'year'
            FROM generate_series(2023, 2024) y;
            INSERT INTO publish.layer VALUES (%1$d, 'distrikt', 'area', 'distrikt', NULL, NULL, false, 'Distrikter',
                'Districts', 'Omrids', 'Outlines', '{distrikt}', '[
                {"name":"omraade_kode","type":"text"},{"name":"omraade_navn","type":"text"},
                {"name":"niveau","type":"text"},{"name":"kommune_kode","type":"text"},{"name":"link","type":"text"},
                {"name":"gyldig_fra","type":"timestamp"},{"name":"geom","type":"multipolygon"}]',
                '{omraade_kode,gyldig_fra}', false, true, '{distrikt}', 0);
            INSERT INTO publish.layer VALUES (%1$d, 'noegletal', 'table', NULL, NULL, NULL, false, 'Nøgletal',
                'Key figures', 'Alle', 'All', '{}', '[
                {"name":"omraade_kode","type":"text"},{"name":"omraade_navn","type":"text"},
                {"name":"niveau","type":"text"},{"name":"link","type":"text"},{"name":"indikator","type":"text"},
                {"name":"periode","type":"text"},{"name":"periode_slut","type":"timestamp"},
                {"name":"taeller","type":"bigint"},{"name":"naevner","type":"bigint"},
                {"name":"vaerdi","type":"double"},{"name":"nedre","type":"double"},{"name":"oevre","type":"double"},
                {"name":"klasse","type":"integer"},{"name":"udvikling","type":"text"},
                {"name":"udvikling_pr_aar","type":"double"},{"name":"datastatus","type":"text"},
                {"name":"enhed","type":"text"}]', '{omraade_kode,indikator,periode}', false, false, '{}', 1);
            INSERT INTO publish.style VALUES (%1$d, 'distrikt', 'Distrikter', 'Districts', E'<sld>områder</sld>\n');
            INSERT INTO publish.layer_group VALUES (%1$d, 'niveau_distrikt', NULL, 'Distrikter', 'Districts',
                '{distrikt}', 0);
            INSERT INTO publish.layer_group VALUES (%1$d, 'tema_boern', 'niveau_distrikt', 'Børn', 'Children', '{%2$s}', 1);
            """
                .formatted(publication, members(indicators)));
    for (String indicator : indicators) {
      sql.append(
          """
          INSERT INTO publish.cell (publication_id, indikator, niveau, omraade_kode, periode, datastatus, naevner, taeller, vaerdi)
          SELECT %1$d, '%2$s', 'distrikt', k, y::text, CASE k WHEN 'B' THEN 'diskretioneret' ELSE 'vist' END, 100,
                 CASE k WHEN 'A' THEN 10 END, CASE k WHEN 'A' THEN 10.0 + y - 2023 + %1$d END
          FROM unnest(ARRAY['A', 'B']) k, generate_series(2023, 2024) y;
          INSERT INTO publish.layer SELECT %1$d, n, 'indicator', 'distrikt', '%2$s', NULL, latest, 'Titel ' || n, 'Title ' || n,
              'Om', 'About', '{%2$s}', '[
              {"name":"omraade_kode","type":"text"},{"name":"omraade_navn","type":"text"},{"name":"periode","type":"text"},
              {"name":"periode_start","type":"timestamp"},{"name":"periode_slut","type":"timestamp"},
              {"name":"vaerdi","type":"double"},{"name":"datastatus","type":"text"},
              {"name":"geom","type":"multipolygon"}]', '{omraade_kode,periode}', NOT latest, NOT latest,
              CASE WHEN latest THEN '{}' ELSE ARRAY[n, n || '_udvikling'] END, 10
          FROM (VALUES ('distrikt_%2$s', false), ('distrikt_%2$s_seneste', true)) t (n, latest);
          INSERT INTO publish.style VALUES (%1$d, 'distrikt_%2$s', 'T', 'T', '<sld>%2$s</sld>'),
              (%1$d, 'distrikt_%2$s_udvikling', 'T', 'T', '<sld>%2$s udvikling</sld>');
          """
              .formatted(publication, indicator));
    }
    sql.append(
        """
        INSERT INTO publish.current_publication (audience, publication_id) VALUES ('offentlig', %d)
        ON CONFLICT (audience) DO UPDATE SET publication_id = excluded.publication_id, switched_at = clock_timestamp();
        """
            .formatted(publication));
    database.execute(sql.toString());
    return this;
  }

  private static String members(String... indicators) {
    StringBuilder members = new StringBuilder();
    for (String indicator : indicators) {
      members.append(members.isEmpty() ? "" : ",").append("distrikt_").append(indicator);
    }
    return members.toString();
  }

  @Override
  public void close() {
    database.close();
  }
}
