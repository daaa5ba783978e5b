"""The tables of a history file; docs/history.md explains them to those who ask it questions."""

from __future__ import annotations

APPLICATION_ID = 0x7374676D  # "stgm" in the header of the file: https://sqlite.org/pragma.html#pragma_application_id

_FIRST = """
CREATE TABLE history (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  created TEXT NOT NULL,
  key BLOB NOT NULL               -- of the fingerprints of redacted runs
);

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  started TEXT NOT NULL,          -- 2026-11-03T09:30:00Z
  finished TEXT NOT NULL,
  target TEXT NOT NULL,           -- the paths or the address, as given
  version TEXT NOT NULL,          -- of stigmalint
  rules TEXT,                     -- digest of the rules in force
  profile TEXT NOT NULL,
  redacted INTEGER NOT NULL,      -- 1: without words
  documents INTEGER NOT NULL,     -- that were checked
  failed INTEGER NOT NULL,        -- that could not be
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  infos INTEGER NOT NULL,
  suppressed INTEGER NOT NULL,
  compared_with INTEGER REFERENCES runs (id) ON DELETE SET NULL,  -- the last run over the target
  new INTEGER NOT NULL,           -- found, and not known before
  remaining INTEGER NOT NULL,     -- found, and known before
  fixed INTEGER NOT NULL,         -- known, and not found where they were looked for
  gone INTEGER NOT NULL,          -- known, on pages that do not exist any more
  kept INTEGER NOT NULL,          -- known, and now kept on purpose by a comment
  unseen INTEGER NOT NULL         -- known, on pages not looked at, or of rules not asked for
);
CREATE INDEX runs_by_target ON runs (target, id);

CREATE TABLE documents (
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('checked', 'set aside', 'failed')),
  title TEXT NOT NULL,
  PRIMARY KEY (run, path)
) WITHOUT ROWID;

CREATE TABLE findings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  identity INTEGER NOT NULL,      -- one number for the same finding in all runs
  status TEXT NOT NULL CHECK (status IN ('new', 'remaining', 'suppressed')),
  rule TEXT NOT NULL,
  category TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'info')),
  path TEXT NOT NULL,
  line INTEGER NOT NULL,
  col INTEGER NOT NULL,
  words TEXT NOT NULL,            -- as written; empty in a redacted run, as is the sentence
  sentence TEXT NOT NULL,
  context TEXT,
  pages INTEGER NOT NULL,         -- of a site that share the words
  fingerprint TEXT NOT NULL,      -- of rule, path and sentence
  wording TEXT NOT NULL           -- of rule and sentence
);
CREATE INDEX findings_by_run ON findings (run);
CREATE INDEX findings_by_identity ON findings (identity);

CREATE TABLE endings (
  finding INTEGER PRIMARY KEY REFERENCES findings (id) ON DELETE CASCADE,  -- its last row
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,             -- that did not find it any more
  how TEXT NOT NULL CHECK (how IN ('fixed', 'gone', 'suppressed', 'merged'))
);
CREATE INDEX endings_by_run ON endings (run);

-- What is known to be there now: a page that the last run did not look at counts as it was.
CREATE VIEW current_findings AS
  SELECT
    runs.target, findings.path, findings.line, findings.col, findings.severity, findings.category, findings.rule,
    findings.words, findings.sentence, findings.context, findings.pages, first.started AS first_seen,
    runs.started AS last_seen, findings.identity, findings.id AS finding
  FROM (SELECT max(id) AS id, min(run) AS first_run FROM findings GROUP BY identity) AS latest
  JOIN findings ON findings.id = latest.id
  JOIN runs ON runs.id = findings.run
  JOIN runs AS first ON first.id = latest.first_run
  WHERE findings.status <> 'suppressed' AND NOT EXISTS (SELECT 1 FROM endings WHERE endings.finding = findings.id);

-- What was there once, when and how it ended.
CREATE VIEW ended_findings AS
  SELECT
    runs.target, endings.how, runs.started AS ended, first.started AS first_seen, findings.path, findings.line,
    findings.col, findings.severity, findings.category, findings.rule, findings.words, findings.sentence,
    findings.pages, findings.identity, findings.id AS finding
  FROM endings
  JOIN findings ON findings.id = endings.finding
  JOIN runs ON runs.id = endings.run
  JOIN runs AS first ON first.id = (SELECT min(run) FROM findings AS earlier WHERE earlier.identity = findings.identity)
  WHERE findings.status <> 'suppressed' AND endings.how <> 'merged';

-- A line a run.
CREATE VIEW progress AS
  SELECT
    id AS run, date(started) AS day, started, target, profile, documents, errors, warnings, infos,
    errors + warnings + infos AS findings, compared_with, new, remaining,
    fixed, gone, kept, unseen
  FROM runs;
"""

# One script for every version of the file, in order; a published one is never changed.
MIGRATIONS: tuple[str, ...] = (_FIRST,)
VERSION = len(MIGRATIONS)
