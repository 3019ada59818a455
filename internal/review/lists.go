package review

import (
	"slices"
	"strconv"
	"strings"

	"backtalk/internal/redflag"
)

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
	rules  *redflag.Rules
	all    []wordList
	number map[string]int // by their phrases
}

// pattern takes a description apart: what stands in brackets is a choice.
func (l *lists) pattern(text, lang string) pattern {
	p := pattern{Lang: lang}
	for text != "" {
		join, rest, found := strings.Cut(text, "[")
		if join = strings.TrimPrefix(strings.TrimSpace(join), ", "); join != "" {
			p.Pieces = append(p.Pieces, piece{Text: strings.Replace(join, "AND anywhere", "and anywhere", 1)})
		}
		if !found {
			break
		}
		var choice string
		choice, text, _ = strings.Cut(rest, "]")
		p.Pieces = append(p.Pieces, l.piece(choice, lang))
	}
	return p
}

// piece is a choice of phrases, written out or put on the list that has the same ones.
func (l *lists) piece(choice, lang string) piece {
	phrases := l.phrases(choice, lang)
	if len(phrases) <= writtenOut {
		return piece{Phrases: phrases}
	}
	return piece{Phrases: phrases[:shownOf], List: l.list(phrases, lang), Of: len(phrases)}
}

// phrases are the phrases of a choice, each once.
func (l *lists) phrases(choice, lang string) []string {
	var phrases []string
	for _, text := range strings.Split(choice, ", ") {
		if text = l.phrase(text, lang); !slices.Contains(phrases, text) {
			phrases = append(phrases, text)
		}
	}
	return phrases
}

// list is the number of the list that has these phrases.
func (l *lists) list(phrases []string, lang string) int {
	sorted := slices.Sorted(slices.Values(phrases))
	key := lang + ": " + strings.Join(sorted, ", ")
	if l.number[key] == 0 {
		l.all = append(l.all, wordList{len(l.all) + 1, lang, sorted})
		l.number[key] = len(l.all)
	}
	return l.number[key]
}

// phrase writes out the sets and numbers that a phrase holds among its words, such as "cant <pee>" or "<13-17> years".
func (l *lists) phrase(text, lang string) string {
	text = strings.ReplaceAll(text, " =", " ") // that a word counts in this form alone is left out
	before, rest, found := strings.Cut(text, "<")
	name, after, closed := strings.Cut(rest, ">")
	if !found || !closed {
		return text
	}
	choice := strings.Trim(l.rules.Describe(redflag.Rule{Patterns: []redflag.Line{{Text: "<" + name + ">"}}})[0], "[]")
	stand := "(" + strings.ReplaceAll(choice, ", ", " / ") + ")"
	if phrases := l.phrases(choice, lang); len(phrases) > shownOf {
		stand = "(any of list " + strconv.Itoa(l.list(phrases, lang)) + ")"
	}
	return before + stand + l.phrase(after, lang)
}
