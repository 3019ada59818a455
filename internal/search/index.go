// Package search finds the sections of a corpus that a question asks about.
//
// There is one ranking for every section, and several kinds of evidence: the text (BM25 over the body, and the words that question and heading share), what words mean
// (word vectors), and how alike question and section are in topic space, where the library's classifier places both; and,
// for a section that a topic covers, the probability of that topic. In a large folder bleve finds the candidates; of a small
// one all sections are. Whether a hit is good enough to be shown is not decided here.
package search

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"

	"backtalk/internal/corpus"
	"backtalk/internal/text"
)

// Fields of the bleve index.
const (
	headingField = "heading"
	bodyField    = "body"
)

// Index is an immutable, in-memory index of a corpus. Make it with [New]; it may be used by many goroutines.
type Index struct {
	corpus   *corpus.Corpus
	analyzer *analyzer
	bleve    bleve.Index // nil for a small folder, which is looked at whole
	numbers  []int32     // bleve's number of a document -> the passage's
	texts    *texts
	vectors  *text.Vectors
	near     near
	views    []view            // by number
	passages []*corpus.Passage // by number
	topics   []*corpus.Topic
	speller  *text.Speller
	lexicon  lexicon
	weights  Weights
}

// New builds the index of a corpus: what the passages mean, and for a large one bleve's, in one batch, which its scores depend on.
func New(c *corpus.Corpus, weights Weights) (*Index, error) {
	x := &Index{corpus: c, analyzer: newAnalyzer(c.Synonyms()), topics: c.Topics(), passages: c.Passages(), vectors: text.NewVectors(c.Meanings()), weights: weights}
	x.texts = newTexts(x.analyzer, x.passages)
	x.lexicon = newLexicon(x.analyzer, c)
	x.speller = x.lexicon.speller()
	x.near = near{vectors: text.NewVectors(text.Meanings{}), byStem: map[string]int32{}}
	x.views = x.view(x.passages)
	if len(x.passages) > maxAll {
		var err error
		if x.bleve, err = newBleve(x.passages, c.Synonyms()); err != nil {
			return nil, fmt.Errorf("building the index: %w", err)
		}
		if x.numbers, err = numbers(x.bleve, len(x.passages)); err != nil {
			return nil, errors.Join(fmt.Errorf("reading the index: %w", err), x.Close())
		}
	}
	return x, nil
}

// newBleve makes bleve's index of passages. scorch in memory is asked for by name: bleve.NewMemOnly would make another kind.
func newBleve(passages []*corpus.Passage, synonyms [][]string) (bleve.Index, error) {
	if err := registerAnalyzer(); err != nil {
		return nil, err
	}
	m, err := indexMapping(synonyms)
	if err != nil {
		return nil, err
	}
	x, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, err
	}
	batch := x.NewBatch()
	for i, p := range passages {
		doc := map[string]any{headingField: p.Heading(), bodyField: p.Text()}
		if err := batch.Index(strconv.Itoa(i), doc); err != nil {
			return nil, errors.Join(fmt.Errorf("passage %s: %w", p.ID(), err), x.Close())
		}
	}
	if err := x.Batch(batch); err != nil {
		return nil, errors.Join(err, x.Close())
	}
	return x, nil
}

// indexMapping describes the two fields. Nothing is stored: texts are served from the files.
func indexMapping(groups [][]string) (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	if err := m.AddCustomAnalyzer(analyzerType, map[string]interface{}{"type": analyzerType, "groups": groups}); err != nil {
		return nil, fmt.Errorf("setting up the analysis: %w", err)
	}
	field := bleve.NewTextFieldMapping()
	field.Analyzer = analyzerType
	field.Store, field.IncludeInAll, field.IncludeTermVectors, field.DocValues = false, false, false, false
	doc := bleve.NewDocumentStaticMapping()
	for _, name := range []string{headingField, bodyField} {
		doc.AddFieldMappingsAt(name, field)
	}
	m.DefaultMapping = doc
	m.DefaultAnalyzer = analyzerType
	return m, nil
}

// Corpus is what the index was built from.
func (x *Index) Corpus() *corpus.Corpus { return x.corpus }

// Close gives the index's memory back. No search may be under way.
func (x *Index) Close() error {
	if x.bleve == nil {
		return nil
	}
	return x.bleve.Close()
}
