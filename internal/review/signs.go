package review

import (
	"fmt"
	"strings"

	"backtalk/internal/sign"
)

// level is a grade of danger signs with its signs, gravest first.
type level struct {
	Anchor, Name, Meaning string
	Warns                 bool // its signs replace the answer
	Signs                 []signPage
}

// signPage is a danger sign as somebody reads it in two minutes.
type signPage struct {
	Anchor, ID, Title, Meaning, Place string
	Level                             string // in words
	Advice, Reason, Net, AskedOn      string
	Aside                             string
	Link                              string // what becomes of the booking link
	Private                           bool
	Certain                           []string // certain words, in plain English
	Fires, Not                        []string // examples
	Source                            string
	Signed                            string // by whom and when; empty for a draft
	Spanish                           *spanish
	Boxes                             boxes
}

// spanish is what a sign says in Spanish.
type spanish struct {
	ReviewedBy, Advice, Reason, Net string
}

// newSigns lists the danger signs by grade.
func newSigns(in Input) []level {
	var out []level
	all := in.Signs.All()
	for _, g := range sign.Grades() {
		l := level{Anchor: "level-" + strings.ToLower(g.Name), Name: g.Name, Meaning: strings.ToUpper(g.Meaning[:1]) + g.Meaning[1:], Warns: g.Level.Warns()}
		for _, sg := range all {
			if sg.Grade.Name == g.Name {
				l.Signs = append(l.Signs, newSign(in, sg))
			}
		}
		if len(l.Signs) > 0 {
			out = append(out, l)
		}
	}
	return out
}

func newSign(in Input, sg sign.Sign) signPage {
	fill := in.Speaker.Fill
	s := signPage{Anchor: "sign-" + strings.ToLower(sg.ID), ID: sg.ID, Title: sg.Title, Meaning: sg.Meaning, Place: sg.File,
		Level:  fmt.Sprintf("%s (%s): %s", sg.Grade.Name, sg.Grade.Level, sg.Grade.Meaning),
		Advice: fill(sg.Advice), Reason: fill(sg.Reason), Net: fill(sg.Net), AskedOn: fill(sg.AskedOn), Private: sg.Private, Aside: fill(sg.Aside),
		Link: linkInWords(sg.Link), Certain: sg.Certain, Fires: sg.Fires, Not: sg.Not, Source: in.Signs.SourceOf(sg), Signed: signed(sg)}
	s.Boxes = boxes{About: sg.Title}
	if es := sg.Spanish; es.Advice != "" {
		s.Spanish = &spanish{es.ReviewedBy, fill(es.Advice), fill(es.Reason), fill(es.Net)}
	}
	return s
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

func linkInWords(l sign.Link) string {
	return map[sign.Link]string{
		sign.LinkNone:       "no booking link",
		sign.LinkReschedule: "how to reach the clinic to reschedule, in the place of the booking link",
		sign.LinkClinic:     "how to reach the clinic, in the place of the booking link",
		sign.LinkKeep:       "the booking link stays",
	}[l]
}
