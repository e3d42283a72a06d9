CREATE TABLE note (
  id      uuid PRIMARY KEY,
  path    text COLLATE "C" NOT NULL,
  text    text NOT NULL,
  version bigint NOT NULL DEFAULT 1
);
CREATE INDEX note_path ON note (path);
CALL doanket.scope_by_path('note');
