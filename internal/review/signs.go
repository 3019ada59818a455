package review

import (
	"fmt"
	"strings"

	"backtalk/internal/redflag"
)

// level is a grade of danger signs with its signs, gravest first.
type level struct {
	Anchor, Name, Meaning string
	Warns                 bool // its signs replace the answer
	Signs                 []sign
}

// sign is a danger sign in plain words.
type sign struct {
	Anchor, ID, Title, Sign, Place string
	Level                          string // in words
	Advice, Reason, Aside          string
	Link                           string // what becomes of the booking link
	Private                        bool
	Finds                          []pattern
	Unless                         []pattern
	Graver                         []graver
	Even                           string
	Fires, Not                     []string // examples
	Learnt, LearntNot              int      // phrases that the program learns from beside them
	Source                         string
	Signed                         string // by whom and when; empty for a draft
	Spanish                        *spanish
	Lists                          []wordList // that no sign before has used
	Boxes                          boxes
}

// spanish is what a sign recognises and says in Spanish.
type spanish struct {
	ReviewedBy, Advice, Reason string
	Finds                      []pattern
	Fires, Not                 []string
}

// graver is what raises a sign.
type graver struct {
	To string
	If pattern
}

// newSigns lists the danger signs by grade.
func newSigns(in Input) []level {
	lists := &lists{rules: in.Rules, number: map[string]int{}}
	var out []level
	all := in.Rules.All()
	for _, g := range redflag.Grades() {
		l := level{Anchor: "level-" + strings.ToLower(g.Name), Name: g.Name, Meaning: strings.ToUpper(g.Meaning[:1]) + g.Meaning[1:], Warns: g.Level.Warns()}
		for _, ru := range all {
			if ru.Grade.Name == g.Name {
				l.Signs = append(l.Signs, newSign(in, ru, lists))
			}
		}
		if len(l.Signs) > 0 {
			out = append(out, l)
		}
	}
	return out
}

func newSign(in Input, ru redflag.Rule, lists *lists) sign {
	fill, known := in.Speaker.Fill, len(lists.all)
	describe := func(lines []redflag.Line, lang string) []pattern {
		var out []pattern
		for _, text := range in.Rules.Describe(redflag.Rule{Patterns: lines}) {
			out = append(out, lists.pattern(text, lang))
		}
		return out
	}
	s := sign{Anchor: "sign-" + strings.ToLower(ru.ID), ID: ru.ID, Title: ru.Title, Sign: ru.Sign, Place: ru.Place.String(),
		Level:  fmt.Sprintf("%s (%s): %s", ru.Grade.Name, ru.Grade.Level, ru.Grade.Meaning),
		Advice: fill(ru.Advice), Reason: fill(ru.Reason), Private: ru.Private, Aside: fill(ru.Aside),
		Link: linkInWords(ru.Link), Finds: describe(ru.Patterns, "en"), Unless: describe(ru.Unless, "en"),
		Fires: texts(ru.Fires), Not: texts(ru.Not), Source: in.Rules.SourceOf(ru), Signed: signed(ru)}
	s.Boxes = boxes{About: ru.Title}
	s.Learnt, s.LearntNot = in.Rules.Phrases(ru.ID)
	for _, g := range ru.Graver {
		for _, p := range describe([]redflag.Line{g.If}, "en") {
			s.Graver = append(s.Graver, graver{g.Grade.Meaning, p})
		}
	}
	var even []string
	for _, e := range ru.Even {
		even = append(even, guardInWords(e))
	}
	s.Even = strings.Join(even, "; ")
	if es := ru.Spanish; es != nil {
		s.Spanish = &spanish{ReviewedBy: es.ReviewedBy, Advice: fill(es.Advice), Reason: fill(es.Reason),
			Finds: describe(es.Patterns, "es"), Fires: texts(es.Fires), Not: texts(es.Not)}
	}
	s.Lists = lists.all[known:]
	return s
}

func signed(ru redflag.Rule) string {
	switch {
	case !ru.Signed():
		return ""
	case ru.ApprovedOn == "":
		return ru.ApprovedBy
	}
	return ru.ApprovedBy + ", " + inWords(ru.ApprovedOn)
}

func texts(lines []redflag.Line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, l.Text)
	}
	return out
}

func linkInWords(l redflag.Link) string {
	return map[redflag.Link]string{
		redflag.LinkNone:       "no booking link",
		redflag.LinkReschedule: "how to reach the clinic to reschedule, in the place of the booking link",
		redflag.LinkClinic:     "how to reach the clinic, in the place of the booking link",
		redflag.LinkKeep:       "the booking link stays",
	}[l]
}

// guardInWords says what does not hold a sign back.
func guardInWords(name string) string {
	switch name {
	case "gone":
		return "when it is over (“fine now”)"
	case "past":
		return "when it was long ago (“years ago”)"
	case "asked":
		return "when it is only asked about"
	case "unlike":
		return "when the message sounds like everyday talk"
	}
	return name
}
