package redflag

import (
	"errors"
	"fmt"
	"io/fs"
	"sync"
)

// FileName is the file read from each layer.
const FileName = "redflags.yaml"

// Rules are the rules of all layers, ready to check messages. They do not change and may be used by many at once.
type Rules struct {
	all      []Rule
	sets     map[string][]string
	sources  map[string]string
	same     map[string]string
	trie     *trie
	speller  *speller
	names    []string  // of elements, by number
	elements [][]int32 // by element: its alternatives
	wakes    [][]int32 // by alternative: the elements it stands in that are some pattern's rarest
	roles    []role    // by alternative
	patterns []pattern
	bySet    [][]int32 // patterns by their rarest element
	rules    []compiled
	pool     *sync.Pool
	marks    []string // by alternative: the set that it is, or empty
	spoken   []spoken
	likeness *likeness // nil until Learn
}

// compiled is a rule as Check needs it.
type compiled struct {
	blocks  guard // guards that hold it back
	askable bool  // a question about it is worth a flag
	certain bool  // that the message sounds harmless does not hold it back
	graver  []compiledGraver
}

type compiledGraver struct {
	grade   Grade
	pattern pattern
}

// Load reads redflags.yaml and redflag-phrases.yaml from each layer and merges them: a later layer adds rules, sets and
// phrases, and changes rules by id. Taking away ("off") or weakening a rule of an earlier layer needs a signature. A layer
// may lack either file. The error is a [Faults] with everything that is wrong, or says that no layer has the file.
func Load(layers ...fs.FS) (*Rules, error) {
	var (
		read   []layer
		faults Faults
		found  bool
	)
	for i, fsys := range layers {
		folder := ""
		if i > 0 {
			folder = fmt.Sprintf(" (folder %d)", i+1)
		}
		var l layer
		data, err := fs.ReadFile(fsys, FileName)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("reading red flags: %w", err)
		}
		if err == nil {
			var bad Faults
			l, bad = readLayer(FileName+folder, data)
			faults, found = append(faults, bad...), true
		}
		data, err = fs.ReadFile(fsys, PhrasesName)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("reading the phrases of red flags: %w", err)
		}
		if err == nil {
			said, by, bad := readPhrases(PhrasesName+folder, data)
			faults = append(faults, bad...)
			l.phrases, l.phrasesBy = said, by
		}
		read = append(read, l)
	}
	if !found {
		return nil, fmt.Errorf("reading red flags: no %s: %w", FileName, fs.ErrNotExist)
	}
	m := &merged{byID: map[string]int{}, removed: map[string]bool{}, sets: map[string][]Line{}, context: map[string][]Line{},
		same: map[string]string{}, sources: map[string]string{}}
	for _, l := range read {
		m.add(l)
	}
	m.validate()
	m.checkPhrases()
	faults = append(faults, m.faults...)
	if len(faults) > 0 {
		return nil, faults
	}
	return compile(m)
}
