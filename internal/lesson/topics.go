package lesson

import (
	"crypto/sha256"
	"fmt"

	"backtalk/internal/classify"
	"backtalk/internal/corpus"
	"backtalk/internal/learnt"
)

// Settings of the fit of the topics.
const (
	topicFits   = 3
	topicPasses = 4
	topicLeast  = 0.5 // how near to 0 a weight is dropped
	sampleEvery = 16  // phrasings to one in the sample
	shortest    = 3   // words of a phrasing that counts several times: most messages are as short, and each word decides
	shortTimes  = 3
)

// TopicInputs is the hash of everything that is learnt of the topics from.
func (l *Lesson) TopicInputs() [32]byte {
	h := sha256.New()
	fmt.Fprintln(h, topicFits, topicPasses, topicLeast, sampleEvery, shortest, shortTimes, waysEach, waysBytes, waysFrom, common, meaningSteps, meaningBatch, sharpness, teachRate, leastOften)
	for _, t := range l.topics {
		fmt.Fprintf(h, "%q %q %q\n", t.ID, t.Kind, t.Pack)
	}
	for _, p := range l.Asked {
		fmt.Fprintf(h, "%q %q\n", p.Topic, p.Text)
	}
	return [32]byte(h.Sum(nil))
}

// KnowArticles works out what the articles of the folder are about, so that a start need not.
func (l *Lesson) KnowArticles(learned *corpus.Learnt) error {
	data, err := learned.AppendBinary(nil)
	if err != nil {
		return err
	}
	file, err := learnt.File{corpus.LearntPart: {Data: data}}.AppendBinary(nil)
	if err != nil {
		return err
	}
	c, err := corpus.Load(corpus.Folders{Builtin: learnt.Over(l.folder, file)})
	if err != nil {
		return fmt.Errorf("reading the articles: %w", err)
	}
	learned.Learn(c)
	return nil
}

// FitTopics fits the classifier of what a text is about to the ways in which people ask, those left out that skip picks, when it
// is not nil. The same ones give the same to the bit.
func (l *Lesson) FitTopics(skip func(corpus.Phrasing) bool) *corpus.Learnt {
	out := &corpus.Learnt{Words: map[string]int{}}
	class, ours := map[string]int{}, map[string]bool{}
	for i, t := range l.topics {
		class[t.ID], ours[t.ID] = i, t.Kind.Ours()
		out.Topics = append(out.Topics, t.ID)
	}
	reader := classify.NewReader()
	asked := make([][]string, len(l.topics))
	var texts []classify.Text
	labels := classify.Labels{Classes: len(l.topics), Fits: topicFits, Passes: topicPasses}
	for i, p := range l.Asked {
		if skip != nil && skip(p) {
			continue
		}
		seen := reader.See(p.Text)
		times := 1
		if len(seen.Words) <= shortest {
			times = shortTimes
		}
		for range times {
			texts, labels.Class = append(texts, seen), append(labels.Class, class[p.Topic])
		}
		asked[class[p.Topic]] = append(asked[class[p.Topic]], p.Text)
		for _, w := range seen.Words {
			n := out.Words[w]
			if ours[p.Topic] {
				n++
			}
			out.Words[w] = n
		}
		if i%sampleEvery == 0 {
			out.Sample = append(out.Sample, p)
		}
	}
	out.Means = teach(asked)
	out.Ways = plainWays(l.topics, asked, reader)
	out.Talk = classify.FitHeads(texts, labels)
	out.Talk.Prune(topicLeast)
	return out
}
