package search

import (
	"context"
	"fmt"

	"github.com/blevesearch/bleve/v2"

	"backtalk/internal/corpus"
)

// Plain is bleve as it comes, over heading and body and with nothing of ours but the analysis. It is the yardstick of the benchmarks.
type Plain struct{ bleve bleve.Index }

// NewPlain builds bleve's index of a corpus.
func NewPlain(c *corpus.Corpus) (*Plain, error) {
	x, err := newBleve(c.Passages(), c.Synonyms())
	if err != nil {
		return nil, fmt.Errorf("building the index: %w", err)
	}
	return &Plain{x}, nil
}

// Close gives the index's memory back.
func (p *Plain) Close() error { return p.bleve.Close() }

// Search tells how many of the best n passages bleve finds for a question.
func (p *Plain) Search(ctx context.Context, question string, n int) (int, error) {
	heading := bleve.NewMatchQuery(question)
	heading.SetField(headingField)
	body := bleve.NewMatchQuery(question)
	body.SetField(bodyField)
	res, err := p.bleve.SearchInContext(ctx, bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(heading, body), n, 0, false))
	if err != nil {
		return 0, fmt.Errorf("searching: %w", err)
	}
	return len(res.Hits), nil
}
