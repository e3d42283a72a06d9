-- Communication: posts for channels, approved by a second person, due at a time, and how far they reached.
CREATE TABLE post_channel (
  id      uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  kind    text NOT NULL CHECK (kind IN ('web', 'fan-page', 'youtube', 'zalo', 'tiktok', 'wechat', 'radio', 'board', 'other')),
  name    text NOT NULL,
  address text,
  closed  boolean NOT NULL DEFAULT false,
  version bigint NOT NULL,
  UNIQUE (unit_id, name)
);
CREATE TABLE post (
  id           uuid PRIMARY KEY,
  unit_id      uuid NOT NULL,
  title        text NOT NULL,
  body         text NOT NULL,
  link         text,
  publish_at   timestamptz NOT NULL,
  event_starts timestamptz,
  event_ends   timestamptz,
  event_place  text,
  state        text NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'approved', 'withdrawn')),
  note         text,
  written_by   text NOT NULL,
  submitted_by text,
  decided_by   text,
  decided_at   timestamptz,
  changed_at   timestamptz NOT NULL,
  version      bigint NOT NULL,
  CHECK ((event_starts IS NULL) = (event_ends IS NULL)),
  CHECK (event_ends >= event_starts)
);
CREATE INDEX post_unit ON post (unit_id, publish_at);
CREATE TABLE post_use (
  post_id    uuid NOT NULL REFERENCES post,
  channel_id uuid NOT NULL REFERENCES post_channel,
  unit_id    uuid NOT NULL,
  PRIMARY KEY (post_id, channel_id)
);
-- Each day's figures are all that there are so far: the newest day counts.
CREATE TABLE post_reach (
  post_id    uuid NOT NULL,
  channel_id uuid NOT NULL,
  unit_id    uuid NOT NULL,
  day        date NOT NULL,
  reach      bigint NOT NULL CHECK (reach >= 0),
  views      bigint CHECK (views >= 0),
  reactions  bigint CHECK (reactions >= 0),
  comments   bigint CHECK (comments >= 0),
  shares     bigint CHECK (shares >= 0),
  source     text NOT NULL CHECK (source IN ('entered', 'imported')),
  entered_by text NOT NULL,
  entered_at timestamptz NOT NULL,
  PRIMARY KEY (post_id, channel_id, day),
  FOREIGN KEY (post_id, channel_id) REFERENCES post_use
);
CALL doanket.scope_by_unit('post_channel');
CALL doanket.scope_by_unit('post');
CALL doanket.scope_by_unit('post_use');
CALL doanket.scope_by_unit('post_reach');
