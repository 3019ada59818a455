-- Small facts. One without an end stays until it is dropped.

CREATE TABLE kept (
	key   TEXT PRIMARY KEY NOT NULL,
	value TEXT NOT NULL,
	until INTEGER
) STRICT;

CREATE INDEX kept_until ON kept (until) WHERE until IS NOT NULL;
