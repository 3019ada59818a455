package search

// Features are what a question and a passage have in common, as far as the ranking goes by it. None depends on a subject.
type Features struct {
	Body           float64 // BM25 of the text
	Dice           float64 // how alike question and heading are as sets of words, by rarity, 0 to 1
	Coverage       float64 // share of the question's content words, by rarity, that the heading and one sentence hold, 0 to 1
	HeadingVector  float64 // how alike question and heading are by what their words mean, -1 to 1
	WholeVector    float64 // question and passage
	SentenceVector float64 // question and the nearest sentence
	HeadingTopics  float64 // how alike question and heading are in the space of topics that passages may be about, 0 to 1
	WholeTopics    float64 // question and passage
	SentenceTopics float64 // question and the nearest sentence
	Vote           float64 // the probability of the topics that the passage is said to cover, 0 to 1
}

// NumFeatures is how many there are.
const NumFeatures = 10

// Vector lists the features in a fixed order.
func (f *Features) Vector() [NumFeatures]float64 {
	return [NumFeatures]float64{f.Body, f.Dice, f.Coverage, f.HeadingVector, f.WholeVector, f.SentenceVector, f.HeadingTopics, f.WholeTopics, f.SentenceTopics, f.Vote}
}

// FeatureNames names them, in that order.
func FeatureNames() [NumFeatures]string {
	return [NumFeatures]string{"body", "dice", "coverage", "heading vector", "whole vector", "sentence vector", "heading topics", "whole topics", "sentence topics", "vote"}
}

// Weights are what the features weigh in the ranking.
type Weights [NumFeatures]float64

// score is what a passage scores.
func (w *Weights) score(f *Features) float64 {
	var sum float64
	for i, x := range f.Vector() {
		sum += w[i] * x
	}
	return sum
}
