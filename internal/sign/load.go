package sign

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// Folder is where a knowledge folder keeps its signs, one file a sign; wordsFile stands among them.
const (
	Folder    = "signs"
	wordsFile = "words.yaml"
)

// The bounds of what a sign's page may hold, so that somebody can read it.
const (
	maxCertain  = 8
	maxField    = 40
	maxPatterns = 300 // of all signs
)

// Load reads the signs of each layer and merges them: a later layer adds signs and words, and changes signs by id, key by key;
// its patterns and examples are added. Taking a sign away ("off") or weakening it needs a signature. The error is a [Faults]
// with everything that is wrong, or says that there are no signs. What was learnt is read from the last layer that has it.
func Load(layers ...fs.FS) (*Signs, error) {
	b := book{sets: map[string][]string{}, sources: map[string]string{}}
	var faults Faults
	for _, layer := range layers {
		names, err := fs.Glob(layer, Folder+"/*.yaml")
		if err != nil {
			return nil, fmt.Errorf("reading the danger signs: %w", err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(layer, name)
			if err != nil {
				return nil, fmt.Errorf("reading the danger signs: %w", err)
			}
			if path.Base(name) == wordsFile {
				faults = append(faults, readWords(name, data, &b)...)
				continue
			}
			d, bad := readSign(name, data)
			faults = append(append(faults, bad...), b.add(d)...)
		}
	}
	if len(b.signs) == 0 && len(faults) == 0 {
		return nil, fmt.Errorf("reading the danger signs: no %s/*.yaml: %w", Folder, fs.ErrNotExist)
	}
	faults = append(faults, b.validate()...)
	if len(faults) > 0 {
		return nil, faults
	}
	slices.SortStableFunc(b.signs, func(a, b Sign) int { return b.Priority - a.Priority })
	s, bad := build(b)
	if len(bad) > 0 {
		return nil, bad
	}
	for _, layer := range slices.Backward(layers) {
		data, err := fs.ReadFile(layer, LearntFile)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("reading what was learnt: %w", err)
		}
		l, err := ReadLearnt(data)
		if err != nil {
			return nil, err
		}
		return s.With(l), nil
	}
	return s, nil
}

// add takes a file's sign into the book.
func (b *book) add(d draft) (faults Faults) {
	fault := func(format string, args ...any) {
		faults = append(faults, Fault{d.Place, d.ID, fmt.Sprintf(format, args...)})
	}
	i := slices.IndexFunc(b.signs, func(s Sign) bool { return s.ID == d.ID })
	if i < 0 {
		if d.off {
			fault("off, but no earlier folder has this sign")
			return faults
		}
		b.signs = append(b.signs, d.Sign)
		return nil
	}
	old := &b.signs[i]
	weaker := ""
	switch {
	case d.off:
		weaker = "switched off"
	case d.has["level"] && (d.Grade.Priority < old.Grade.Priority || d.Grade.Level < old.Grade.Level):
		weaker = "given a lower level"
	case d.has["link"] && d.Link > old.Link:
		weaker = "given a freer booking link"
	case d.has["priority"] && d.Priority < old.Priority:
		weaker = "given a lower priority"
	case d.has["private"] && old.Private && !d.Private:
		weaker = "answered in public"
	case len(d.Not) > 0:
		weaker = "given messages that must not fire"
	}
	if weaker != "" && !d.Signed() {
		fault("it is %s without a signature: the file needs approved_by", weaker)
	}
	if d.off {
		b.signs = slices.Delete(b.signs, i, i+1)
		return faults
	}
	if d.has["level"] {
		old.Grade, old.Link, old.Priority = d.Grade, d.Link, d.Priority
	}
	if d.has["link"] {
		old.Link = d.Link
	}
	if d.has["priority"] {
		old.Priority = d.Priority
	}
	if d.has["private"] {
		old.Private = d.Private
	}
	for key, text := range map[*string]string{
		&old.Title: d.Title, &old.Meaning: d.Meaning, &old.Reason: d.Reason, &old.Advice: d.Advice, &old.Net: d.Net, &old.AskedOn: d.AskedOn,
		&old.Contact: d.Contact, &old.Aside: d.Aside, &old.Spanish.Advice: d.Spanish.Advice, &old.Spanish.Reason: d.Spanish.Reason, &old.Spanish.Net: d.Spanish.Net,
	} {
		if text != "" {
			*key = text
		}
	}
	old.ApprovedBy, old.ApprovedOn = d.ApprovedBy, d.ApprovedOn
	old.Certain = append(old.Certain, d.Certain...)
	old.Field = append(old.Field, d.Field...)
	old.Fires = append(old.Fires, d.Fires...)
	old.Not = append(old.Not, d.Not...)
	old.Sources = append(old.Sources, d.Sources...)
	return faults
}

// validate reports what signs lack or have too much of.
func (b *book) validate() (faults Faults) {
	known := DefaultContacts()
	all := 0
	for _, s := range b.signs {
		fault := func(at Place, format string, args ...any) {
			faults = append(faults, Fault{at, s.ID, fmt.Sprintf(format, args...)})
		}
		need := []struct{ key, text string }{{"level", s.Grade.Name}, {"title", s.Title}, {"meaning", s.Meaning}, {"reason", s.Reason}, {"advice", s.Advice}}
		if s.Grade.Level.Warns() {
			need = append(need, struct{ key, text string }{"net", s.Net})
		}
		for _, n := range need {
			if n.text == "" {
				fault(s.Place, "%s is missing", n.key)
			}
		}
		if len(s.Sources) == 0 {
			fault(s.Place, "source is missing")
		}
		if len(s.Certain) > maxCertain {
			fault(s.Place, "%d certain patterns; a page holds at most %d", len(s.Certain), maxCertain)
		}
		if len(s.Field) > maxField {
			fault(s.Place, "%d field words; a page holds at most %d", len(s.Field), maxField)
		}
		for _, l := range s.Certain {
			if all++; len([]rune(l.Text)) > MaxPattern {
				fault(l.Place, "a pattern of more than %d characters", MaxPattern)
			}
		}
		for _, l := range s.Field {
			if len(strings.Fields(l.Text)) != 1 {
				fault(l.Place, "%q: a field lists single words", l.Text)
			}
		}
		for _, name := range placeholders(s.Reason + s.Advice + s.Aside + s.Net + s.AskedOn + s.Spanish.Advice + s.Spanish.Reason + s.Spanish.Net) {
			if _, ok := known[name]; !ok {
				fault(s.Place, "no contact is called {%s}", name)
			}
		}
		if _, ok := known[s.Contact]; s.Contact != "" && !ok {
			fault(s.Place, "no contact is called %q", s.Contact)
		}
		if s.Signed() {
			if _, err := time.Parse(time.DateOnly, s.ApprovedOn); err != nil {
				fault(s.Place, "signed without a date: approved_on is YEAR-MONTH-DAY")
			}
		}
	}
	if all > maxPatterns {
		faults = append(faults, Fault{Place{Folder, 0}, "", fmt.Sprintf("%d certain patterns; %d are as many as somebody reads", all, maxPatterns)})
	}
	return faults
}
