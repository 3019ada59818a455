package answer

import (
	"backtalk/internal/search"
	"backtalk/internal/sign"
)

// Hit is a ranked section or topic; see package search.
type Hit = search.Hit

// Finding is a sign that a message may tell; see package sign.
type Finding = sign.Finding

// Level names the gravest danger sign of an answer that somebody has; empty when there is none.
func (a Answer) Level() string {
	gravest := sign.NoLevel
	for _, f := range a.Signs {
		if !f.Net {
			gravest = max(gravest, f.Level)
		}
	}
	if gravest == sign.NoLevel {
		return ""
	}
	return gravest.String()
}
