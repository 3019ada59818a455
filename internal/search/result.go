package search

import "backtalk/internal/corpus"

// Result is what was found for a question.
type Result struct {
	Hits        []Hit        // sections, best first; ties in the order of the articles
	Terms       []Term       // of the question, in order
	Corrections []Correction // typing mistakes that were put right
	Votes       []Vote       // topics by their probability, best first, small talk and far-off talk included
}

// Hit is a section of an article, through its best passage.
type Hit struct {
	Section  string // the section's id
	Passage  *corpus.Passage
	Features Features      // of the passage
	Score    float64       // for ranking only
	Share    float64       // of the section among all: what the scores say of which is the right one, 0 to 1, if one is
	Found    []string      // the question's words that the passage holds
	Missed   []string      // and those that it does not
	Sentence int           // the passage's best sentence
	Nearness float64       // of the first hits: how near the question's words come to those of the passage, 0 to 1
	Farthest float64       // of the first hits: how near the question's word that is farthest from the passage comes to it, 0 to 1
	Named    float64       // of the first hits: what the question's words that its heading holds weigh together, by rarity
	Leading  float64       // how likely the passage or its heading is to be about the question's likeliest topic, 0 to 1
	Topic    *corpus.Topic // of those that the passage covers, the likeliest; nil when it covers none

	number int
}

// Term is a word of the question that says something about its subject.
type Term struct {
	Word    string // as typed, in lower case
	Concept string // the group of synonyms it belongs to; empty when none
	Known   bool   // passages or phrasings use it
}

// Correction is an unknown word and the known one it was taken for.
type Correction struct{ From, To string }

// Vote is a topic's probability.
type Vote struct {
	Topic *corpus.Topic
	Share float64
}
