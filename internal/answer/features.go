package answer

import (
	"context"
	"io/fs"

	"backtalk/internal/search"
	"backtalk/internal/sign"
)

// Features is what the gate sees of a question on its own: the features, the confidence that the present weights make
// of them, the best passage (nil when there is none, and then the features say nothing), and whether the text alone
// spoke. The weights are fitted on it. Earlier messages play no part.
func (e *Engine) Features(ctx context.Context, q Question) (f Features, confidence float64, best *search.Hit, textOnly bool, err error) {
	found, err := e.look(ctx, textOf(q))
	if err != nil {
		return Features{}, 0, nil, false, err
	}
	return found.features, found.confidence, found.best, found.result.TextOnly, nil
}

// LoadSigns reads the danger signs of a folder for [New]; see package sign.
func LoadSigns(layers ...fs.FS) (*sign.Signs, error) { return sign.Load(layers...) }
