package quality

import (
	"slices"
	"strings"

	"backtalk/internal/answer"
	"backtalk/internal/corpus"
	"backtalk/internal/text"
)

// measure names a figure. Its value is the key in JSON and must not change.
type measure string

// The figures, in the order of the tables.
const (
	firstRight     measure = "answerable-first"
	anywhereRight  measure = "answerable-anywhere"
	allNamed       measure = "answerable-complete"
	choiceRight    measure = "answerable-choices"
	nearRefused    measure = "unanswerable-near"
	farRefused     measure = "unanswerable-far"
	bookingOffered measure = "booking"
	flagWarned     measure = "redflag"
	flagEmergency  measure = "redflag-emergency"
	flagUrgent     measure = "redflag-urgent"
	noWarning      measure = "redflag-negative"
	noWarningRight measure = "redflag-negative-first"
	smallTalkRight measure = "smalltalk"
	hostileRight   measure = "hostile"
	chatterRight   measure = "chatter"
)

// figureName is what a figure is called, and of which questions it tells.
type figureName struct {
	key  measure
	kind Kind
	name string
}

// measures lists every figure with its name for people, in the order of the tables.
func measures() []figureName {
	return []figureName{
		{firstRight, Answerable, "first passage right"},
		{anywhereRight, Answerable, "right passage anywhere"},
		{allNamed, Answerable, "names all it should"},
		{choiceRight, Answerable, "of choices, right one in it"},
		{nearRefused, Unanswerable, "near: no passage shown"},
		{farRefused, Unanswerable, "far: no passage shown"},
		{bookingOffered, Booking, "offered"},
		{flagWarned, RedFlag, "warned, high enough"},
		{flagEmergency, RedFlag, "emergencies"},
		{flagUrgent, RedFlag, "urgent ones"},
		{noWarning, RedFlagNegative, "no warning"},
		{noWarningRight, RedFlagNegative, "first passage right"},
		{smallTalkRight, SmallTalk, "as accepted"},
		{hostileRight, Hostile, "as accepted"},
		{chatterRight, Chatter, "as accepted"},
	}
}

// mark is one rule applied to one reply.
type mark struct {
	measure measure
	right   bool // by the labels
	read    bool // with readings
	bonus   bool // wrong is no miss
}

// marks applies the rules for a question's kind to the reply that it got. The first mark is that of the kind's rule.
func (j judge) marks(c Case, a answer.Answer) []mark {
	same := func(m measure, right bool) mark { return mark{measure: m, right: right, read: right} }
	warned := a.Outcome == answer.Warn
	switch c.Kind {
	case Answerable:
		return j.markAnswerable(c, a)
	case Unanswerable:
		m := nearRefused
		if c.Group == "far" {
			m = farRefused
		}
		wrong := func(readings bool) bool {
			return slices.ContainsFunc(quoted(a), func(p *corpus.Passage) bool {
				return !j.isBooking(p) && !(readings && j.readAs(c, p))
			})
		}
		return []mark{{measure: m, right: !warned && !wrong(false), read: !warned && !wrong(true)}}
	case Booking:
		quoting := slices.ContainsFunc(quoted(a), j.isBooking)
		return []mark{same(bookingOffered, !warned && (j.offered(a) || quoting))}
	case RedFlag:
		right := warnedEnough(c, a)
		m := flagUrgent
		if c.Urgency == "emergency" {
			m = flagEmergency
		}
		level := same(m, right)
		level.bonus = true
		return []mark{same(flagWarned, right), level}
	case RedFlagNegative:
		out := []mark{same(noWarning, !warned)}
		if len(c.Expect) > 0 {
			out = append(out, j.markFirst(noWarningRight, c, a))
		}
		return out
	case SmallTalk:
		return []mark{same(smallTalkRight, accepted(c, a))}
	case Hostile:
		return []mark{same(hostileRight, accepted(c, a) && (!warned || c.Urgency == "" || warnedEnough(c, a)))}
	case Chatter:
		return []mark{same(chatterRight, accepted(c, a))}
	}
	return nil
}

func (j judge) markAnswerable(c Case, a answer.Answer) []mark {
	out := []mark{j.markFirst(firstRight, c, a)}
	anywhere := out[0]
	anywhere.measure, anywhere.bonus = anywhereRight, true
	if a.Outcome == answer.Quote {
		anywhere.right, anywhere.read = j.anywhere(c, quoted(a), false), j.anywhere(c, quoted(a), true)
	}
	out = append(out, anywhere)
	if len(c.Complete) > 0 {
		right := a.Outcome == answer.Quote && complete(c, quoted(a))
		out = append(out, mark{allNamed, right, right, true})
	}
	if a.Outcome == answer.Clarify {
		out = append(out, mark{choiceRight, j.offersRight(c, a.Choices, false), j.offersRight(c, a.Choices, true), true})
	}
	return out
}

// markFirst tells whether the first passage shown is right, or another outcome is that the labels accept.
func (j judge) markFirst(m measure, c Case, a answer.Answer) mark {
	if a.Outcome == answer.Quote {
		shown := quoted(a)
		return mark{measure: m, right: j.first(c, shown, false), read: j.first(c, shown, true)}
	}
	right := a.Outcome != answer.Warn && len(c.Accept) > 0 && accepted(c, a)
	return mark{measure: m, right: right, read: right}
}

// quoted lists the passages that a reply shows.
func quoted(a answer.Answer) []*corpus.Passage {
	var out []*corpus.Passage
	for _, h := range a.Quotes {
		if h.Passage != nil {
			out = append(out, h.Passage)
		}
	}
	return out
}

// accepted tells whether a reply's outcome is one of those that the labels accept.
func accepted(c Case, a answer.Answer) bool { return slices.Contains(c.Accept, outcomeName(a.Outcome)) }

// outcomeName is what the labels call an outcome: declining, and offering a choice, leave the question unanswered.
func outcomeName(o answer.Outcome) string {
	switch o {
	case answer.Warn:
		return "urgent"
	case answer.Decline, answer.Clarify:
		return answer.Abstain.String()
	}
	return o.String()
}

// warnedEnough tells whether a reply warns at the level that the labels ask for, and shows no passage.
func warnedEnough(c Case, a answer.Answer) bool {
	if a.Outcome != answer.Warn || len(a.Signs) == 0 || len(a.Quotes) > 0 {
		return false
	}
	level := a.Signs[0].Level.String()
	if level == "crisis" && personAtRisk(c.Flag) {
		level = "emergency"
	}
	return rankOf(level) >= rankOf(c.Urgency)
}

// rankOf orders the levels that a label can ask for; 0 is none of them. A crisis line is no help for a body in danger,
// so that a crisis counts for no more than urgent there.
func rankOf(level string) int {
	switch level {
	case "urgent", "crisis":
		return 1
	case "emergency":
		return 2
	}
	return 0
}

// personAtRisk tells whether a label's danger sign is a person at risk from themselves or from others, for whom the
// crisis line is the emergency number.
func personAtRisk(flag string) bool {
	flag = text.Normal(flag)
	return slices.ContainsFunc([]string{"suicid", "self-harm", "self harm", "abuse", "assault", "violence", "crisis"},
		func(sign string) bool { return strings.Contains(flag, sign) })
}
