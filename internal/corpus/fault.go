package corpus

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Fault is one thing that is wrong in a knowledge folder, and what to do about it.
type Fault struct {
	File    string
	Line    int // counted from 1; 0 when the whole file or folder is meant
	Message string
}

// Error gives the fault as "file:line: message".
func (f Fault) Error() string {
	if f.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Message)
	}
	return fmt.Sprintf("%s: %s", f.File, f.Message)
}

// Faults is every fault of a folder, by file and line. [Load] returns it as its error.
type Faults []Fault

// Error lists all faults, one a line.
func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.Error()
	}
	return strings.Join(lines, "\n")
}

// report collects faults and warnings while a folder is read.
type report struct{ faults, warnings Faults }

func (r *report) add(file string, line int, format string, args ...any) {
	r.faults = append(r.faults, Fault{File: file, Line: line, Message: fmt.Sprintf(format, args...)})
}

// err returns the faults in order, or nil.
func (r *report) err() error {
	if len(r.faults) == 0 {
		return nil
	}
	slices.SortStableFunc(r.faults, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return r.faults
}
