// Package classify tells what kind of message a text is, from examples: a multinomial logistic regression over words,
// pairs of words and runs of characters. There are no word vectors and nothing learnt elsewhere; all it knows stands in the
// files of the knowledge.
//
// Package corpus asks it what a question or a section is about; package sign asks it whether somebody is in danger. Both read what
// was fitted once, by "backtalk learn"; only the topics that a folder brings are fitted when it is loaded, or were
// at an earlier load and are kept.
package classify
