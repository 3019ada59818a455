// Package fault is how files that people write tell what is wrong in them: every fault with its file, its line and what to do,
// and the right name that was probably meant. It has them for articles, topics, signs, labelled questions and the
// configuration.
//
// [YAML] is one way of reading YAML that finds a line for everything; topics, signs and what stands before an article are read
// with it. Package config walks its file by itself: it looks for secrets wherever they may stand, and repeats no value.
package fault

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Fault is one thing that is wrong in a file or folder.
type Fault struct {
	File    string
	Line    int    // counted from 1; 0 when the whole file or folder is meant
	Message string // what is wrong and, after a semicolon, what to do
}

// Error gives the fault as "file:line: message".
func (f Fault) Error() string {
	if f.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Message)
	}
	return fmt.Sprintf("%s: %s", f.File, f.Message)
}

// Faults are all faults that were found. It is the error of whoever reads files of people, so that they can put everything right
// at once.
type Faults []Fault

// Error lists all faults, one a line.
func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.Error()
	}
	return strings.Join(lines, "\n")
}

// Add adds a fault; the line is 0 when the whole file is meant.
func (fs *Faults) Add(file string, line int, format string, args ...any) {
	*fs = append(*fs, Fault{File: file, Line: line, Message: fmt.Sprintf(format, args...)})
}

// Err returns the faults as an error, by file and line, or nil when there are none.
func (fs Faults) Err() error {
	if len(fs) == 0 {
		return nil
	}
	fs.Sort()
	return fs
}

// Sort puts the faults in the order of their files and lines; those of one line stay in the order in which they were found.
func (fs Faults) Sort() {
	slices.SortStableFunc(fs, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
}
