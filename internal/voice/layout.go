package voice

import (
	"strings"

	"backtalk/internal/chat"
)

// Layout is a reply as a reader sees it, before a platform styles it: first the parts, then the choices, then the links,
// then the buttons. The order is decided here and nowhere else.
type Layout struct {
	Parts   []Part
	Choices []chat.Choice
	Link    *chat.Link  // the booking page or the clinic; nil for none
	Links   []chat.Link // more places to go to, for staff
	Buttons []chat.Button
}

// Part is one piece of a reply, with a blank line or the like between it and the next. One of Quote and Text is set.
type Part struct {
	Kind  Kind
	Label string // what the text is, before it; empty for what the bot itself says
	Text  string
	Quote *Quote
}

// Kind is how a part is meant.
type Kind uint8

// The kinds of parts.
const (
	Lead       Kind = iota // what comes first: the warning, the plain statement that nothing was found
	Quotation              // a passage, word for word
	SmallPrint             // who answers for it
	Line                   // what else is said
)

// Quote is a passage as it is laid out.
type Quote struct {
	chat.Quote
	Text       string // the passage, to be shown character for character
	Begin, End int    // the sentence that answers best stands at Text[Begin:End]; nothing when there is no other
	Apart      string // the same sentence, to be pointed out beside the passage under the label Best; empty where it can be seen at once
	Origin     string // the article, the section and what the passage rests on: the small print of a quotation
}

// What stands on the parts of a reply.
const (
	Best         = "The sentence that fits best:"
	GoesOn       = "This passage goes on. Its end is not shown here."
	NotShown     = "There is a passage on this, too long to stand here."
	ChooseOne    = "Choose one"
	WhoAsks      = "Who asks:"
	NothingShown = "There is no answer to show."
	showWhole    = "Show the whole passage"
	PleaseChoose = "Please choose:"
	teamAdds     = "The clinic's team adds:"
	readOut      = "To read out on the phone:"
	openMessage  = "Open the message"
	openProfile  = "Open their profile"
)

// Lay lays a reply out.
func Lay(r *chat.Reply) Layout {
	l := Layout{Choices: r.Choices, Link: r.Link, Links: r.Links[:min(len(r.Links), chat.MaxLinks)], Buttons: r.Buttons}
	l.add(Lead, "", r.Lead)
	for _, q := range r.Passages {
		if q.Passage != nil {
			laid := layQuote(q)
			l.Parts = append(l.Parts, Part{Kind: Quotation, Quote: &laid})
		}
	}
	l.add(SmallPrint, "", r.Credit)
	l.add(Line, teamAdds, r.Note)
	l.add(Line, "", r.Text)
	l.add(Line, readOut, r.Aloud)
	return l
}

// LayNotice lays out what staff are told, with the ways to what it is about.
func LayNotice(n chat.Notice) Layout {
	l := Layout{Buttons: n.Buttons}
	l.add(Lead, "", n.Text)
	for _, to := range []chat.Link{{Label: openMessage, URL: n.Link}, {Label: openProfile, URL: n.Profile}} {
		if to.URL != "" {
			l.Links = append(l.Links, to)
		}
	}
	return l
}

// AllLinks are the places that a reply leads to, in their order.
func (l Layout) AllLinks() []chat.Link {
	if l.Link == nil {
		return l.Links
	}
	return append([]chat.Link{*l.Link}, l.Links...)
}

func (l *Layout) add(kind Kind, label, text string) {
	if strings.TrimSpace(text) != "" {
		l.Parts = append(l.Parts, Part{Kind: kind, Label: label, Text: text})
	}
}

// fewSentences is how many sentences a passage has at most in which the best one is seen at once.
const fewSentences = 2

func layQuote(q chat.Quote) Quote {
	laid := Quote{Quote: q, Text: q.Passage.Text(), Origin: origin(q)}
	all := q.Passage.Sentences()
	if q.Sentence < 0 || q.Sentence >= len(all) || len(all) < 2 {
		return laid
	}
	laid.Begin, laid.End = all[q.Sentence].Start, all[q.Sentence].End
	if q.Sentence > 0 && len(all) > fewSentences {
		laid.Apart = laid.Text[laid.Begin:laid.End]
	}
	return laid
}

// origin names the article, the section and what the passage rests on.
func origin(q chat.Quote) string {
	p := q.Passage
	line := "— from \"" + oneLine(p.Document().Title) + "\""
	if heading := oneLine(p.Heading()); heading != "" && p.Heading() != p.Document().Title {
		line += ", section \"" + heading + "\""
	}
	if source := oneLine(p.Source()); source != "" {
		line += "; source: " + source
	}
	return line
}

// Cut is the beginning of a quote's text, up to a sentence's end, that a platform has room for; empty when it has none even
// for the first sentence. It says under [GoesOn], or [NotShown], that there is more.
func (q Quote) Cut(fits func(text string) bool) string {
	if fits(q.Text) {
		return q.Text
	}
	shown := ""
	for _, s := range q.Passage.Sentences() {
		part := strings.TrimRight(q.Text[:s.End], " \n")
		if !fits(part) {
			break
		}
		shown = part
	}
	return shown
}

// Whole is the button that shows all of a passage that was cut; named, it says which, where several were.
func (q Quote) Whole(named bool) chat.Button {
	b := chat.Button{Label: showWhole, Action: chat.Show, Ref: q.Passage.ID()}
	if named {
		b.Label += ": " + oneLine(q.Passage.Heading())
	}
	return b
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// layoutPhrases are the labels on the parts of a reply.
func layoutPhrases() []Phrase {
	return []Phrase{
		en("The program's name", AppName),
		en("Where somebody asks", AskTitle),
		en("In the menu of a message, and on what follows", FindTitle),
		en("Before the best sentence of a passage", Best),
		en("After a passage whose end is not shown", GoesOn),
		en("In the place of a passage that is not shown", NotShown),
		en("On the button that shows all of it", showWhole),
		en("On a list of choices", ChooseOne),
		en("Where there is nothing to show", NothingShown),
		en("Before a line of staff's own", teamAdds),
		en("Before what can be read out on the phone", readOut),
		en("To staff, on the link to a message", openMessage),
		en("To staff, on the link to a person", openProfile),
	}
}
