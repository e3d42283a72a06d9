-- Congresses of a unit, of all its members or of delegates, and who the delegates are.
CREATE TABLE congress (
  id                uuid PRIMARY KEY,
  unit_id           uuid NOT NULL REFERENCES unit,
  jurisdiction      text NOT NULL,
  kind              text NOT NULL CHECK (kind IN ('ordinary', 'extraordinary')),
  form              text NOT NULL CHECK (form IN ('all', 'delegates')),
  name              text NOT NULL,               -- "III, 2025-2030"
  planned_on        date NOT NULL,
  places            int CHECK (places BETWEEN 1 AND 5000),  -- how many delegates there are to be
  act_number        text NOT NULL,               -- of the decision that convenes it
  act_date          date NOT NULL,
  consent_act       text,                        -- of the unit above, to another form than the rule has
  postponed_act     text,                        -- the last one that gave it another day
  state             text NOT NULL CHECK (state IN ('planned', 'held', 'cancelled')),
  closed_on         date,                        -- the day on which it was held, or from which on it is cancelled
  closed_act        text,                        -- number of the minutes, or of the decision that cancels it
  cancel_reason     text,
  summoned          int CHECK (summoned >= 0),
  present           int CHECK (present BETWEEN 0 AND summoned),
  body_id           uuid REFERENCES body,        -- which it elected
  reorganisation_id uuid REFERENCES reorganisation,
  version           bigint NOT NULL,
  CHECK ((form = 'delegates') = (places IS NOT NULL)),
  CHECK ((state = 'planned') = (closed_on IS NULL)),
  CHECK ((state = 'held') = (present IS NOT NULL AND summoned IS NOT NULL)),
  CHECK ((state = 'cancelled') = (cancel_reason IS NOT NULL))
);
CREATE UNIQUE INDEX congress_one_planned ON congress (unit_id, kind) WHERE state = 'planned';
CREATE INDEX congress_unit ON congress (unit_id);
CREATE INDEX congress_day ON congress (planned_on, id);

CREATE TABLE congress_delegate (
  id              uuid PRIMARY KEY,
  congress_id     uuid NOT NULL REFERENCES congress,
  unit_id         uuid NOT NULL REFERENCES unit,  -- the congress's
  member_id       uuid NOT NULL REFERENCES member,
  basis           text NOT NULL CHECK (basis IN ('elected', 'office', 'appointed')),
  from_unit       uuid REFERENCES unit,           -- where elected
  act_number      text NOT NULL,
  chosen_on       date NOT NULL,
  attended        boolean,                        -- known once the congress was held
  withdrawn_on    date,
  withdraw_reason text,
  withdraw_act    text,
  CHECK ((basis = 'elected') = (from_unit IS NOT NULL)),
  CHECK ((withdrawn_on IS NULL) = (withdraw_reason IS NULL))
);
CREATE UNIQUE INDEX congress_delegate_once ON congress_delegate (congress_id, member_id) WHERE withdrawn_on IS NULL;
CREATE INDEX congress_delegate_list ON congress_delegate (congress_id, id);
CREATE INDEX congress_delegate_member ON congress_delegate (member_id);
CREATE INDEX congress_delegate_unit ON congress_delegate (unit_id);

CALL doanket.scope_by_unit('congress');
CALL doanket.scope_by_unit('congress_delegate');
REVOKE DELETE, TRUNCATE ON congress, congress_delegate FROM doanket_app, doanket_worker;

INSERT INTO parameter (id, jurisdiction, name, subject, valid_from, numerator, denominator, unit_of_measure, citation, verified)
SELECT md5('parameter ' || jurisdiction || name || subject || valid_from)::uuid, *
  FROM (VALUES
    ('vn', 'appointed-delegates-at-most', '', date '2013-01-01', 3, 100, 'share',
     'Charter of the Vietnam trade union: delegates who are appointed are 3 % of those summoned at most, as commonly said; text not seen', false),
    ('vn', 'appointed-delegates-at-most', 'confederation', date '2013-01-01', 5, 100, 'share',
     'Charter of the Vietnam trade union: 5 % of those summoned to the national congress at most, as commonly said; text not seen', false)
  ) seed(jurisdiction, name, subject, valid_from, numerator, denominator, unit_of_measure, citation, verified);
