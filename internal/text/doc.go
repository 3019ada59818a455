// Package text is the one way in which the program reads words: their normal form, where they stand, sentences and
// clauses, stems, likely spellings, language. It knows nothing of massage or danger, and imports nothing of ours.
//
// words.txt is a list of ordinary English words, one a line, sorted by bytes: the plain words of SCOWL's small American list
// (Debian's wamerican-small), whose notice is COPYRIGHT-SCOWL.txt. vectors.i8 says what these words, and those of more.txt, mean: see
// vectors.go, and LICENSE-APACHE-2.0.txt for where it is from.
package text
