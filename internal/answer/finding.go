package answer

import (
	"context"
	"math"

	"backtalk/internal/corpus"
	"backtalk/internal/search"
)

// Features is what the gate sees of a question and its best passage. None depends on a topic.
type Features struct {
	Vote      float64 // log-odds of the phrasings' votes for the best passage
	Rival     float64 // log of its votes over those of the best other section or topic
	Covered   float64 // share of the votes for anything that passages cover
	Coverage  float64 // share of the question's words, by rarity, that the passage holds
	Text      float64 // the passage's text score
	Known     float64 // how much the question's words speak of the clinic's subjects
	Neighbor  float64 // the nearest phrasings' votes for the passage
	Affinity  float64 // whether the passage's topics are asked about in this way
	Length    float64 // log of the number of words that count
	Domain    float64 // log-likelihood that the words are about our subjects
	Elsewhere float64 // share of the votes for small talk, chatter and far-off talk
}

// Vector lists the features in a fixed order, a constant first, as the weights count them.
func (f Features) Vector() [NumFeatures]float64 {
	return [NumFeatures]float64{1, f.Vote, f.Rival, f.Covered, f.Coverage, f.Text, f.Known, f.Neighbor, f.Affinity, f.Length, f.Elsewhere, f.Domain}
}

// NumFeatures is the length of a feature vector, the constant included.
const NumFeatures = 12

// FeatureNames names the entries of a feature vector.
func FeatureNames() [NumFeatures]string {
	return [NumFeatures]string{"constant", "vote", "rival", "covered", "coverage", "text", "known", "neighbor", "affinity", "length", "elsewhere", "domain"}
}

// finding is what the search gave for a question, and how sure the gate is of its best passage.
type finding struct {
	result     search.Result
	best       *search.Hit // the best hit with a passage; nil when there is none
	features   Features
	confidence float64
	kinds      map[corpus.Kind]float64 // share of the votes by kind, for what nothing covers
}

// refers tells whether two findings are about the same passage.
func (f finding) refers(g finding) bool {
	return f.best != nil && g.best != nil && f.best.Passage == g.best.Passage
}

// weighed is how many hits the gate sees, however many are listed.
const weighed = 10

// look searches and works out the features.
func (e *Engine) look(ctx context.Context, text string) (finding, error) {
	r, err := e.index.Search(ctx, text, focus(text), max(e.top, weighed))
	if err != nil {
		return finding{}, err
	}
	return e.weigh(r, text), nil
}

func (e *Engine) weigh(r search.Result, text string) finding {
	f := finding{result: r, kinds: map[corpus.Kind]float64{}}
	seen := r.Hits[:min(weighed, len(r.Hits))]
	for i := range seen {
		if seen[i].Passage != nil {
			f.best = &seen[i]
			break
		}
	}
	for _, v := range r.Votes {
		if len(e.corpus.Covering(v.Topic.ID)) > 0 {
			f.features.Covered += v.Share
		} else {
			f.kinds[v.Topic.Kind] += v.Share
		}
	}
	if f.best == nil {
		return f
	}
	rival := 0.0
	for _, h := range seen {
		if h.Section != f.best.Section {
			rival = max(rival, h.Vote)
			if r.TextOnly {
				rival = max(rival, h.Text)
			}
		}
	}
	byText := r.TextOnly || len(f.best.Passage.Topics()) == 0
	own := f.best.Vote
	if byText {
		own = f.best.Text
	}
	asked := e.aspects.finder.find(text)
	if parts := focus(text); len(parts) == 1 {
		asked = e.aspects.finder.find(parts[0])
	}
	f.features.Vote = logOdds(own)
	f.features.Rival = math.Log((own + 0.01) / (rival + 0.01))
	f.features.Coverage = f.best.Coverage
	f.features.Text = f.best.Text
	f.features.Known = r.Known
	f.features.Domain = min(max(r.Domain, -8), 8)
	f.features.Neighbor = f.best.Neighbor
	f.features.Affinity = e.aspects.affinity(f.best.Passage.Topics(), asked)
	f.features.Length = math.Log(1 + float64(len(r.Terms)))
	f.features.Elsewhere = f.kinds[corpus.Far] + f.kinds[corpus.Chatter] + f.kinds[corpus.SmallTalk] + f.kinds[corpus.Decline]
	weights := topicWeights()
	if byText {
		weights = textWeights()
	}
	f.confidence = probability(weights, f.features)
	return f
}

// probability is the logistic function of the weighted features.
func probability(weights [NumFeatures]float64, f Features) float64 {
	var z float64
	for i, x := range f.Vector() {
		z += weights[i] * x
	}
	return 1 / (1 + math.Exp(-z))
}

func logOdds(p float64) float64 {
	p = min(max(p, 0.002), 0.998)
	return math.Log(p / (1 - p))
}
