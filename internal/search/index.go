// Package search finds the sections of a corpus that a question asks about.
//
// There is one ranking for every section, and several kinds of evidence: the text (BM25 over heading and body), what words mean
// (word vectors), and how alike question and section are in topic space, where the library's classifier places both; and,
// for a section that a topic covers, the probability of that topic. In a large folder bleve finds the candidates; of a small
// one all sections are. Whether a hit is good enough to be shown is not decided here.
package search

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search/query"

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

// candidate is a passage that bleve found.
type candidate struct {
	number int
	score  float32 // the order of bleve's sums, and so the last digits, differ from load to load; these digits do not
	id     string
}

// tied is how many documents are asked for beyond those wanted, so that ties for the last place can be told apart.
const tied = 10

// candidates are the passages worth a closer look: all of a small folder, else those whose text matches best.
func (x *Index) candidates(ctx context.Context, terms []queryTerm) ([]int, error) {
	if x.bleve == nil {
		all := make([]int, len(x.passages))
		for i := range all {
			all[i] = i
		}
		return all, nil
	}
	q := bleve.NewDisjunctionQuery()
	any := false
	for _, t := range rarest(terms) {
		for _, f := range []struct {
			name string
			df   int32
		}{{headingField, x.texts.headings.df[t.id]}, {bodyField, x.texts.bodies.df[t.id]}} {
			if f.df > 0 {
				term := bleve.NewTermQuery(t.text)
				term.SetField(f.name)
				q.AddQuery(term)
				any = true
			}
		}
	}
	if !any {
		return nil, nil
	}
	found, err := x.nearest(ctx, q, maxPassages)
	if err != nil {
		return nil, err
	}
	out := make([]int, len(found))
	for i, c := range found {
		out[i] = c.number
	}
	return out, nil
}

// rarest keeps the content words that passages hold, and of many those that say most.
func rarest(terms []queryTerm) []queryTerm {
	kept := make([]queryTerm, 0, len(terms))
	for _, t := range terms {
		if !t.function && t.id >= 0 {
			kept = append(kept, t)
		}
	}
	if len(kept) > maxTerms {
		slices.SortStableFunc(kept, func(a, b queryTerm) int { return cmp.Compare(b.idf, a.idf) })
		kept = kept[:maxTerms]
	}
	return kept
}

// nearest asks bleve for the passages that match best, at most n, ties by id. Having bleve break ties would make it read the id of
// every match, which costs more than the search; so it is asked again only when more than a few share the last place.
func (x *Index) nearest(ctx context.Context, q query.Query, n int) ([]candidate, error) {
	for size := n + tied; ; size *= 8 {
		out, err := x.matches(ctx, q, size)
		if err != nil {
			return nil, err
		}
		if len(out) == size && out[n-1].score == out[size-1].score {
			continue
		}
		slices.SortFunc(out, func(a, b candidate) int {
			return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.id, b.id))
		})
		return out[:min(n, len(out))], nil
	}
}

// matches lists the best matches, best first.
func (x *Index) matches(ctx context.Context, q query.Query, size int) ([]candidate, error) {
	res, err := x.bleve.SearchInContext(ctx, bleve.NewSearchRequestOptions(q, size, 0, false))
	if err != nil {
		return nil, fmt.Errorf("searching: %w", err)
	}
	out := make([]candidate, len(res.Hits))
	for i, h := range res.Hits {
		number, err := strconv.Atoi(h.ID)
		if err != nil {
			return nil, fmt.Errorf("searching: the index holds the unknown document %q", h.ID)
		}
		out[i] = candidate{number, float32(h.Score), h.ID}
	}
	return out, nil
}
