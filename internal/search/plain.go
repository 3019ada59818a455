package search

import (
	"context"
	"fmt"

	"github.com/blevesearch/bleve/v2"
)

// Plain is bleve as it comes, over heading and body and with nothing of ours but the analysis: how many of the best n
// passages it finds. It is the yardstick of the benchmarks.
func (x *Index) Plain(ctx context.Context, question string, n int) (int, error) {
	heading := bleve.NewMatchQuery(question)
	heading.SetField(headingField)
	body := bleve.NewMatchQuery(question)
	body.SetField(bodyField)
	res, err := x.bleve.SearchInContext(ctx, bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(heading, body), n, 0, false))
	if err != nil {
		return 0, fmt.Errorf("searching: %w", err)
	}
	return len(res.Hits), nil
}
