package corpus

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"backtalk/internal/text"
)

// Claim says that a passage covers a topic, and why.
type Claim struct {
	Topic   string
	Passage *Passage
	Why     string // in words that staff can follow
	Guessed bool   // nobody says so: the classifier is sure
}

// coverer decides which passages cover which topics. A heading covers for the passages under it when its id or its
// whole wording is a topic's id or name, or holds one: the longest wins, a tie covers nothing. A paragraph covers by
// its cues, and one that speaks of another topic than its heading speaks for that alone, unless it is the heading's
// first. Front matter decides where it speaks. A wrong claim is worse than none.
type coverer struct {
	topics map[string]*Topic
	names  map[string][]coverName // by the stem of their first word
	cues   map[string][]coverCue  // by the stem of their first word

	stemmer *text.Stemmer
	found   []text.Word // memory that each reading uses again
}

type coverName struct {
	topic string
	words []word
}

type coverCue struct {
	topic string
	words []word
	group []string // as written
}

// because is a topic that something covers, and why.
type because struct {
	topic, why string
	guessed    bool
}

func newCoverer(topics []*Topic) *coverer {
	c := &coverer{topics: map[string]*Topic{}, names: map[string][]coverName{}, cues: map[string][]coverCue{},
		stemmer: text.NewStemmer()}
	for _, t := range topics {
		if !t.Kind.Coverable() {
			continue
		}
		c.topics[t.ID] = t
		for _, name := range append([]string{t.ID}, t.Names...) {
			if words := c.words(name); len(words) > 0 {
				c.names[words[0].stem] = append(c.names[words[0].stem], coverName{t.ID, words})
			}
		}
		for _, group := range t.Cues {
			if words := c.words(strings.Join(group, " ")); len(words) > 0 {
				c.cues[words[0].stem] = append(c.cues[words[0].stem], coverCue{t.ID, words, group})
			}
		}
	}
	return c
}

// heading finds the topic that a heading names by the id it carries, if any, or by its wording, if exactly one fits
// best.
func (c *coverer) heading(id, heading string) (because, bool) {
	if c.topics[id] != nil {
		return because{topic: id, why: fmt.Sprintf("the id %q is the topic's", id)}, true
	}
	idWords, words := c.words(id), c.words(heading)
	for _, try := range []struct {
		whole bool
		why   string
		in    [][]word
	}{
		{true, fmt.Sprintf("the id %q is one of its names", id), [][]word{idWords}},
		{true, fmt.Sprintf("the heading %q is one of its names", heading), [][]word{words}},
		{false, fmt.Sprintf("the heading %q holds its name", cmp.Or(heading, id)), [][]word{idWords, words}},
	} {
		if topic, found := c.longest(try.whole, try.in); found {
			return because{topic: topic, why: try.why}, topic != ""
		}
	}
	return because{}, false
}

// longest finds the topic with the longest name in any of the texts, each as its words: the whole text or a run of
// it. It is empty when names of two topics are equally long.
func (c *coverer) longest(whole bool, texts [][]word) (topic string, found bool) {
	var best []word
	for _, words := range texts {
		for i, w := range words {
			for _, n := range c.names[w.stem] {
				if len(n.words) > len(words)-i || whole && len(n.words) != len(words) || !sameName(n.words, words[i:i+len(n.words)]) {
					continue
				}
				switch d := cmp.Or(cmp.Compare(len(n.words), len(best)), cmp.Compare(letters(n.words), letters(best))); {
				case d > 0:
					best, topic = n.words, n.topic
				case d == 0 && n.topic != topic:
					topic = ""
				}
			}
		}
	}
	return topic, best != nil
}

// paragraph finds the topics whose cues a paragraph holds, in the order of their ids.
func (c *coverer) paragraph(s string) []because {
	if len(c.cues) == 0 {
		return nil
	}
	has := map[string]bool{}
	for _, w := range c.words(s) {
		has[w.stem] = true
	}
	var out []because
	for w := range has {
		for _, cue := range c.cues[w] {
			if !slices.ContainsFunc(cue.words, func(w word) bool { return !has[w.stem] }) {
				out = append(out, because{topic: cue.topic, why: fmt.Sprintf("the paragraph holds the words %s", strings.Join(cue.group, ", "))})
			}
		}
	}
	slices.SortFunc(out, func(a, b because) int { return cmp.Or(cmp.Compare(a.topic, b.topic), cmp.Compare(a.why, b.why)) })
	return slices.CompactFunc(out, func(a, b because) bool { return a.topic == b.topic })
}

func letters(words []word) int {
	n := 0
	for _, w := range words {
		n += len(w.stem)
	}
	return n
}
