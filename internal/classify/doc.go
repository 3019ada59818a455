// Package classify tells what kind of message a text is, from examples: a multinomial logistic regression over words,
// pairs of words and runs of characters, fitted at every load. There are no word vectors and nothing learnt elsewhere;
// all it knows stands in the files of the knowledge.
//
// Package search asks it what a question is about, package redflag whether somebody is in danger.
package classify
