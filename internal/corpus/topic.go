package corpus

import (
	"slices"
	"strings"
	"unicode/utf8"
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

// Coverable tells whether passages may answer topics of this kind; small talk, chatter and the like never are.
func (k Kind) Coverable() bool { return k == Massage || k == Clinic || k == Doctor }

// MaxAsk is the longest wording of a topic's question, in characters: what fits on a button or in a select.
// Slack allows 75 for both (docs.slack.dev, Block Kit, option object); Discord allows more.
const MaxAsk = 75

// Topic is something people ask about, with the ways in which they type it. Passages cover it, or none does and
// it is something the bot knows that it does not know.
type Topic struct {
	ID        string     `yaml:"id"`
	Kind      Kind       `yaml:"kind"`
	Names     []string   `yaml:"names"`     // what a heading about it may be called
	Ask       string     `yaml:"ask"`       // one well-worded question, at most [MaxAsk] characters
	Cues      [][]string `yaml:"cues"`      // a paragraph that holds every word of one group answers it
	Reply     string     `yaml:"reply"`     // what to say while nothing covers it, instead of the kind's own line
	Questions []string   `yaml:"questions"` // as people type them

	File string `yaml:"-"` // where it was first defined
	Line int    `yaml:"-"`
}

// merge adds what a later folder says of the same topic: single values replace, lists grow.
func (t *Topic) merge(u *Topic) {
	if u.Kind != "" {
		t.Kind = u.Kind
	}
	if u.Ask != "" {
		t.Ask = u.Ask
	}
	if u.Reply != "" {
		t.Reply = u.Reply
	}
	t.Names = append(slices.Clip(t.Names), u.Names...)
	t.Cues = append(slices.Clip(t.Cues), u.Cues...)
	t.Questions = append(slices.Clip(t.Questions), u.Questions...)
}

// check reports what is wrong with the topic.
func (t *Topic) check(r *report) {
	if t.ID != slug(t.ID) {
		r.add(t.File, t.Line, "topic id %q: use lower-case letters, digits and hyphens, at most %d bytes", t.ID, maxSectionID)
	}
	if !slices.Contains(Kinds(), t.Kind) {
		r.add(t.File, t.Line, "topic %q: kind %q is not one of %s", t.ID, t.Kind, joinKinds())
	}
	if n := utf8.RuneCountInString(t.Ask); n == 0 || n > MaxAsk {
		r.add(t.File, t.Line, "topic %q: ask has %d characters; write one question of at most %d", t.ID, n, MaxAsk)
	}
	if len(t.Questions) == 0 {
		r.add(t.File, t.Line, "topic %q has no questions; write some as people type them", t.ID)
	}
	for _, q := range t.Questions {
		if strings.TrimSpace(q) == "" {
			r.add(t.File, t.Line, "topic %q has an empty question", t.ID)
		}
	}
	for _, group := range t.Cues {
		if len(group) < 2 {
			r.add(t.File, t.Line, "topic %q: the cue group %q has fewer than two words; one word claims too much", t.ID, group)
		}
	}
}

func joinKinds() string {
	names := make([]string, 0, len(Kinds()))
	for _, k := range Kinds() {
		names = append(names, string(k))
	}
	return strings.Join(names, ", ")
}
