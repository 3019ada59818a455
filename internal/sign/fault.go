package sign

import (
	"fmt"
	"strings"
)

// Fault is something wrong in a file.
type Fault struct {
	Place Place
	Sign  string // the sign's id, if it concerns one
	Text  string
}

// String returns "file:line: SIGN: what is wrong".
func (f Fault) String() string {
	if f.Sign == "" {
		return fmt.Sprintf("%s: %s", f.Place, f.Text)
	}
	return fmt.Sprintf("%s: %s: %s", f.Place, f.Sign, f.Text)
}

// Faults is an error that lists everything wrong.
type Faults []Fault

// Error returns one fault a line.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.String()
	}
	return strings.Join(lines, "\n")
}
