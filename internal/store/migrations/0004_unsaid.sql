-- What ought to have been said and was not: for staff, who are told of it once. Of what was private only when and why.

CREATE TABLE unsaid (
	id       INTEGER PRIMARY KEY,
	platform TEXT    NOT NULL,
	space    TEXT    NOT NULL,
	channel  TEXT    NOT NULL,
	thread   TEXT    NOT NULL,
	message  TEXT    NOT NULL, -- its id
	why      TEXT    NOT NULL,
	at       INTEGER NOT NULL,
	told     INTEGER NOT NULL DEFAULT 0,
	UNIQUE (platform, space, channel, thread, message, why, at)
) STRICT;

CREATE INDEX unsaid_at ON unsaid (at);

-- For "Forget me" and what is kept of a person.
CREATE INDEX accepted_author ON accepted (author) WHERE author <> '';
