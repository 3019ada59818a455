package discord

import (
	"strings"

	"github.com/bwmarrin/discordgo"

	"backtalk/internal/chat"
	"backtalk/internal/corpus"
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
	text, cut := words(r, maxContent)
	b := body{Content: text, Embeds: []*discordgo.MessageEmbed{}, Mentions: mentionsNobody{[]string{}}, Flags: flagSuppressEmbeds, Nonce: v.nonce, EnforceNonce: v.nonce != ""}
	if lead := escape(r.Lead); len(cut) > 0 && !v.plain && size(lead) <= maxContent {
		rest := *r
		rest.Lead = ""
		text, cut = words(&rest, maxEmbedTotal)
		b.Content, b.Embeds, b.Flags = lead, embeds(text), 0
	}
	if b.Components = components(r, v, cut); b.Content == "" && len(b.Embeds) == 0 && len(b.Components) > 0 {
		b.Content = chooseOne
	}
	if v.reply && number(r.ReplyTo) > 0 {
		b.Reference = &reference{MessageID: r.ReplyTo}
	}
	return b
}

// empty tells whether there is nothing to show.
func empty(r *chat.Reply) bool {
	return r.Lead == "" && r.Text == "" && r.Note == "" && r.Credit == "" && r.Aloud == "" && len(r.Passages) == 0 && len(r.Choices) == 0 && len(r.Buttons) == 0 && r.Link == nil && len(r.Links) == 0
}

// What this package says by itself. All else comes from the handler.
const (
	bestFit    = "The sentence that fits best: "
	goesOn     = "(It goes on: this is not the whole passage.)"
	notShown   = "(There is a passage on this, too long to stand here.)"
	showAll    = "Show all of it"
	chooseOne  = "Please choose:"
	choose     = "Choose one"
	staffNote  = "The clinic's team adds: "
	toReadOut  = "To read out: "
	openIt     = "Open the message"
	openPerson = "Open their profile"
	askedBy    = "Who asks: "
)

// words is the reply as one text of at most limit characters, and the passages of which not all is in it.
func words(r *chat.Reply, limit int) (text string, cut []*corpus.Passage) {
	full := parts(r, func(i int) string { return quote(r.Passages[i]) })
	if text = strings.Join(full, "\n\n"); size(text) <= limit {
		return text, nil
	}
	// The passages share what the rest leaves, in their order; each is cut where it no longer fits, and for each that is
	// still to come there is room at least to say that it is there.
	least := func(i int) string { return notShown + "\n" + origin(r.Passages[i]) }
	room := limit - size(strings.Join(parts(r, least), "\n\n"))
	shown := make([]string, len(r.Passages))
	for i, q := range r.Passages {
		body, whole := shorten(q, room+size(notShown))
		room -= size(body) - size(notShown)
		shown[i] = body + "\n" + origin(q)
		if !whole {
			cut = append(cut, q.Passage)
		}
	}
	text = strings.Join(parts(r, func(i int) string { return shown[i] }), "\n\n")
	if size(text) > limit { // the handler's own words alone are too long
		text = cutPlain(text, limit)
	}
	return text, cut
}

// parts are the parts of a reply in the order in which a reader sees them, each as Discord is told to show it.
func parts(r *chat.Reply, quoted func(i int) string) []string {
	var all []string
	add := func(label, text string) {
		if strings.TrimSpace(text) != "" {
			all = append(all, label+escape(text))
		}
	}
	add("", r.Lead)
	for i, q := range r.Passages {
		if q.Passage != nil {
			all = append(all, quoted(i))
		}
	}
	add("", r.Credit)
	add(staffNote, r.Note)
	add(toReadOut, r.Aloud)
	add("", r.Text)
	for _, l := range allLinks(r) {
		if _, button := leading(&l); !button && l.URL != "" {
			add("", oneLine(l.Label+": "+l.URL))
		}
	}
	return all
}

// allLinks are the places that a reply leads to.
func allLinks(r *chat.Reply) []chat.Link {
	var all []chat.Link
	if r.Link != nil {
		all = append(all, *r.Link)
	}
	return append(all, r.Links[:min(len(r.Links), chat.MaxLinks)]...)
}

// quote is a passage with its best sentence before it, and where it stands after it.
func quote(q chat.Quote) string {
	return best(q) + quoted(q.Passage.Text()) + "\n" + origin(q)
}

// quoted sets text as a quotation: with a bar at its side, which screen readers announce.
func quoted(text string) string { return "> " + strings.ReplaceAll(escape(text), "\n", "\n> ") }

// best is the sentence that answers best, on a line of its own that says so, where it does not lead the passage anyhow.
func best(q chat.Quote) string {
	sentences := q.Passage.Sentences()
	if len(sentences) < 3 || q.Sentence <= 0 || q.Sentence >= len(sentences) {
		return ""
	}
	return bestFit + escape(oneLine(q.Passage.Sentence(q.Sentence))) + "\n"
}

// origin is the headings that complete a passage, the article, the section and what it rests on.
func origin(q chat.Quote) string {
	var b strings.Builder
	for _, heading := range q.Leads {
		b.WriteString("• " + escape(oneLine(heading)) + "\n")
	}
	p := q.Passage
	b.WriteString("— from “" + escape(oneLine(p.Document().Title)) + "”")
	if heading := oneLine(p.Heading()); heading != "" && p.Heading() != p.Document().Title {
		b.WriteString(", section “" + escape(heading) + "”")
	}
	if source := oneLine(p.Source()); source != "" {
		b.WriteString("; source: " + escape(source))
	}
	return b.String()
}

// shorten is as much of a passage, up to a sentence's end, as there is room for, and a line that says so.
func shorten(q chat.Quote, room int) (text string, whole bool) {
	full := quoted(q.Passage.Text())
	if lead := best(q); size(lead)+size(full) <= room {
		return lead + full, true
	}
	if size(full) <= room {
		return full, true
	}
	all := q.Passage.Text()
	for _, s := range q.Passage.Sentences() {
		part := quoted(strings.TrimRight(all[:s.End], " \n")) + "\n" + goesOn
		if size(part) > room {
			break
		}
		text = part
	}
	if text == "" {
		text = notShown
	}
	return text, false
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
