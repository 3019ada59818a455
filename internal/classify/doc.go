// Package classify tells what kind of message a text is, from examples: a multinomial logistic regression over words,
// pairs of words and runs of characters. There are no word vectors and nothing learnt elsewhere; all it knows stands in the
// files of the knowledge.
//
// Package search asks it what a question is about, and fits it at every load; package sign asks it whether somebody is in danger, and
// reads what package lesson fitted once.
package classify
