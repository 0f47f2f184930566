-- SPDX-License-Identifier: EUPL-1.2
-- What keeps the spatial index true when somebody edits the file (OGC 12-128r17, F.3); the texts are the standard's.
-- {t} table, {g} geometry column, {k} key, {r} index.
CREATE TRIGGER "{r}_insert" AFTER INSERT ON "{t}"
  WHEN (new."{g}" NOT NULL AND NOT ST_IsEmpty(NEW."{g}"))
  BEGIN INSERT OR REPLACE INTO "{r}" VALUES (NEW."{k}", ST_MinX(NEW."{g}"), ST_MaxX(NEW."{g}"), ST_MinY(NEW."{g}"),
    ST_MaxY(NEW."{g}")); END;
CREATE TRIGGER "{r}_update1" AFTER UPDATE OF "{g}" ON "{t}"
  WHEN OLD."{k}" = NEW."{k}" AND (NEW."{g}" NOTNULL AND NOT ST_IsEmpty(NEW."{g}"))
  BEGIN INSERT OR REPLACE INTO "{r}" VALUES (NEW."{k}", ST_MinX(NEW."{g}"), ST_MaxX(NEW."{g}"), ST_MinY(NEW."{g}"),
    ST_MaxY(NEW."{g}")); END;
CREATE TRIGGER "{r}_update2" AFTER UPDATE OF "{g}" ON "{t}"
  WHEN OLD."{k}" = NEW."{k}" AND (NEW."{g}" ISNULL OR ST_IsEmpty(NEW."{g}"))
  BEGIN DELETE FROM "{r}" WHERE id = OLD."{k}"; END;
CREATE TRIGGER "{r}_update3" AFTER UPDATE ON "{t}"
  WHEN OLD."{k}" != NEW."{k}" AND (NEW."{g}" NOTNULL AND NOT ST_IsEmpty(NEW."{g}"))
  BEGIN DELETE FROM "{r}" WHERE id = OLD."{k}"; INSERT OR REPLACE INTO "{r}" VALUES (NEW."{k}", ST_MinX(NEW."{g}"),
    ST_MaxX(NEW."{g}"), ST_MinY(NEW."{g}"), ST_MaxY(NEW."{g}")); END;
CREATE TRIGGER "{r}_update4" AFTER UPDATE ON "{t}"
  WHEN OLD."{k}" != NEW."{k}" AND (NEW."{g}" ISNULL OR ST_IsEmpty(NEW."{g}"))
  BEGIN DELETE FROM "{r}" WHERE id IN (OLD."{k}", NEW."{k}"); END;
CREATE TRIGGER "{r}_delete" AFTER DELETE ON "{t}"
  WHEN old."{g}" NOT NULL
  BEGIN DELETE FROM "{r}" WHERE id = OLD."{k}"; END;
