// Package redflag knows the signs that need a doctor, a crisis line or a plain refusal instead of a massage, and
// the words to say then.
//
// The signs are data: knowledge/redflags.yaml, written to be read, edited and signed by a clinician, and explained
// at its top. [Load] reads it and reports every fault at once; [Rules.Check] reads one message, with the asker's last
// ones, and returns the [Flag]s, gravest first. Beside the classifier the package imports no other package of this program, and needs no
// index, so it works when everything else is broken.
//
// How a message is read, in the order of the files:
//
//	normal.go   capitals, accents, full width, zero width and "n't" are levelled; the text becomes words
//	stem.go     words lose their endings; typo.go repairs slips in long words
//	words.go    words lost to slips of the space bar and numbers of two words are put together
//	trie.go     all phrases of all sets are found in one walk over the words
//	context.go  which words are negated or over; clause.go: long ago, somebody else's past, about no person, only asked about
//	pattern.go  what a pattern is; match.go: whether it holds, and which rules fire
//	likeness.go how much the message sounds like the phrases (phrases.go) that people use when they have a sign
//
// Nothing here diagnoses, and silence is not an all-clear.
package redflag
