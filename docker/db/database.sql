-- SPDX-License-Identifier: EUPL-1.2
-- Run by the image's first start. A database of its own: into POSTGRES_DB the image puts PostGIS in the schema public,
-- from where it cannot be moved.
CREATE DATABASE socialbalance TEMPLATE template0 ENCODING 'UTF8';
