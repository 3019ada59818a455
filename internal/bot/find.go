package bot

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/corpus"
	"backtalk/internal/sign"
	"backtalk/internal/voice"
)

// find looks for an answer to somebody's message, for the presser alone: danger signs first.
func (b *Bot) find(ctx context.Context, v visit) *chat.Reply {
	if v.Target == nil {
		return v.askAgain()
	}
	if strings.TrimSpace(v.Target.Text) == "" {
		return v.ownMessage()
	}
	a, err := v.engine.Answer(ctx, answer.Question{Text: v.Target.Text, Addressed: true})
	if err != nil {
		b.log.Error("finding an answer for a message", "error", err, "platform", v.Press.Platform)
		if a.Outcome != answer.Warn {
			r := privately(v.voice.Apology())
			v.contact(r)
			return r
		}
	}
	author := personKey(v.Target.Place, v.Target.Author)
	if a.Outcome == answer.Warn && v.Target.Author != "" {
		b.hold(ctx, author, gravest(a.Signs), false)
	}
	if b.wasWarned(ctx, v.mark()) {
		a = answer.Answer{Outcome: a.Outcome, Signs: warnings(a.Signs)}
	}
	lead, hits := v.found(a)
	rec := answerIDsOf(a.Signs, hits)
	rec.books = a.Outcome == answer.Booking && a.Topic != nil && a.Topic.Kind == corpus.Booking
	rec.noLink = v.Target.Author == "" || b.isHeld(ctx, author)
	_ = b.unwritten.Keep(ctx, foundKind+v.mark(), rec.String(), v.now.Add(keepFound)) // in memory, nothing fails
	if lead != "" {
		return b.view(v, rec, &hits[0], lead)
	}
	lead = v.voice.FoundNothing()
	if rec.books {
		lead = v.voice.FoundBooking()
	} else if a.Outcome == answer.Warn {
		lead = "" // the warning says it all
	}
	return b.view(v, rec, nil, lead)
}

// warnings are the signs that warn.
func warnings(signs []sign.Finding) []sign.Finding {
	return slices.DeleteFunc(slices.Clone(signs), func(f sign.Finding) bool { return !f.Warns() })
}

// found picks the best passage and up to two others, and says how sure that is; nothing when none fits, or when the words
// are warned of.
func (v visit) found(a answer.Answer) (lead string, hits []answer.Hit) {
	best, ok := a.Best()
	th := v.engine.Thresholds()
	switch {
	case a.Outcome == answer.Warn:
		return "", nil
	case a.Outcome == answer.Decline && a.Level() != sign.Scope.String(): // what is refused needs no passage
		return "", nil
	case a.Outcome == answer.Booking && len(a.Quotes)+len(a.Choices) == 0: // the link says it
		return "", a.Others(alternatives)
	case ok && len(a.Quotes) > 0, ok && a.Confidence >= th.Quote:
		lead = v.voice.FoundSure()
	case ok && a.Confidence >= th.Clarify:
		lead = v.voice.FoundUnsure()
	default:
		return "", a.Others(alternatives)
	}
	hits = append(hits, best)
	hits = append(hits, a.Quotes[min(1, len(a.Quotes)):]...)
	for _, h := range a.Others(1 + alternatives) {
		if h.Section != best.Section {
			hits = append(hits, h)
		}
	}
	return lead, hits[:min(len(hits), 1+alternatives)]
}

// ownMessage is for a message without words, such as the bot's own: it can be taken away.
func (v visit) ownMessage() *chat.Reply {
	r := privately(v.voice.NothingToRead())
	r.About = v.Target.ID
	if v.mine() || v.Staff {
		r.Buttons = append(r.Buttons, chat.Button{Label: v.voice.RemoveMineLabel(), Action: chat.Remove})
	}
	r.Buttons = append(r.Buttons, v.dismiss())
	return r
}

func (v visit) dismiss() chat.Button {
	return chat.Button{Label: v.voice.DismissLabel(), Action: chat.Dismiss}
}

// show shows a passage: alone, or as another answer to a message.
func (b *Bot) show(ctx context.Context, v visit) *chat.Reply {
	text, known, _ := b.unwritten.Kept(ctx, foundKind+v.mark())
	rec := parseAnswerIDs(text)
	hit, ok := rec.hit(v.engine.Corpus(), v.Ref)
	switch {
	case !ok:
		return v.askAgain()
	case v.Target == nil:
		return v.Reply(answer.Answer{Outcome: answer.Quote, Quotes: []answer.Hit{hit}}, Mood{LinkGiven: true})
	case b.wasWarned(ctx, v.mark()):
		return privately(v.voice.FoundNothing())
	}
	rec.noLink = rec.noLink || !known
	r := b.view(v, rec, &hit, v.voice.FoundOther())
	r.Replace = v.alone()
	return r
}

// view is what was found for a message: what to say in danger, a passage, what else there is, and what staff can do.
func (b *Bot) view(v visit, rec answerIDs, hit *answer.Hit, lead string) *chat.Reply {
	flags := rec.flags(v.engine)
	r := privately(lead)
	r.About = v.Target.ID
	if hit != nil {
		said := v.Reply(answer.Answer{Outcome: answer.Quote, Quotes: []answer.Hit{*hit}, Signs: harmless(flags)}, Mood{LinkGiven: true})
		r.Passages, r.Text = said.Passages, said.Text
		r.Aloud = v.voice.Aloud(hit.Passage.Document().Title, strings.TrimSpace(hit.Passage.Sentence(hit.Sentence)))
	}
	warning := v.warning(r, flags)
	r.Choices = v.otherChoices(rec, hit)
	if v.Staff {
		if warning != "" {
			r.Buttons = append(r.Buttons, chat.Button{Label: v.voice.PostWarningLabel(), Action: chat.Post, Ref: warning})
		}
		if hit != nil {
			id := hit.Passage.ID()
			r.Buttons = append(r.Buttons, chat.Button{Label: v.voice.PostLabel(), Action: chat.Post, Ref: id})
			if b.mayLink(v, rec, id) {
				r.Buttons = append(r.Buttons, chat.Button{Label: v.voice.PostLinkLabel(), Action: chat.PostLink, Ref: id})
			}
		} else if b.mayLink(v, rec, bookRef) {
			r.Buttons = append(r.Buttons, chat.Button{Label: v.voice.PostBookLabel(), Action: chat.PostLink, Ref: bookRef})
		}
		if v.Press.Answered {
			r.Buttons = append(r.Buttons, chat.Button{Label: v.voice.RemoveMineLabel(), Action: chat.Remove})
		}
	}
	r.Buttons = append(r.Buttons, v.dismiss())
	return r
}

// warning puts what to say in danger, or what is refused, before what was found. It returns the Ref with which staff
// can post the warning; none when it is better said in private.
func (v visit) warning(r *chat.Reply, flags []sign.Finding) (ref string) {
	if gravest(flags) == sign.NoLevel {
		for _, f := range flags {
			if !f.Net && f.Level < sign.Caution {
				r.Lead = voice.Lines(v.voice.FindRefused(), v.voice.Sign(f).Advice, r.Lead)
				return ""
			}
		}
		return ""
	}
	r.Warning = true
	said := v.Reply(answer.Answer{Outcome: answer.Warn, Signs: flags}, Mood{})
	for _, f := range flags {
		if f.Warns() && (!f.Private || f.Aside != "") {
			ref = told{f.ID, f.Level, false, f.Spanish}.ref()
			break
		}
	}
	private := ""
	if said.Private() {
		private = v.voice.SayPrivately()
	}
	r.Lead = voice.Lines(v.voice.FindDanger(), said.Lead, private, r.Lead)
	r.Aloud = said.Lead
	if len(ref) > 64 {
		ref = ""
	}
	return ref
}

// harmless are the danger signs that go with an answer and may stand in public: those that are asked about, and
// cautions.
func harmless(flags []sign.Finding) []sign.Finding {
	var out []sign.Finding
	for _, f := range flags {
		if !f.Private && (f.Net || f.Level == sign.Caution) {
			out = append(out, f)
		}
	}
	return out
}

// mayLink tells whether the booking link is right, beside a passage or alone to a wish to book: never with a danger
// sign, a caution, money or harm, nor for somebody who was warned.
func (b *Bot) mayLink(v visit, rec answerIDs, ref string) bool {
	if rec.noLink || v.voice.BookingLink() == nil {
		return false
	}
	for _, f := range rec.flags(v.engine) {
		if f.Warns() || !f.Net && f.Link != sign.LinkKeep {
			return false
		}
	}
	if ref == bookRef {
		return rec.books
	}
	for _, id := range v.engine.Corpus().Passage(ref).Topics() {
		if t := v.engine.Corpus().Topic(id); t != nil && t.NoLink {
			return false
		}
	}
	return true
}

// otherChoices are the answer's other passages by their headings.
func (v visit) otherChoices(rec answerIDs, shown *answer.Hit) []chat.Choice {
	var out []chat.Choice
	taken := map[string]bool{}
	for _, h := range rec.hits(v.engine.Corpus()) {
		if shown != nil && h.Passage == shown.Passage {
			continue
		}
		label := headingOf(h.Passage)
		if taken[label] {
			label = cut(label+" ("+h.Passage.ID()+")", corpus.MaxAsk)
		}
		if taken[label] || len(out) == alternatives {
			continue
		}
		taken[label] = true
		out = append(out, chat.Choice{Label: label, Action: chat.Show, Ref: h.Passage.ID()})
	}
	return out
}

// headingOf is what a passage is called in a list.
func headingOf(p *corpus.Passage) string {
	if heading := strings.Join(strings.Fields(p.Heading()), " "); heading != "" {
		return cut(heading, corpus.MaxAsk)
	}
	return cut(strings.Join(strings.Fields(p.Document().Title), " "), corpus.MaxAsk)
}

// cut shortens a text to so many characters, and shows that it did.
func cut(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return strings.TrimSpace(string([]rune(text)[:most-1])) + "…"
}
