package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"backtalk/internal/text"
)

// Fault is one thing that is wrong in a configuration, and what to do about it. It never repeats a value: that could
// be a secret.
type Fault struct {
	File    string
	Line    int // counted from 1; 0 when the whole file is meant
	Message string
}

// Error gives the fault as "file:line: message".
func (f Fault) Error() string {
	if f.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Message)
	}
	return fmt.Sprintf("%s: %s", f.File, f.Message)
}

// Faults is every fault of a configuration, by line. [Load] returns it as its error.
type Faults []Fault

// Error lists all faults, one a line.
func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.Error()
	}
	return strings.Join(lines, "\n")
}

// sorted puts the faults in order of their lines.
func (fs Faults) sorted() Faults {
	slices.SortStableFunc(fs, func(a, b Fault) int { return cmp.Compare(a.Line, b.Line) })
	return fs
}

// nearest is the name among names that was probably meant by word, or "".
func nearest(word string, names []string) string {
	best, most := "", len(word)/2
	for _, n := range names {
		if d := text.Distance(text.Normal(word), n, most); d <= most {
			best, most = n, d-1
		}
	}
	return best
}
