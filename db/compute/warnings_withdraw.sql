-- Takes back what a withdrawn publication did to warnings, where nobody has acted since. Role sb_statistics.
-- Settings: sb.withdrawn, sb.audience. warnings_life.sql follows, for the publication that is in service again.

INSERT INTO ops.warning_event (warning_id, event, status, publication_id)
SELECT e.warning_id, 'trukket_tilbage', coalesce(b.status, 'bortfaldet'), current_setting('sb.withdrawn')::bigint
FROM ops.warning_event e
JOIN publish.warning w ON w.id = e.warning_id AND w.audience = current_setting('sb.audience')
LEFT JOIN LATERAL (
    SELECT o.status FROM ops.warning_event o WHERE o.warning_id = e.warning_id AND o.id < e.id ORDER BY o.id DESC LIMIT 1
) b ON true
WHERE e.publication_id = current_setting('sb.withdrawn')::bigint AND e.event <> 'trukket_tilbage'
  AND NOT EXISTS (SELECT FROM ops.warning_event o WHERE o.warning_id = e.warning_id AND o.id > e.id);

UPDATE publish.warning w
SET status = e.status
FROM ops.warning_event e
WHERE e.warning_id = w.id AND e.event = 'trukket_tilbage' AND e.publication_id = current_setting('sb.withdrawn')::bigint
  AND NOT EXISTS (SELECT FROM ops.warning_event o WHERE o.warning_id = e.warning_id AND o.id > e.id);
