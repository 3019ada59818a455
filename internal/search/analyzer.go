package search

import (
	"encoding/json"
	"fmt"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
)

// analyzerType is the name under which bleve knows our analysis.
const analyzerType = "backtalk"

// registerAnalyzer makes our analysis known to bleve, once a process: bleve builds analyzers from a process-wide
// registry, and refuses a name that it has already.
var registerAnalyzer = sync.OnceValue(func() error {
	return registry.RegisterAnalyzer(analyzerType, func(config map[string]interface{}, _ *registry.Cache) (analysis.Analyzer, error) {
		raw, err := json.Marshal(config["groups"])
		if err != nil {
			return nil, fmt.Errorf("reading synonyms: %w", err)
		}
		var groups [][]string
		if err := json.Unmarshal(raw, &groups); err != nil {
			return nil, fmt.Errorf("reading synonyms: %w", err)
		}
		return newAnalyzer(groups), nil
	})
})

// analyzer turns text into terms, alike for passages, phrasings and questions: words in normal form, function words
// dropped, stemmed, synonyms folded. Everything happens on single words with their offsets kept, so a term's span is
// true in the text as written. It may be used by many at once.
type analyzer struct {
	synonyms *synonyms
	readers  sync.Pool
}

func newAnalyzer(groups [][]string) *analyzer {
	return &analyzer{newSynonyms(groups), sync.Pool{New: func() any { return newReader() }}}
}

// words are the words of a text, with their stems.
func (a *analyzer) words(text string) []word {
	r := a.readers.Get().(*reader)
	defer a.readers.Put(r)
	return r.words(text)
}

// read reads a text.
func (a *analyzer) read(text string) reading {
	ws := a.words(text)
	return reading{ws, a.synonyms.fold(ws)}
}

// Analyze is bleve's view of the words of a text that say something about its subject.
func (a *analyzer) Analyze(input []byte) analysis.TokenStream {
	ws := a.read(string(input)).content()
	out := make(analysis.TokenStream, len(ws))
	for i, w := range ws {
		out[i] = &analysis.Token{Term: []byte(w.stem), Start: w.start, End: w.end, Position: i + 1, Type: analysis.AlphaNumeric}
	}
	return out
}

// isFunctionWord tells whether a word says nothing about the subject of a passage. Question words, negations and
// words such as "before" and "between" are not in the list: they tell questions apart.
func isFunctionWord(w string) bool {
	switch w {
	case "?", "a", "an", "the", "this", "that", "these", "those", "i", "im", "ive", "id", "ill", "me", "my", "mine", "myself",
		"you", "your", "yours", "youre", "u", "ur", "he", "him", "his", "she", "her", "hers", "it", "its", "we", "us", "our",
		"they", "them", "their", "am", "is", "are", "was", "were", "be", "been", "being", "do", "does", "did", "doing", "done",
		"have", "has", "had", "having", "can", "could", "would", "should", "will", "shall", "may", "might", "must",
		"of", "to", "in", "on", "at", "for", "with", "from", "by", "as", "into", "and", "or", "but", "if", "so", "than", "then",
		"thats", "theres", "heres", "hes", "shes",
		"there", "here", "about", "any", "some", "just", "please", "pls", "also", "too", "very", "really", "get", "got",
		"thanks", "hi", "hey", "hello", "lol", "um", "uh", "ok", "okay", "like":
		return true
	}
	return false
}
