// Package classify tells what kind of message a text is, from examples: a multinomial logistic regression over words, pairs of
// words and runs of characters. There are no word vectors in it and nothing learnt elsewhere; all it knows stands in the files
// of the knowledge.
//
// Package corpus asks it what a question or a section is about, and package search compares the two by that; package sign asks
// it whether somebody is in danger. What both go by was fitted once, by "backtalk learn"; only the topics that a folder
// brings are fitted when it is loaded, or were at an earlier load and are kept (extend.go, rows.go).
//
// Two smaller regressions are here as well, which weigh a handful of numbers: [Logistic] for one thing that is so or not, and
// [Conditional] for the right one among several. The weights of the gate, of the ranking and of the opinions about danger come
// from them.
package classify
