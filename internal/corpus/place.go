package corpus

import (
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"slices"

	"backtalk/internal/classify"
)

// placer tells which topics a text is about: the library as a space in which texts can be compared.
type placer struct {
	reader     *classify.Reader
	classifier *classify.Classifier
	topics     []int // class -> place among the topics, or -1 for a topic that a folder switched off
	count      int   // topics
	words      map[string]int
	texts      map[uint64][]Share // what is known of the built-in articles; nil when a folder has topics of its own
	fitted     []byte             // what was fitted to a folder's own topics, to be kept; nil for nothing
}

// Share is the probability of a topic.
type Share struct {
	Topic int // its place among the topics
	P     float32
}

// leastShare is the probability from which a topic of a text is worth keeping.
const leastShare = 0.004

// newPlacer takes what was learnt of the built-in topics, and fits those that bring questions of their own, unless that was done
// before and kept.
func newPlacer(topics []*Topic, l *Learnt, kept []byte) *placer {
	p := &placer{reader: classify.NewReader(), count: len(topics), words: map[string]int{}}
	classes := map[string]int{}
	if l != nil {
		p.classifier, p.words = l.Talk, l.Words
		for class, id := range l.Topics {
			classes[id] = class
		}
		if slices.ContainsFunc(topics, func(t *Topic) bool { return len(t.Questions) > 0 }) {
			p.words = maps.Clone(l.Words) // they are counted in
		}
	}
	var own []classify.Example
	for _, t := range topics {
		class, known := classes[t.ID]
		if !known {
			class = len(classes)
			classes[t.ID] = class
		}
		ways := t.Questions
		if l != nil {
			ways = t.ways()
		}
		for _, q := range ways {
			own = append(own, classify.Example{Text: p.reader.See(q), Class: class})
			p.note(t, own[len(own)-1].Words)
		}
	}
	p.topics = make([]int, len(classes))
	for i := range p.topics {
		p.topics[i] = -1
	}
	for i, t := range topics {
		p.topics[classes[t.ID]] = i
	}
	switch {
	case len(own) == 0 && l != nil:
		p.texts = l.Texts
	case len(own) == 0:
	case p.classifier == nil:
		p.classifier = classify.Fit(own, len(classes))
	default:
		sample := make([]classify.Example, len(l.Sample))
		for i, s := range l.Sample {
			sample[i] = classify.Example{Text: p.reader.See(s.Text), Class: classes[s.Topic]}
		}
		p.classifier, p.fitted = p.classifier.Extend(own, sample, kept)
	}
	return p
}

// ways are the questions that a folder brings for a topic, its own wording among them; none for a topic that was learnt.
func (t *Topic) ways() []string {
	if len(t.Questions) == 0 || t.Ask == "" || slices.Contains(t.Questions, t.Ask) {
		return t.Questions
	}
	return append(slices.Clip(t.Questions), t.Ask)
}

// note counts the words of a phrasing.
func (p *placer) note(t *Topic, words []string) {
	for _, w := range words {
		n := p.words[w]
		if t.Kind.Ours() {
			n++
		}
		p.words[w] = n
	}
}

// place returns the probability of each topic for a text, in the order of the topics.
func (p *placer) place(text string) []float32 {
	if p == nil {
		return nil
	}
	out := make([]float32, p.count)
	if p.classifier == nil {
		return out
	}
	var sum float32
	all := p.classifier.Classify(p.reader.See(text))
	for class, x := range all {
		if i := p.topics[class]; i >= 0 {
			out[i] = x
			sum += x
		}
	}
	if sum > 0 && len(p.topics) > p.count { // what was switched off leaves its share to the others
		for i := range out {
			out[i] /= sum
		}
	}
	return out
}

// What the classifier must think of a section to have a say in what it covers: asked with the heading alone, and with the heading
// and the text.
const (
	sureOfHeading = 0.5
	sureOfText    = 0.3
)

// sure finds the topic that a section is surely about.
func (p *placer) sure(topics []*Topic, heading, text string) (because, bool) {
	if p == nil || p.classifier == nil {
		return because{}, false
	}
	byHeading := p.place(heading)
	best := 0
	for i, x := range byHeading {
		if x > byHeading[best] {
			best = i
		}
	}
	if len(byHeading) == 0 || byHeading[best] < sureOfHeading || !topics[best].Kind.Coverable() {
		return because{}, false
	}
	x := p.place(heading + "\n" + text)[best]
	if x < sureOfText {
		return because{}, false
	}
	return because{topic: topics[best].ID, guessed: true, why: fmt.Sprintf("people's questions say so: its heading is %.0f %% about it, with its text %.0f %%", 100*byHeading[best], 100*x)}, true
}

// Likely returns the topics that a text is likely to be about, with their probabilities. Of the built-in articles it is known;
// of any other text it is worked out.
func (c *Corpus) Likely(text string) []Share {
	if c.place == nil {
		return nil
	}
	var out []Share
	if known, ok := c.place.texts[hashText(text)]; ok {
		for _, s := range known {
			if i := c.place.topics[s.Topic]; i >= 0 {
				out = append(out, Share{i, s.P})
			}
		}
		return out
	}
	for topic, p := range c.Place(text) {
		if p >= leastShare {
			out = append(out, Share{topic, p})
		}
	}
	return out
}

func hashText(s string) uint64 {
	h := fnv.New64a()
	_, _ = io.WriteString(h, s) // never fails, says package hash
	return h.Sum64()
}

// Learn works out what the texts of a corpus are about, so that later starts need not. Only a corpus whose topics are just those
// that were learnt may be learnt from.
func (l *Learnt) Learn(c *Corpus) {
	l.Texts = map[uint64][]Share{}
	for _, p := range c.passages {
		for _, text := range p.Texts() {
			l.Texts[hashText(text)] = c.Likely(text)
		}
	}
}

// Place returns how likely it is that a text is about each of the topics, in the order of [Corpus.Topics]: nothing but 0
// without topics, else probabilities that add up to 1.
func (c *Corpus) Place(text string) []float32 { return c.place.place(text) }

// Fitted is what was fitted to a folder's own topics, for [Folders] of a later load: numbers alone, no words. It is nil when there was
// nothing to fit.
func (c *Corpus) Fitted() []byte {
	if c.place == nil {
		return nil
	}
	return c.place.fitted
}

// Vocabulary is the words in which people ask about the topics, in normal form, with how often they occur in phrasings
// about the clinic's own subjects. Nobody changes it.
func (c *Corpus) Vocabulary() map[string]int {
	if c.place == nil {
		return nil
	}
	return c.place.words
}
