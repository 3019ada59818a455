package review

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"backtalk/internal/sign"
)

// shownExamples is how many examples a sign's page shows of each kind.
const shownExamples = 8

// level is a grade of danger signs with its signs, gravest first.
type level struct {
	Anchor, Name, Meaning string
	Warns                 bool // its signs replace the answer
	Signs                 []signPage
}

// signPage is a danger sign as somebody reads it in two minutes: everything that stands on its page.
type signPage struct {
	Anchor, ID, Title, Meaning string
	Level                      string // its name in a word
	Then                       string // what that means, and what becomes of the booking link
	Warns, Private             bool
	Said                       said
	Spanish                    *said
	ReadBy                     string // the native speaker who read the Spanish; empty until one has
	Figures                    figures
	Warned, Left               []string // examples
	Certain                    []certain
	Field                      string
	Phrases                    *figures // what a folder's phrases of it come to; nil when they are not asked for
	Source, Signed             string   // signed by whom and when; empty for a draft
	Boxes                      boxes
}

// said is what is said to somebody, in one language.
type said struct {
	Advice, Reason, Net, AskedOn string
	Aside                        string // in public, beside a private reply
}

// newSigns lists the danger signs by grade.
func newSigns(in Input) ([]level, error) {
	var out []level
	all, sets := in.Signs.All(), newSets(in.Signs)
	for _, id := range slices.Sorted(maps.Keys(in.Phrases)) {
		if !slices.ContainsFunc(all, func(sg sign.Sign) bool { return sg.ID == id }) {
			return nil, fmt.Errorf("%s: no sign is called %q", PhrasesFile, id)
		}
	}
	for _, g := range sign.Grades() {
		l := level{Anchor: "level-" + strings.ToLower(g.Name), Name: g.Name, Meaning: strings.ToUpper(g.Meaning[:1]) + g.Meaning[1:], Warns: g.Level.Warns()}
		for _, sg := range all {
			if sg.Grade.Name != g.Name {
				continue
			}
			s, err := newSign(in, sets, sg)
			if err != nil {
				return nil, err
			}
			l.Signs = append(l.Signs, s)
		}
		if len(l.Signs) > 0 {
			out = append(out, l)
		}
	}
	return out, nil
}

func newSign(in Input, sets *sets, sg sign.Sign) (signPage, error) {
	fill := in.Voice.Fill
	s := signPage{Anchor: "sign-" + strings.ToLower(sg.ID), ID: sg.ID, Title: sg.Title, Meaning: sg.Meaning,
		Level: sg.Grade.Level.String(), Then: sg.Grade.Meaning + "; " + linkInWords(sg.Link), Warns: sg.Grade.Level.Warns(), Private: sg.Private,
		Said:    said{fill(sg.Advice), fill(sg.Reason), fill(sg.Net), fill(sg.AskedOn), fill(sg.Aside)},
		Figures: judge(in.Signs, sg, sg.Fires, sg.Not), Field: strings.Join(sg.Field, ", "),
		Source: organizations(in.Signs.SourceOf(sg)), Signed: signed(sg), Boxes: boxes{About: sg.Title, Yes: "Approved"}}
	if !sg.Grade.Level.Warns() {
		s.Said.Reason = "" // it is for staff: the answer says what is advised and no more
	}
	if es := sg.Spanish; es.Advice != "" {
		s.Spanish, s.ReadBy = &said{Advice: fill(es.Advice), Reason: fill(es.Reason), Net: fill(es.Net)}, es.ReviewedBy
		if s.Said.Reason == "" {
			s.Spanish.Reason = ""
		}
	}
	s.Warned, s.Left = s.Figures.Warned, s.Figures.Left
	if in.Examples {
		phrases := in.Phrases[sg.ID]
		f := judge(in.Signs, sg, phrases.Fires, phrases.Not)
		s.Phrases = &f
	} else {
		s.Warned, s.Left = some(s.Warned, shownExamples), some(s.Left, shownExamples)
	}
	var err error
	s.Certain, err = sets.inEnglish(sg.Certain)
	return s, err
}

func signed(sg sign.Sign) string {
	switch {
	case !sg.Signed():
		return ""
	case sg.ApprovedOn == "":
		return sg.ApprovedBy
	}
	return sg.ApprovedBy + ", " + inWords(sg.ApprovedOn)
}

// organizations are those that a sign's sources come from; their titles stand in words.yaml.
func organizations(sources string) string {
	var out []string
	for source := range strings.SplitSeq(sources, "; ") {
		name, _, _ := strings.Cut(source, ": ")
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return strings.Join(out, "; ")
}

func linkInWords(l sign.Link) string {
	return map[sign.Link]string{
		sign.LinkNone:       "no booking link",
		sign.LinkReschedule: "how to reach the clinic, in place of the booking link",
		sign.LinkClinic:     "how to reach the clinic, in place of the booking link",
		sign.LinkKeep:       "the booking link stays",
	}[l]
}
