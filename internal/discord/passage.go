package discord

import (
	"strings"

	"backtalk/internal/voice"
)

// quote is a passage with its best sentence before it, and where it stands after it.
func quote(q *voice.Quote) string { return best(q) + quoted(q.Text) + "\n" + origin(q) }

// quoted sets text as a quotation: with a bar at its side, which screen readers announce.
func quoted(text string) string { return "> " + strings.ReplaceAll(escape(text), "\n", "\n> ") }

// best is the sentence that answers best, on a line of its own that says so.
func best(q *voice.Quote) string {
	if q.Apart == "" {
		return ""
	}
	return voice.Best + " " + escape(oneLine(q.Apart)) + "\n"
}

// origin is the headings that complete a passage, and where it stands.
func origin(q *voice.Quote) string {
	var b strings.Builder
	for _, heading := range q.Leads {
		b.WriteString("• " + escape(oneLine(heading)) + "\n")
	}
	b.WriteString(escape(q.Origin))
	return b.String()
}

// shorten is as much of a passage as there is room for, and a line that says so where that is not all.
func shorten(q *voice.Quote, room int) (text string, whole bool) {
	if full := best(q) + quoted(q.Text); size(full) <= room {
		return full, true
	}
	end := "\n" + voice.GoesOn
	shown := q.Cut(func(text string) bool {
		if text == q.Text {
			return size(quoted(text)) <= room
		}
		return size(quoted(text)+end) <= room
	})
	switch shown {
	case q.Text:
		return quoted(shown), true
	case "":
		return voice.NotShown, false
	}
	return quoted(shown) + end, false
}
