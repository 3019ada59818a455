package answer

import (
	"slices"
	"strings"

	"backtalk/internal/corpus"
	"backtalk/internal/search"
	"backtalk/internal/text"
)

const (
	maxAskingWords = 3  // words of "how much" in "how much and how long does it take"
	maxHalves      = 12 // words of a message that is parted at a joint without being two questions
	maxJoints      = 3  // joints of it that are looked at
)

// questions are the questions of a message that asks several in full, in their order; none of one that asks one.
func questions(message string) []string {
	if asking := focus(message); len(asking) > 1 {
		return asking
	}
	for _, j := range jointsOf(message) {
		left, right := message[:j.at], message[j.end:]
		first, second := strings.Fields(left), strings.Fields(right)
		n := 0 // words that the second question begins with and that only ask
		for n < len(second) && questionWord(text.Normal(second[n])) {
			n++
		}
		if n > 0 && n < len(second) && len(first) > 0 && len(first) <= maxAskingWords && !slices.ContainsFunc(first, func(w string) bool { return !questionWord(text.Normal(w)) }) {
			return []string{strings.Join(append(first, second[n:]...), " "), strings.Join(second, " ")}
		}
		if opensQuestion(right) && len(second) >= 3 && opensQuestion(lastClause(left)) {
			return []string{left, right}
		}
	}
	return nil
}

// lastClause is what stands after the last comma that has words after it: "we come at ten, is that ok" asks there.
func lastClause(s string) string {
	s = strings.TrimRight(s, ", ")
	return s[strings.LastIndex(s, ",")+1:]
}

// joint is where two things are joined: "and" and the like.
type joint struct{ at, end int }

func jointsOf(message string) []joint {
	lower := strings.ToLower(message)
	if len(lower) != len(message) {
		return nil
	}
	var out []joint
	for _, word := range []string{" and ", " & ", " + ", "+", " plus ", " n ", ", "} {
		for from := 0; len(out) < maxJoints; {
			at := strings.Index(lower[from:], word)
			if at < 0 {
				break
			}
			out = append(out, joint{from + at, from + at + len(word)})
			from += at + len(word)
		}
	}
	return out
}

// half is a way to part a message in two.
type half struct {
	left, right string
	comma       bool // at a comma: what stands before it is often the story, and no question
}

// halves are the ways to part a short message that joins two things without asking for both in full: "parking and prices".
func halves(message string) []half {
	if wordCount(message) > maxHalves {
		return nil
	}
	var out []half
	for _, j := range jointsOf(message) {
		left, right := message[:j.at], message[j.end:]
		listed := strings.Contains(strings.ToLower(message), " or ") && !opensQuestion(right) // "arms and legs or just the back"
		if hasWords(left) && hasWords(right) && !listed {
			out = append(out, half{left, right, strings.HasPrefix(message[j.at:], ",")})
		}
	}
	return out
}

// apart tells whether two halves that are not both asked in full are two questions, as "parking and prices" is and "neck and
// shoulders" is not: each has a section of its own that holds its words, no section that fits the whole message speaks of both,
// and one of the two is sure. The other is then offered. Or one is sure, and the other is a matter of
// the clinic's, as prices are, that nothing covers.
func apart(l, r *part, comma bool, whole finding) bool {
	if l.clinics() && r.section != "" || r.clinics() && l.section != "" {
		return true
	}
	left, right := without(l.words(), r.words()), without(r.words(), l.words())
	hl, hr := l.holding(left), r.holding(right)
	if leansBack(r.text) || hl == nil || hr == nil || hl.Section == hr.Section || l.section != hl.Section && r.section != hr.Section {
		return false
	}
	n := maxPicked
	if opensQuestion(r.text) && !comma { // it is asked in full, and what comes before it may be, too
		n = 1
	}
	for _, h := range whole.result.Hits[:min(n, len(whole.result.Hits))] {
		if some(left, h) && some(right, h) {
			return false
		}
	}
	l.prefer(hl)
	r.prefer(hr)
	return true
}

// clinics tells whether a part is about a matter of the clinic's that nothing covers.
func (p *part) clinics() bool { return p.uncovered() && p.alone.Topic.Kind == corpus.Clinic }

// prefer leaves a part to a hit: it is offered unless it surely answers it.
func (p *part) prefer(h *search.Hit) {
	if p.section != h.Section {
		p.section, p.offers = "", []search.Hit{*h}
	}
}

// words are the words of a part that say something.
func (p part) words() []string {
	if p.best == nil {
		return nil
	}
	return append(slices.Clone(p.best.Found), p.best.Missed...)
}

// holding is the first of the first hits that holds words, all of them; nil without any.
func (p part) holding(words []string) *search.Hit {
	if len(words) == 0 {
		return nil
	}
	for i := range p.result.Hits[:min(maxPicked, len(p.result.Hits))] {
		if h := &p.result.Hits[i]; len(without(words, h.Found)) == 0 {
			return h
		}
	}
	return nil
}

// some tells whether a hit holds one of some words.
func some(words []string, h search.Hit) bool { return len(without(words, h.Found)) < len(words) }

// without are words that are not among others.
func without(words, others []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(others, w) })
}
