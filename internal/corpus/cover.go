package corpus

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Claim says that a passage covers a topic, and why.
type Claim struct {
	Topic   string
	Passage *Passage
	Why     string // in words that staff can follow
}

// coverer decides which passages cover which topics. A heading covers for the passages under it when its id or its
// whole wording is a topic's id or name, or holds one: the longest wins, a tie covers nothing. A paragraph covers by
// its cues, and one that speaks of another topic than its heading speaks for that alone, unless it is the heading's
// first. Front matter decides where it speaks. A wrong claim is worse than none.
type coverer struct {
	names []coverName
	cues  []coverCue
}

type coverName struct {
	topic *Topic
	words []string
}

type coverCue struct {
	topic *Topic
	words []string
}

func newCoverer(topics []*Topic) *coverer {
	c := &coverer{}
	for _, t := range topics {
		if !t.Kind.Coverable() {
			continue
		}
		for _, name := range append([]string{t.ID}, t.Names...) {
			if words := normalWords(name); len(words) > 0 {
				c.names = append(c.names, coverName{t, words})
			}
		}
		for _, group := range t.Cues {
			var words []string
			for _, cue := range group {
				words = append(words, normalWords(cue)...)
			}
			c.cues = append(c.cues, coverCue{t, words})
		}
	}
	return c
}

// heading finds the topic that a heading names, if there is exactly one best.
func (c *coverer) heading(id, heading string) (*Topic, string) {
	words := normalWords(heading)
	for _, n := range c.names {
		if n.topic.ID == id || slices.Equal(n.words, words) {
			return n.topic, fmt.Sprintf("the heading %q is one of its names", cmp.Or(heading, id))
		}
	}
	var best coverName
	tie := false
	for _, n := range c.names {
		if !holds(words, n.words) {
			continue
		}
		switch d := cmp.Or(cmp.Compare(len(n.words), len(best.words)), cmp.Compare(letters(n.words), letters(best.words))); {
		case d > 0:
			best, tie = n, false
		case d == 0 && n.topic != best.topic:
			tie = true
		}
	}
	if best.topic == nil || tie {
		return nil, ""
	}
	return best.topic, fmt.Sprintf("the heading %q holds its name", heading)
}

// paragraph finds the topics whose cues a paragraph holds.
func (c *coverer) paragraph(text string) ([]*Topic, []string) {
	has := map[string]bool{}
	for _, w := range normalWords(text) {
		has[w] = true
	}
	var topics []*Topic
	var why []string
	for _, cue := range c.cues {
		if slices.Contains(topics, cue.topic) || slices.ContainsFunc(cue.words, func(w string) bool { return !has[w] }) {
			continue
		}
		topics = append(topics, cue.topic)
		why = append(why, "the paragraph holds "+strings.Join(cue.words, ", "))
	}
	return topics, why
}

func letters(words []string) int { return len(strings.Join(words, "")) }
