package search

import (
	"context"
	"fmt"
	"testing"

	"github.com/blevesearch/bleve/v2"

	"backtalk/internal/corpus"
)

// plain is bleve as it comes, over heading and body and with nothing of ours but the analysis. It is the yardstick of the benchmarks.
type plain struct{ bleve bleve.Index }

// newPlain builds bleve's index of a corpus.
func newPlain(c *corpus.Corpus) (*plain, error) {
	x, err := newBleve(c.Passages(), c.Synonyms())
	if err != nil {
		return nil, fmt.Errorf("building the index: %w", err)
	}
	return &plain{x}, nil
}

// search tells how many of the best n passages bleve finds for a question.
func (p *plain) search(ctx context.Context, question string, n int) (int, error) {
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

func TestPlain(t *testing.T) {
	x, err := newPlain(clinic(t).Corpus())
	if err != nil {
		t.Fatal(err)
	}
	defer x.bleve.Close()
	for _, tt := range []struct {
		question string
		n, want  int
	}{{"massage", 10, 2}, {"massage", 1, 1}, {"zebra", 10, 0}, {"", 10, 0}, {"how expensive is it", 10, 0}} {
		if got, err := x.search(context.Background(), tt.question, tt.n); err != nil || got != tt.want {
			t.Errorf("%q: got %d, %v, want %d", tt.question, got, err, tt.want)
		}
	}
}
