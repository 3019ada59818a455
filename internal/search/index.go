// Package search finds what a question asks about: the passages of a corpus and the topics of its library compete in
// one ranking.
//
// Two kinds of evidence count. bleve finds candidate passages by their text, which are then scored by textbook BM25
// over heading and body; and the ways in which people ask about each topic vote, through a classifier fitted over them
// and through their nearest neighbours in the same bleve index. Topics that no passage covers take part, so that the
// best hit can be something that the bot knows it does not know. Whether a hit is good enough to be shown is not
// decided here.
package search

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search/query"

	"backtalk/internal/classify"
	"backtalk/internal/corpus"
	"backtalk/internal/text"
)

// Fields of the bleve index. Heading and body are fields of a passage, phrasing is the only field of a phrasing, so
// that a query over one kind never meets the other.
const (
	headingField  = "heading"
	bodyField     = "body"
	phrasingField = "phrasing"
)

// Index is an immutable, in-memory index of a corpus. Make it with [New]; it may be used by many goroutines.
type Index struct {
	corpus     *corpus.Corpus
	analyzer   *analyzer
	bleve      bleve.Index
	texts      *texts
	passageAt  []*corpus.Passage // by number
	number     map[*corpus.Passage]int
	topics     []*corpus.Topic     // class -> topic
	covering   [][]*corpus.Passage // class -> passages that cover the topic
	families   []family
	phrasings  []int // phrasing -> class
	classifier *classify.Classifier
	speller    *text.Speller
	lexicon    lexicon
	fits       bool // the library speaks of this folder's subjects
}

// minFit is the share of passages that must cover a topic for the library to have a say. A folder on other subjects
// may hold a heading that happens to be a topic's name; it is then searched by its text alone.
const minFit = 0.15

// New builds the index of a corpus: bleve's in one batch, which its scores depend on, and the classifier beside it.
func New(c *corpus.Corpus) (*Index, error) {
	x := &Index{corpus: c, analyzer: newAnalyzer(c.Synonyms()), topics: c.Topics(), passageAt: c.Passages(), number: map[*corpus.Passage]int{}}
	for i, p := range x.passageAt {
		x.number[p] = i
	}
	for _, t := range x.topics {
		x.covering = append(x.covering, c.Covering(t.ID))
	}
	x.families = newFamilies(x.topics, x.covering)
	examples := newExamples(x.analyzer, x.topics)
	for _, e := range examples {
		x.phrasings = append(x.phrasings, e.class)
	}
	x.fits = fits(c.Whole()) // what is withheld still tells what the folder is about
	done := make(chan struct{})
	go func() {
		defer close(done)
		x.classifier = fitClassifier(examples, len(x.topics))
	}()
	err := x.build(examples)
	x.texts = newTexts(x.analyzer, c.Passages())
	x.lexicon = newLexicon(x, examples)
	x.speller = x.lexicon.speller()
	<-done
	if err != nil {
		return nil, fmt.Errorf("building the index: %w", err)
	}
	return x, nil
}

func fits(c *corpus.Corpus) bool {
	covering := map[*corpus.Passage]bool{}
	for _, claim := range c.Claims() {
		covering[claim.Passage] = true
	}
	return len(covering) > 0 && float64(len(covering)) >= minFit*float64(len(c.Passages()))
}

// build fills bleve's index. scorch in memory is asked for by name: bleve.NewMemOnly would make another kind.
func (x *Index) build(examples []example) error {
	if err := registerAnalyzer(); err != nil {
		return err
	}
	m, err := indexMapping(x.corpus.Synonyms())
	if err != nil {
		return err
	}
	if x.bleve, err = bleve.NewUsing("", m, scorch.Name, scorch.Name, nil); err != nil {
		return err
	}
	batch := x.bleve.NewBatch()
	for i, p := range x.corpus.Passages() {
		doc := map[string]any{headingField: p.Heading(), bodyField: p.Text()}
		if err := batch.Index(strconv.Itoa(i), doc); err != nil {
			return errors.Join(fmt.Errorf("passage %s: %w", p.ID(), err), x.bleve.Close())
		}
	}
	for i, e := range examples {
		if err := batch.Index("q"+strconv.Itoa(i), map[string]any{phrasingField: e.text}); err != nil {
			return errors.Join(fmt.Errorf("phrasing %q: %w", e.text, err), x.bleve.Close())
		}
	}
	if err := x.bleve.Batch(batch); err != nil {
		return errors.Join(err, x.bleve.Close())
	}
	return nil
}

// indexMapping describes the three fields. Nothing is stored: texts are served from the files.
func indexMapping(groups [][]string) (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	if err := m.AddCustomAnalyzer(analyzerType, map[string]interface{}{"type": analyzerType, "groups": groups}); err != nil {
		return nil, fmt.Errorf("setting up the analysis: %w", err)
	}
	field := bleve.NewTextFieldMapping()
	field.Analyzer = analyzerType
	field.Store, field.IncludeInAll, field.IncludeTermVectors, field.DocValues = false, false, false, false
	doc := bleve.NewDocumentStaticMapping()
	for _, name := range []string{headingField, bodyField, phrasingField} {
		doc.AddFieldMappingsAt(name, field)
	}
	m.DefaultMapping = doc
	m.DefaultAnalyzer = analyzerType
	return m, nil
}

// Corpus is what the index was built from.
func (x *Index) Corpus() *corpus.Corpus { return x.corpus }

// Close gives the index's memory back. No search may be under way.
func (x *Index) Close() error { return x.bleve.Close() }

// clause is a term to look for in a field.
type clause struct{ term, field string }

// candidate is a document that bleve found: the number of a passage or of a phrasing.
type candidate struct {
	number int
	score  float32 // the order of bleve's sums, and so the last digits, differ from load to load; these digits do not
	id     string
}

// tied is how many documents are asked for beyond those wanted, so that ties for the last place can be told apart.
const tied = 10

// candidates asks bleve for the documents that match best on any of the clauses, at most n, ties by id. Having bleve
// break ties would make it read the id of every match, which costs more than the search; so it is asked again only when
// more than a few share the last place.
func (x *Index) candidates(ctx context.Context, clauses []clause, n int) ([]candidate, error) {
	q := bleve.NewDisjunctionQuery()
	for _, c := range clauses {
		term := bleve.NewTermQuery(c.term)
		term.SetField(c.field)
		q.AddQuery(term)
	}
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
		number, err := strconv.Atoi(strings.TrimPrefix(h.ID, "q"))
		if err != nil {
			return nil, fmt.Errorf("searching: the index holds the unknown document %q", h.ID)
		}
		out[i] = candidate{number, float32(h.Score), h.ID}
	}
	return out, nil
}
