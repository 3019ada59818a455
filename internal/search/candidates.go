package search

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/blevesearch/bleve/v2"
)

// candidates are the passages worth a closer look, ascending: all of a small folder, else those whose text matches best.
func (x *Index) candidates(ctx context.Context, terms []queryTerm) ([]int32, error) {
	if x.bleve == nil {
		all := make([]int32, len(x.passages))
		for i := range all {
			all[i] = int32(i)
		}
		return all, nil
	}
	found, err := x.matching(ctx, rarest(terms))
	if err != nil {
		return nil, fmt.Errorf("searching: %w", err)
	}
	slices.Sort(found)
	return found, nil
}

// matching reads from bleve which passages hold terms, and keeps those whose text matches best; of those that match alike, the earlier.
// bleve's own search does the same, and takes three times as long.
func (x *Index) matching(ctx context.Context, terms []queryTerm) ([]int32, error) {
	if _, err := x.bleve.DocCount(); err != nil { // what is inside does not tell that it is closed
		return nil, err
	}
	inner, err := x.bleve.Advanced()
	if err != nil {
		return nil, err
	}
	reader, err := inner.Reader()
	if err != nil {
		return nil, err
	}
	defer reader.Close()
	scores, most := make([]float32, len(x.passages)), 0
	for _, t := range terms {
		for _, f := range []struct {
			name  string
			stats *fieldStats
			idf   float64
		}{{headingField, &x.texts.headings, t.heading}, {bodyField, &x.texts.bodies, t.body}} {
			if f.stats.df[t.id] == 0 {
				continue
			}
			most += int(f.stats.df[t.id])
			found, err := reader.TermFieldReader(ctx, []byte(t.text), f.name, true, false, false)
			if err != nil {
				return nil, err
			}
			doc, err := found.Next(nil)
			for ; doc != nil && err == nil; doc, err = found.Next(doc) {
				number := x.numbers[doc.ID.Value()]
				scores[number] += float32(f.idf * saturated(int(doc.Freq), f.stats.norms[number]))
			}
			if err := errors.Join(err, found.Close()); err != nil {
				return nil, err
			}
		}
	}
	found := make([]int32, 0, min(most, len(scores)))
	for number, s := range scores {
		if s > 0 {
			found = append(found, int32(number))
		}
	}
	return best(found, maxPassages, func(a, b int32) bool { return scores[a] > scores[b] }), nil
}

// rarest keeps the content words that passages hold, and of many those that say most.
func rarest(terms []queryTerm) []queryTerm {
	kept := make([]queryTerm, 0, len(terms))
	for _, t := range terms {
		if !t.function && t.id >= 0 {
			kept = append(kept, t)
		}
	}
	return best(kept, maxTerms, func(a, b queryTerm) bool { return a.idf > b.idf })
}

// numbers tells which passage each of bleve's documents is: bleve numbers them in the order in which it is done with them.
func numbers(b bleve.Index, passages int) ([]int32, error) {
	inner, err := b.Advanced()
	if err != nil {
		return nil, err
	}
	reader, err := inner.Reader()
	if err != nil {
		return nil, err
	}
	defer reader.Close()
	out := make([]int32, passages)
	for i := range out {
		doc, err := reader.InternalID(strconv.Itoa(i))
		if err != nil {
			return nil, err
		}
		out[doc.Value()] = int32(i)
	}
	return out, nil
}
