-- Who is supervised takes part: it reports on itself, reads what was found at it, answers what is recommended to it and reports what came of it. The rows
-- stay the supervising unit's; a subject reaches those of which it is the subject, and which of them it may change the service says.
ALTER TABLE supervision_subject ADD COLUMN self_report text;
ALTER TABLE recommendation
  ADD COLUMN answered_by text CHECK (answered_by IN ('supervisor', 'subject')),   -- who has recorded it
  ADD COLUMN result_by   text CHECK (result_by IN ('supervisor', 'subject'));
CREATE INDEX supervision_subject_unit ON supervision_subject (subject_unit) WHERE subject_unit IS NOT NULL;

CREATE POLICY own_subject ON supervision_subject FOR SELECT TO doanket_app USING (subject_unit IN (SELECT u.id FROM unit_ref u
  WHERE u.path >= doanket.scope_from() AND u.path < doanket.scope_to()));
CREATE POLICY own_report ON supervision_subject FOR UPDATE TO doanket_app USING (subject_unit IN (SELECT u.id FROM unit_ref u
  WHERE u.path >= doanket.scope_from() AND u.path < doanket.scope_to()));
CREATE POLICY subject_reads ON supervision FOR SELECT TO doanket_app USING (EXISTS (SELECT FROM supervision_subject j
  JOIN unit_ref u ON u.id = j.subject_unit WHERE j.supervision_id = supervision.id AND u.path >= doanket.scope_from() AND u.path < doanket.scope_to()));
-- Its report changes the version of the whole.
CREATE POLICY subject_reports ON supervision FOR UPDATE TO doanket_app USING (EXISTS (SELECT FROM supervision_subject j
  JOIN unit_ref u ON u.id = j.subject_unit WHERE j.supervision_id = supervision.id AND u.path >= doanket.scope_from() AND u.path < doanket.scope_to()));
CREATE POLICY subject_reads ON finding FOR SELECT TO doanket_app USING (EXISTS (SELECT FROM supervision_subject j
  JOIN unit_ref u ON u.id = j.subject_unit WHERE j.supervision_id = finding.supervision_id AND j.position = finding.subject
  AND u.path >= doanket.scope_from() AND u.path < doanket.scope_to()));
CREATE POLICY subject_reads ON recommendation FOR SELECT TO doanket_app USING (EXISTS (SELECT FROM finding f
  JOIN supervision_subject j ON j.supervision_id = f.supervision_id AND j.position = f.subject JOIN unit_ref u ON u.id = j.subject_unit
  WHERE f.id = recommendation.finding_id AND u.path >= doanket.scope_from() AND u.path < doanket.scope_to()));
CREATE POLICY subject_answers ON recommendation FOR UPDATE TO doanket_app USING (EXISTS (SELECT FROM finding f
  JOIN supervision_subject j ON j.supervision_id = f.supervision_id AND j.position = f.subject JOIN unit_ref u ON u.id = j.subject_unit
  WHERE f.id = recommendation.finding_id AND u.path >= doanket.scope_from() AND u.path < doanket.scope_to()));
