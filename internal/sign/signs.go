package sign

import (
	"fmt"
	"io"

	"backtalk/internal/fault"
	"backtalk/internal/phrase"
)

// Signs are all signs, ready to check messages. They do not change and may be used by many at once.
type Signs struct {
	all     []Sign
	sources map[string]string
	words   *phrase.Lexicon
	certain []certain
	fields  []phrase.Field // by sign: the words of its field
	learnt  *lessons       // nil without [Signs.With]: then certain words alone decide
}

// certain is a pattern of a sign.
type certain struct {
	sign    int32
	pattern phrase.Pattern
}

// build makes signs of what the files say, and reports which words it does not understand.
func build(b book, faults *fault.Faults) *Signs {
	s := &Signs{all: b.signs, sources: b.words.Sources}
	words, bad := phrase.NewBuilder(b.words.Small, b.words.Sets)
	for _, err := range bad {
		faults.Add(Folder+"/"+wordsFile, 0, "%v", err)
	}
	for i, sg := range s.all {
		for _, line := range sg.Certain {
			p, err := words.Pattern(line)
			if err != nil {
				faults.Add(sg.File, 0, "%v", err)
			}
			s.certain = append(s.certain, certain{int32(i), p})
		}
		s.fields = append(s.fields, words.Field(sg.Field))
	}
	s.words = words.Lexicon()
	return s
}

// Set returns what a set of words lists, as its file does: phrases in which other sets may stand.
func (s *Signs) Set(name string) []string { return s.words.Set(name) }

// Fingerprint writes what of the signs is learnt from: certain words, and sets. Their texts are no part of it.
func (s *Signs) Fingerprint(w io.Writer) {
	for i := range s.certain {
		fmt.Fprintf(w, "%s %s\n", s.all[s.certain[i].sign].ID, s.certain[i].pattern)
	}
	s.words.Fingerprint(w)
}
