package corpus

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"backtalk/internal/fault"
)

// Kind says whose matter a topic is, and so what may be said while no passage covers it.
type Kind string

// The kinds of topics.
const (
	Massage   Kind = "massage"   // what massage is, does and feels like: a therapist can tell
	Clinic    Kind = "clinic"    // only the clinic can say: prices, hours, staff
	Doctor    Kind = "doctor"    // a doctor's or pharmacist's matter
	Booking   Kind = "booking"   // wants an appointment
	Change    Kind = "change"    // wants something changed: cancel, reschedule, refund
	SmallTalk Kind = "smalltalk" // hello, thanks, who are you
	Chatter   Kind = "chatter"   // people talking to each other
	Far       Kind = "far"       // nothing to do with the clinic
	Decline   Kind = "decline"   // refused whatever the articles say
)

// Kinds lists every kind.
func Kinds() []Kind {
	return []Kind{Massage, Clinic, Doctor, Booking, Change, SmallTalk, Chatter, Far, Decline}
}

// Pack says in which folders a topic is spoken of.
type Pack string

// The packs. A topic without one belongs to the folder that defines it.
const (
	BusinessPack Pack = "business" // everyday matters of any business: hours, prices, parking
	MassagePack  Pack = "massage"  // what the built-in articles are about; spoken of beside them only
	TalkPack     Pack = "talk"     // small talk, chatter, far-off talk
)

func packNames() []string {
	return []string{string(BusinessPack), string(MassagePack), string(TalkPack)}
}

// Coverable tells whether passages may answer topics of this kind; small talk, chatter and the like never are.
func (k Kind) Coverable() bool { return k == Massage || k == Clinic || k == Doctor }

// Ours tells whether topics of this kind are the clinic's own subjects, covered or not.
func (k Kind) Ours() bool { return k.Coverable() || k == Booking || k == Change }

// MaxAsk is the longest wording of a topic's question, in characters: what fits on a button or in a select.
// Slack allows 75 for both (docs.slack.dev, Block Kit, option object); Discord allows more.
const MaxAsk = 75

// Topic is something people ask about, with the ways in which they type it. Passages cover it, or none does and
// it is something the bot knows that it does not know.
type Topic struct {
	ID        string
	Kind      Kind
	Names     []string   // what a heading about it may be called
	Ask       string     // one well-worded question, at most [MaxAsk] characters
	Cues      [][]string // a paragraph that holds every word of one group answers it
	Reply     string     // what to say while nothing covers it, instead of the kind's own line
	Questions []string   // as people type them
	NoLink    bool       // no booking link beside an answer: money, complaints, harm after a massage
	Pack      Pack       // where the topic is at home

	File string // where it was first defined
	Line int

	places []place // of the questions
}

// place is a line of a file.
type place struct {
	file string
	line int
}

// merged is the topic together with what a later folder says of it: single values replace, lists grow.
func (t *Topic) merged(later *Topic) *Topic {
	m := *t
	m.Kind = cmp.Or(later.Kind, t.Kind)
	m.Ask = cmp.Or(later.Ask, t.Ask)
	m.Reply = cmp.Or(later.Reply, t.Reply)
	m.NoLink = later.NoLink || t.NoLink
	m.Pack = cmp.Or(later.Pack, t.Pack)
	m.Names = slices.Clip(t.Names)
	for _, name := range later.Names {
		if !slices.Contains(m.Names, name) {
			m.Names = append(m.Names, name)
		}
	}
	m.Cues = append(slices.Clip(t.Cues), later.Cues...)
	m.Questions, m.places = slices.Clip(t.Questions), slices.Clip(t.places)
	for i, q := range later.Questions {
		if !slices.Contains(t.Questions, q) {
			m.Questions, m.places = append(m.Questions, q), append(m.places, later.places[i])
		}
	}
	return &m
}

// check reports what is wrong with what one file says of the topic; lines tells where its keys stand.
func (t *Topic) check(y fault.YAML, lines map[string]int) {
	at := func(key string) int { return cmp.Or(lines[key], t.Line) }
	switch {
	case t.ID == "":
		y.Fault(at("id"), "a topic without an id; start it with \"- id: \" and a short name")
	case t.ID != slug(t.ID):
		y.Fault(at("id"), "topic id %q: use lower-case letters, digits and hyphens, at most %d bytes", t.ID, maxSectionID)
	}
	if names := kindNames(); t.Kind != "" && !slices.Contains(names, string(t.Kind)) {
		y.Fault(at("kind"), "topic %q: kind %q is not one of %s%s", t.ID, t.Kind, strings.Join(names, ", "), fault.DidYouMean(string(t.Kind), names))
	}
	if packs := packNames(); t.Pack != "" && !slices.Contains(packs, string(t.Pack)) {
		y.Fault(at("pack"), "topic %q: pack %q is not one of %s%s", t.ID, t.Pack, strings.Join(packs, ", "), fault.DidYouMean(string(t.Pack), packs))
	}
	if n := utf8.RuneCountInString(t.Ask); n > MaxAsk {
		y.Fault(at("ask"), "topic %q: ask has %d characters; write one question of at most %d", t.ID, n, MaxAsk)
	}
}

// checkWhole reports what no folder says of the topic; learnt tells that ways to ask for it were learnt.
func (t *Topic) checkWhole(r *report, learnt bool) {
	if t.Kind == "" {
		r.add(t.File, t.Line, "topic %q has no kind; write one of %s", t.ID, strings.Join(kindNames(), ", "))
	}
	if t.Ask == "" {
		r.add(t.File, t.Line, "topic %q has no ask; write one well-worded question of at most %d characters", t.ID, MaxAsk)
	}
	if len(t.Questions) == 0 && !learnt {
		r.add(t.File, t.Line, "topic %q has no questions; write some as people type them", t.ID)
	}
}

func kindNames() []string {
	kinds := Kinds()
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	return names
}
