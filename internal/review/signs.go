package review

import (
	"fmt"
	"slices"
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
	Source                         string
	Signed                         string // by whom and when; empty for a draft
	Spanish                        *spanish
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

// newSigns lists the danger signs by grade, and the word lists that their patterns speak of.
func newSigns(in Input) ([]level, []wordList) {
	lists := &lists{number: map[string]int{}}
	var out []level
	all := in.Rules.All()
	for _, g := range redflag.Grades() {
		l := level{Anchor: "level-" + strings.ToLower(g.Name), Name: g.Name, Meaning: g.Meaning, Warns: g.Level.Warns()}
		for _, ru := range all {
			if ru.Grade.Name == g.Name {
				l.Signs = append(l.Signs, newSign(in, ru, lists))
			}
		}
		if len(l.Signs) > 0 {
			out = append(out, l)
		}
	}
	return out, lists.all
}

func newSign(in Input, ru redflag.Rule, lists *lists) sign {
	fill := in.Speaker.Fill
	describe := func(lines []redflag.Line, lang string) []pattern {
		var out []pattern
		for _, text := range in.Rules.Describe(redflag.Rule{Patterns: lines}) {
			out = append(out, lists.pattern(text, lang))
		}
		return out
	}
	s := sign{Anchor: "sign-" + strings.ToLower(ru.ID), ID: ru.ID, Title: ru.Title, Sign: ru.Sign, Place: ru.Place.String(),
		Level: fmt.Sprintf("%s: %s", ru.Grade.Level, ru.Grade.Meaning), Advice: fill(ru.Advice), Reason: fill(ru.Reason), Private: ru.Private, Aside: fill(ru.Aside),
		Link: linkInWords(ru.Link), Finds: describe(ru.Patterns, "en"), Unless: describe(ru.Unless, "en"),
		Fires: texts(ru.Fires), Not: texts(ru.Not), Source: in.Rules.SourceOf(ru), Signed: signed(ru)}
	s.Boxes = boxes{s.Anchor, ru.Title}
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
	}
	return name
}

// pattern is a way of saying something, in pieces.
type pattern struct {
	Lang   string
	Pieces []piece
}

// piece is words that join ("within 4 words of") or a choice of phrases: a short one written out, a long one kept in a
// list of its own, since many signs share them.
type piece struct {
	Text    string
	Phrases []string // any of them; of a long list the first few
	List    int      // number of the list that has them all; 0 when Phrases is all
	Of      int      // phrases in the list
}

// wordList is a long list of phrases.
type wordList struct {
	Number  int
	Lang    string
	Phrases []string
}

// Phrases in a piece that are written out before a list is made of them, and those shown of a list.
const (
	writtenOut = 6
	shownOf    = 3
)

// lists gathers the long lists, each once.
type lists struct {
	all    []wordList
	number map[string]int
}

// pattern takes a description apart: what stands in brackets is a choice.
func (l *lists) pattern(text, lang string) pattern {
	p := pattern{Lang: lang}
	for text != "" {
		join, rest, found := strings.Cut(text, "[")
		if join = strings.TrimSpace(join); join != "" {
			p.Pieces = append(p.Pieces, piece{Text: strings.TrimPrefix(join, ", ")})
		}
		if !found {
			break
		}
		choice, after, _ := strings.Cut(rest, "]")
		text = after
		phrases := strings.Split(choice, ", ")
		slices.Sort(phrases)
		phrases = slices.Compact(phrases)
		p.Pieces = append(p.Pieces, l.piece(strings.Split(choice, ", "), phrases, lang))
	}
	return p
}

func (l *lists) piece(phrases, sorted []string, lang string) piece {
	if len(sorted) <= writtenOut {
		return piece{Phrases: phrases}
	}
	key := lang + ":" + strings.Join(sorted, ",")
	if l.number[key] == 0 {
		l.all = append(l.all, wordList{len(l.all) + 1, lang, sorted})
		l.number[key] = len(l.all)
	}
	return piece{Phrases: phrases[:shownOf], List: l.number[key], Of: len(sorted)}
}
