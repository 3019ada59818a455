-- What was taken on, and what was said to it. Times are microseconds since 1970, UTC.

CREATE TABLE accepted (
	id     INTEGER PRIMARY KEY,
	key    TEXT    NOT NULL UNIQUE,
	author TEXT    NOT NULL,
	at     INTEGER NOT NULL,
	done   INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX accepted_at ON accepted (at);

-- The texts that are not answered yet. They have a table of their own, which nothing refers to: SQLite then empties
-- it page by page and not row by row, and overwrites each page whole.
CREATE TABLE pending (
	id       INTEGER PRIMARY KEY, -- accepted.id
	platform TEXT    NOT NULL,
	at       INTEGER NOT NULL,
	message  TEXT    NOT NULL     -- JSON
) STRICT;

CREATE TABLE posted (
	id       INTEGER PRIMARY KEY,
	accepted INTEGER NOT NULL REFERENCES accepted (id) ON DELETE CASCADE,
	ref      TEXT    NOT NULL,
	aside    TEXT    NOT NULL,
	private  INTEGER NOT NULL,
	warning  INTEGER NOT NULL,
	UNIQUE (accepted, ref)
) STRICT;

CREATE INDEX posted_ref ON posted (ref);
CREATE INDEX posted_aside ON posted (aside) WHERE aside <> '';
