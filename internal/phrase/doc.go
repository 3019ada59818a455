// Package phrase finds certain words in a message: phrases, sets of them, patterns made of both, and the grammar around them.
//
// A [Builder] takes the sets, the patterns (their language stands at [Pattern]) and the fields, and gives a [Lexicon], a trie in
// which all phrases stand by the stems of their words. [Lexicon.Read] goes through a message once: it mends what is misspelt,
// finds every phrase that begins at a word, and marks the words that a guard covers. A [Reading] then tells what is there.
//
// Two guards of grammar (guard.go) say why words may not tell that somebody has something now: a denial, and
// a question about what could be. What a guard covers is held, and clear otherwise; both are found, and the caller weighs them.
//
// The package knows nothing of signs or danger. The work on a message grows with its length and not faster.
package phrase
