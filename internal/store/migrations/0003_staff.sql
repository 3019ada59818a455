-- What staff had posted is told from the bot's own replies, which follow changes of the question.

ALTER TABLE posted ADD COLUMN staff INTEGER NOT NULL DEFAULT 0;
