package answer

import (
	"backtalk/internal/redflag"
	"backtalk/internal/search"
)

// Hit is a ranked section or topic; see package search.
type Hit = search.Hit

// Flag is a danger sign that was found; see package redflag.
type Flag = redflag.Flag

// Level names the gravest danger sign of an answer that somebody has; empty when there is none.
func (a Answer) Level() string {
	gravest := redflag.NoLevel
	for _, f := range a.Flags {
		if !f.Asked {
			gravest = max(gravest, f.Level)
		}
	}
	if gravest == redflag.NoLevel {
		return ""
	}
	return gravest.String()
}
