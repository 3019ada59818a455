// Package quality measures how good the answers are, on labelled questions.
//
// A [Case] is a question with what a right reply to it is. [Measure] asks an engine all of them and counts, by kind of
// question, what was right; it also says how far the engine's confidence can be believed, and what another threshold would
// cost. [Fit] works out the weights of the ranking and of the gate from questions about several folders, and [WriteWeights]
// writes them as source. Its golden file, testdata/stats.txt, shows every change of behaviour as its diff.
//
// What is judged is the decision of package answer. How a reply is worded and made safe for a platform is tested where that is
// done.
package quality

import (
	"slices"
	"strings"
)

// Kind says what sort of message a labelled question is, and so by which rule its reply is judged.
type Kind string

// The kinds of labelled questions.
const (
	Answerable      Kind = "answerable"       // a passage answers it
	Unanswerable    Kind = "unanswerable"     // none does: near to our subjects, or far from them
	Booking         Kind = "booking"          // wants an appointment
	RedFlag         Kind = "redflag"          // holds a danger sign
	RedFlagNegative Kind = "redflag-negative" // only sounds as if it did
	SmallTalk       Kind = "smalltalk"        // hello, thanks, who are you
	Hostile         Kind = "hostile"          // abuse, tricks, nonsense
	Chatter         Kind = "chatter"          // people talking to each other
)

// Kinds lists every kind, in the order of the tables.
func Kinds() []Kind {
	return []Kind{Answerable, Unanswerable, Booking, RedFlag, RedFlagNegative, SmallTalk, Hostile, Chatter}
}

// Case is a labelled question.
type Case struct {
	ID       string   `json:"id"`
	Text     string   `json:"text"`             // the message, the bot's mention removed; may be empty
	Before   []string `json:"before,omitempty"` // the same person's earlier messages, oldest first
	ToBot    *bool    `json:"to_bot,omitempty"` // false: overheard in a channel; missing means true
	Kind     Kind     `json:"kind"`
	Expect   []string `json:"expect,omitempty"`           // ids of the sections that answer it, best first
	Phrases  []string `json:"must_contain_any,omitempty"` // of those sections, in the original article's words
	Complete []string `json:"complete_if,omitempty"`      // what a complete reply names, any letter case
	Accept   []string `json:"accept,omitempty"`           // acceptable outcomes
	Urgency  string   `json:"urgency,omitempty"`          // the least level of the warning: emergency or urgent
	Flag     string   `json:"flag,omitempty"`             // what the danger sign points to
	Group    string   `json:"group,omitempty"`            // near or far, of what nothing answers
	Both     bool     `json:"both,omitempty"`             // it asks two things, and each of the sections expected answers one
	Topic    string   `json:"topic,omitempty"`
	Lure     string   `json:"lure,omitempty"` // the harmless words that look like a danger sign
	Tags     []string `json:"tags,omitempty"`
	Note     string   `json:"note,omitempty"`
}

// Addressed tells whether the message is said to the bot.
func (c Case) Addressed() bool { return c.ToBot == nil || *c.ToBot }

// faults lists what is wrong with the labels.
func (c Case) faults() []string {
	var out []string
	add := func(bad bool, message string) {
		if bad {
			out = append(out, message)
		}
	}
	add(c.ID == "", `has no "id"`)
	switch c.Kind {
	case Answerable:
		add(len(c.Expect) == 0, `is answerable and needs "expect", the sections that answer it`)
	case Unanswerable:
		add(c.Group != "near" && c.Group != "far", `is unanswerable and needs "group", near or far`)
	case RedFlag:
		add(c.Urgency == "", `is a redflag and needs "urgency", emergency or urgent`)
	case SmallTalk, Hostile, Chatter:
		add(len(c.Accept) == 0, `needs "accept", the outcomes that are right`)
	case Booking, RedFlagNegative:
	case "":
		add(true, `has no "kind"; use one of `+kindList())
	default:
		add(true, `has the unknown kind "`+string(c.Kind)+`"; use one of `+kindList())
	}
	add(c.Urgency != "" && rankOf(c.Urgency) == 0, `has the unknown urgency "`+c.Urgency+`"; use emergency or urgent`)
	for _, a := range c.Accept {
		add(!slices.Contains(outcomes(), a), `accepts the unknown outcome "`+a+`"; use one of `+strings.Join(outcomes(), ", "))
	}
	return out
}

// outcomes lists the names that labels use for what a user gets.
func outcomes() []string {
	return []string{"answer", "abstain", "booking", "urgent", "greet", "silent"}
}

func kindList() string {
	names := make([]string, 0, len(Kinds()))
	for _, k := range Kinds() {
		names = append(names, string(k))
	}
	return strings.Join(names, ", ")
}

// Reading is somebody's judgement, after reading both, whether a section answers a question that it is not labelled
// for. Figures are given with and without readings.
type Reading struct {
	ID      string `json:"id"`      // of the question
	Section string `json:"section"` // of the passage
	Answers bool   `json:"answers"`
	Why     string `json:"why,omitempty"`
}

func (r Reading) faults() []string {
	if r.ID == "" || r.Section == "" {
		return []string{`needs "id" and "section"`}
	}
	return nil
}

// Phrases are the words of the original article by which a section is known, where that article itself is the
// knowledge and has sections of its own making.
type Phrases struct {
	Section string   `json:"section"`
	Phrases []string `json:"phrases"`
}

func (p Phrases) faults() []string {
	if p.Section == "" || len(p.Phrases) == 0 {
		return []string{`needs "section" and "phrases"`}
	}
	return nil
}
