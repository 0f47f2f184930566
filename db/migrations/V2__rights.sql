-- What each role may do. What is not granted here is forbidden; RoleRightsTest tries it.

GRANT USAGE ON SCHEMA register, indicator, publish, ops TO sb_load;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA register TO sb_load;
GRANT SELECT, INSERT, UPDATE, DELETE ON indicator.area, indicator.delivery, indicator.measure, indicator.catalogue TO sb_load;
GRANT SELECT, INSERT, UPDATE ON publish.setting TO sb_load;
GRANT USAGE ON SCHEMA byliv TO sb_load;

GRANT USAGE ON SCHEMA register, indicator, ops TO sb_count;
GRANT SELECT ON ALL TABLES IN SCHEMA register TO sb_count;
GRANT SELECT ON indicator.area, indicator.delivery, indicator.measure, indicator.catalogue TO sb_count;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON indicator.cell, indicator.population, indicator.unplaced TO sb_count;
GRANT USAGE, CREATE ON SCHEMA work TO sb_count;

GRANT USAGE ON SCHEMA indicator, publish, ops TO sb_disclose;
GRANT SELECT ON indicator.area, indicator.delivery, indicator.catalogue, indicator.cell, indicator.population, indicator.unplaced TO sb_disclose;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA publish TO sb_disclose;
GRANT SELECT, INSERT, DELETE ON ops.hiding TO sb_disclose;

GRANT USAGE ON SCHEMA publish, ops TO sb_statistics;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA publish TO sb_statistics;

-- Runs and rejects are written by every step; only administrators read them back.
GRANT SELECT, INSERT, UPDATE ON ops.run TO sb_load, sb_count, sb_disclose, sb_statistics;
GRANT SELECT, INSERT ON ops.reject TO sb_load;

GRANT USAGE ON SCHEMA publish TO sb_publish;
GRANT SELECT ON ALL TABLES IN SCHEMA publish TO sb_publish;
