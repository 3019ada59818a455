package discord

import (
	"strings"

	"github.com/bwmarrin/discordgo"

	"backtalk/internal/chat"
	"backtalk/internal/voice"
)

// view says where a reply is to be shown.
type view struct {
	about chat.Place // where the message stands that the controls are about
	plain bool       // embeds are not allowed there
	reply bool       // as a reply to the message r.ReplyTo
	nonce string
}

// body is a message on its way to Discord: for posting it, editing it, and answering an interaction.
type body struct {
	Content      string                       `json:"content"`
	Embeds       []*discordgo.MessageEmbed    `json:"embeds"`
	Components   []discordgo.MessageComponent `json:"components"`
	Mentions     mentionsNobody               `json:"allowed_mentions"`
	Flags        int                          `json:"flags"`
	Nonce        string                       `json:"nonce,omitempty"`
	EnforceNonce bool                         `json:"enforce_nonce,omitempty"`
	Reference    *reference                   `json:"message_reference,omitempty"`
}

// mentionsNobody is {"parse": []}: left out, Discord pings whoever is mentioned.
type mentionsNobody struct {
	Parse []string `json:"parse"`
}

// reference makes a message a reply; when the question is gone, it becomes an ordinary message.
type reference struct {
	MessageID string `json:"message_id"`
	Strict    bool   `json:"fail_if_not_exists"`
}

// render makes Discord's message of a reply. It is text, not an embed: people can switch embeds off, and a channel can
// forbid them. What is longer than a message goes into embeds all the same where they are allowed; what is longer than
// even those, or than a message where they are not, is cut, says so, and is offered whole.
func render(r *chat.Reply, v view) body {
	l := voice.Lay(r)
	parts := append(l.Parts, addresses(l.AllLinks())...)
	text, cut := words(parts, maxContent)
	b := body{Content: text, Embeds: []*discordgo.MessageEmbed{}, Mentions: mentionsNobody{[]string{}}, Flags: flagSuppressEmbeds, Nonce: v.nonce, EnforceNonce: v.nonce != ""}
	if lead, rest := opening(parts); len(cut) > 0 && !v.plain && size(lead) <= maxContent {
		text, cut = words(rest, maxEmbedTotal)
		b.Content, b.Embeds, b.Flags = lead, embeds(text), 0
	}
	if b.Components = components(l, about(r, v), cut); b.Content == "" && len(b.Embeds) == 0 && len(b.Components) > 0 {
		b.Content = voice.PleaseChoose
	}
	if v.reply && number(r.ReplyTo) > 0 {
		b.Reference = &reference{MessageID: r.ReplyTo}
	}
	return b
}

// opening is the lead of a reply, ready to be shown, and what follows it.
func opening(parts []voice.Part) (lead string, rest []voice.Part) {
	if len(parts) == 0 || parts[0].Kind != voice.Lead {
		return "", parts
	}
	return escape(parts[0].Text), parts[1:]
}

// about is what the controls of a reply are about.
func about(r *chat.Reply, v view) control {
	if r.About == "" {
		return control{}
	}
	return control{channel: room(v.about), message: r.About}
}

// addresses are lines for the links that no button can lead to.
func addresses(links []chat.Link) (lines []voice.Part) {
	for _, l := range links {
		if _, button := leading(&l); !button && l.URL != "" {
			lines = append(lines, voice.Part{Kind: voice.Line, Text: oneLine(l.Label + ": " + l.URL)})
		}
	}
	return lines
}

// words is the reply as one text of at most limit characters, and the quotes of which not all is in it.
func words(parts []voice.Part, limit int) (text string, cut []*voice.Quote) {
	if text = join(parts, quote); size(text) <= limit {
		return text, nil
	}
	// The passages share what the rest leaves, in their order; each is cut where it no longer fits, and for each that is
	// still to come there is room at least to say that it is there.
	room := limit - size(join(parts, func(q *voice.Quote) string { return voice.NotShown + "\n" + origin(q) }))
	text = join(parts, func(q *voice.Quote) string {
		body, whole := shorten(q, room+size(voice.NotShown))
		room -= size(body) - size(voice.NotShown)
		if !whole {
			cut = append(cut, q)
		}
		return body + "\n" + origin(q)
	})
	if size(text) > limit { // the handler's own words alone are too long
		text = cutPlain(text, limit)
	}
	return text, cut
}

// join puts the parts of a reply together, each as Discord is told to show it.
func join(parts []voice.Part, quoted func(*voice.Quote) string) string {
	all := make([]string, len(parts))
	for i, p := range parts {
		switch {
		case p.Quote != nil:
			all[i] = quoted(p.Quote)
		case p.Label != "":
			all[i] = p.Label + " " + escape(p.Text)
		default:
			all[i] = escape(p.Text)
		}
	}
	return strings.Join(all, "\n\n")
}

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

// cutPlain cuts escaped text at a space, with room for an ellipsis, and never between a backslash and its sign.
func cutPlain(text string, limit int) string {
	cut := clip(text, limit)
	if i := strings.LastIndexAny(cut, " \n"); i > 0 {
		return cut[:i] + " …"
	}
	return cut
}

// embeds spreads text over embeds, broken between lines. The text fits the total.
func embeds(text string) []*discordgo.MessageEmbed {
	all := []*discordgo.MessageEmbed{}
	var b strings.Builder
	flush := func() {
		if strings.TrimSpace(b.String()) != "" {
			all = append(all, &discordgo.MessageEmbed{Description: strings.TrimRight(b.String(), "\n")})
		}
		b.Reset()
	}
	for line := range strings.SplitAfterSeq(text, "\n") {
		for size(line) > maxDescription { // one line without an end: broken at a space
			head := cutAt(line, maxDescription)
			flush()
			b.WriteString(head)
			flush()
			line = line[len(head):]
		}
		if size(b.String())+size(line) > maxDescription {
			flush()
		}
		b.WriteString(line)
	}
	flush()
	return all
}

// cutAt is the beginning of a line, at most n characters, up to and with a space.
func cutAt(line string, n int) string {
	end, used := 0, 0
	for i, c := range line {
		if used += size(string(c)); used > n {
			break
		}
		if c == ' ' {
			end = i + 1
		}
	}
	if end == 0 {
		return clipRaw(line, n)
	}
	return line[:end]
}

func clipRaw(line string, n int) string {
	used := 0
	for i, c := range line {
		if used += size(string(c)); used > n {
			return strings.TrimSuffix(line[:i], `\`)
		}
	}
	return line
}
