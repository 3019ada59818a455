package slack

import "strings"

// What people type comes with & < > as entities, and with mentions and links in angle brackets:
// docs.slack.dev/messaging/formatting-message-text.

// typed is Slack's text as its author saw it, without mentions of the bot. It tells whether the bot was mentioned, and
// whether somebody else was.
func typed(text, bot string) (plain string, mentioned, others bool) {
	var b strings.Builder
	for text != "" {
		open := strings.IndexByte(text, '<')
		end := strings.IndexByte(text[max(open, 0):], '>')
		if open < 0 || end < 0 {
			break
		}
		b.WriteString(unescape(text[:open]))
		inside := text[open+1 : open+end]
		text = text[open+end+1:]
		id, isUser := strings.CutPrefix(inside, "@")
		id, _, _ = strings.Cut(id, "|")
		if isUser && id == bot {
			mentioned = true
			text = withoutGap(&b, text)
			continue
		}
		others = others || isUser || strings.HasPrefix(inside, "!subteam^")
		b.WriteString(unescape(shown(inside)))
	}
	b.WriteString(unescape(text))
	return strings.TrimSpace(b.String()), mentioned, others
}

// withoutGap drops the space that a mention leaves behind: the one after it, else the one before it; at the start of a
// message a comma or colon with it.
func withoutGap(before *strings.Builder, after string) string {
	said := before.String()
	switch {
	case strings.TrimSpace(said) == "":
		if len(after) > 1 && (after[0] == ',' || after[0] == ':') && after[1] == ' ' {
			after = after[1:]
		}
		return strings.TrimLeft(after, " ")
	case strings.HasPrefix(after, " "):
		return after[1:]
	}
	before.Reset()
	before.WriteString(strings.TrimSuffix(said, " "))
	return after
}

// shown is what a reader sees of a mention or a link. A person stays an id.
func shown(inside string) string {
	what, label, labelled := strings.Cut(inside, "|")
	switch {
	case strings.HasPrefix(what, "@"):
		return what
	case labelled && strings.HasPrefix(what, "#"):
		return "#" + label
	case labelled && label != "":
		return label
	case strings.HasPrefix(what, "!"):
		return "@" + what[1:]
	case strings.HasPrefix(what, "mailto:"):
		return strings.TrimPrefix(what, "mailto:")
	}
	return what
}

// unescape puts the three characters back that Slack escapes, each once.
func unescape(text string) string {
	if !strings.Contains(text, "&") {
		return text
	}
	return strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">").Replace(text)
}

// escape makes text inert where Slack would read it as markup.
func escape(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
}

// clip shortens text to n characters, with an ellipsis.
func clip(text string, n int) string {
	r := []rune(text)
	if len(r) <= n {
		return text
	}
	return strings.TrimRight(string(r[:n-1]), " ") + "…"
}
