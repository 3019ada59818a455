package main

import (
	"fmt"
	"strings"
)

// entry is one thing that is kept in the data folder: where it stands, what it is, and for how long. A test holds the list
// against the files.
type entry struct {
	where string // a table of the data file with its columns, a kind of memo, or a file
	what  string
	until string
}

// keptInTables are the columns of the data file's tables.
func keptInTables() []entry {
	return []entry{
		{"accepted: id, key, author, at, done", "a message or a press that was taken on: its place and id, who wrote it (of a press nobody), when", "7 days; the writer of a message that was warned of, 1 day"},
		{"pending: id, platform, at, message", "a message that waits for its answer, with its text and its writer", "until it is answered, 1 day at most"},
		{"posted: id, accepted, ref, aside, private, warning, staff", "where a reply stands, and whether it was private, a warning, or posted by staff", "7 days; of a private warning, 1 day, and of the message a hash is left"},
		{"unsaid: id, platform, space, channel, thread, message, why, at, told", "what could not be answered or told to staff, and why; of what was private neither place nor id", "7 days"},
		{"kept: key, value, until", "the memos below", "as below"},
	}
}

// keptInMemos are the kinds of memos: what stands before the first slash of a key.
func keptInMemos() []entry {
	return []entry{
		{"hold", "a person who was warned; not of what", "1 day"},
		{"open", "that others could read that warning", "1 day"},
		{"stands", "a person, or one in a channel, for whom a warning stands; not of what", "30 minutes"},
		{"warned", "a public message that was warned of; not of what", "1 day"},
		{"lift", "whose hold a button in the staff channel lifts", "1 day"},
		{"others", "which other passages fit a public message", "7 days"},
		{"pause", "a channel or space where staff hushed the bot", "until they end it"},
		{"alive", "when a platform was last connected", "as long as it is used"},
		{"seen", "the newest message seen on Discord", "7 days"},
		{"dm", "a direct channel on Discord and whose it is, to look there after an outage", "7 days"},
		{"ask", "the public answer to a command on Discord", "7 days"},
		{"thread", "who talks with the bot in a thread on Slack", "7 days"},
		{"people", "that people talk among themselves in a thread on Slack", "7 days"},
		{"event", "that a change or deletion was delivered by Slack", "7 days"},
		{"gone", "that a message on Slack was deleted", "7 days"},
		{"edit", "which version of a message on Slack is the newest", "7 days"},
	}
}

// keptInFiles are the files of the data folder.
func keptInFiles() []entry {
	return []entry{
		{"backtalk.db, backtalk.db-wal", "the data file (SQLite) and its log, for their owner alone to read", "as long as it is used"},
		{"backtalk.db.damaged-...", "a data file that was damaged and set aside, with all that was in it; \"Forget me\" does not reach it", "1 day"},
		{"status.json", "how the program is, and what it could not say; it names nobody", "as long as it is used"},
	}
}

// kept lists all of it, as "backtalk help privacy" shows it.
func kept() string {
	var b strings.Builder
	for _, part := range []struct {
		title string
		all   []entry
	}{{"Tables of the data file", keptInTables()}, {"Memos (the table \"kept\"), by the beginning of their keys", keptInMemos()}, {"Files", keptInFiles()}} {
		b.WriteString("## " + part.title + "\n\n")
		for _, e := range part.all {
			fmt.Fprintf(&b, "- %s\n  %s.\n  Kept: %s.\n", e.where, upperFirst(e.what), e.until)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
