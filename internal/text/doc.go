// Package text is the one way in which the program reads words: their normal form, where they stand, sentences and
// clauses, stems, likely spellings, language. It knows nothing of massage or danger, and imports nothing of ours.
//
// words.txt is a list of ordinary English words, one a line, sorted by bytes: the plain words of SCOWL's small American list
// (Debian's wamerican-small), whose notice is COPYRIGHT-SCOWL.txt.
package text
