package sign

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"backtalk/internal/contact"
	"backtalk/internal/fault"
	"backtalk/internal/learnt"
)

// Folder is where a knowledge folder keeps its signs, one file a sign; wordsFile stands among them.
const (
	Folder    = "signs"
	wordsFile = "words.yaml"
	bom       = "\ufeff" // with which some programs begin a file
)

// The bounds of what a sign's page may hold, so that somebody can read it.
const (
	maxCertain  = 8
	maxField    = 40
	maxPattern  = 120     // characters
	maxPatterns = 300     // of all signs
	maxFile     = 1 << 20 // bytes of a file
)

// book is what the files say.
type book struct {
	signs []Sign
	words words
}

// words is what signs share: sets, the small words that may stand inside a phrase, and sources by key.
type words struct {
	Small   []string
	Sets    map[string][]string
	Sources map[string]string
}

// read takes what a file says.
func (w *words) read(y fault.YAML, text string) {
	w.Sets, w.Sources = map[string][]string{}, map[string]string{}
	for _, f := range y.Parse(text, `"sets:"`) {
		switch f.Key {
		case "small":
			w.Small = listed(y.Texts(f))
		case "sets":
			for _, set := range y.Fields(f, `"name: [words]"`) {
				w.Sets[set.Key] = listed(y.Texts(set))
			}
		case "sources":
			for _, source := range y.Fields(f, `"S1: where it stands"`) {
				w.Sources[source.Key] = y.Text(source)
			}
		default:
			y.Unknown(f, "small", "sets", "sources")
		}
	}
}

// add adds the words of another file.
func (w *words) add(other words) {
	w.Small = append(w.Small, other.Small...)
	for name, list := range other.Sets {
		w.Sets[name] = append(w.Sets[name], list...)
	}
	maps.Copy(w.Sources, other.Sources)
}

// Load reads the signs of each layer as [LoadFiles] does, and what was learnt from the first layer that has it: the
// built-in one. What lies in a clinic's own folder does not count.
func Load(layers ...fs.FS) (*Signs, error) { return LoadWith(nil, layers...) }

// LoadWith is Load with what an earlier load has read of what was learnt, to be shared with it; nil: it is read.
func LoadWith(l *Learnt, layers ...fs.FS) (*Signs, error) {
	s, err := LoadFiles(layers...)
	if err != nil {
		return nil, err
	}
	if l != nil {
		return s.With(l), nil
	}
	for _, layer := range layers {
		part, ok, err := learnt.LoadPart(layer, LearntPart)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		if l, err = ReadLearnt(part.Data); err != nil {
			return nil, err
		}
		return s.With(l), nil
	}
	return s, nil
}

// Learnt is what was learnt; nil when nothing was.
func (s *Signs) Learnt() *Learnt {
	if s.learnt == nil {
		return nil
	}
	return s.learnt.Learnt
}

// LoadFiles reads the signs of each layer. A later layer adds signs and words; its file of the name of an earlier sign takes that
// one's place, and needs a signature when it is weaker or takes it away ("off"). The error is a [fault.Faults] with everything that is
// wrong, or says that there are no signs. Certain words alone decide with what it returns.
func LoadFiles(layers ...fs.FS) (*Signs, error) {
	b := book{words: words{Sets: map[string][]string{}, Sources: map[string]string{}}}
	var faults fault.Faults
	var kept learnt.File
	for _, layer := range layers {
		if kept == nil {
			kept, _ = learnt.LoadFiles(layer) // who reads what was learnt tells what is wrong with it
		}
		names, err := fs.Glob(layer, Folder+"/*.y*ml")
		if err != nil {
			return nil, fmt.Errorf("reading the danger signs: %w", err)
		}
		for _, name := range names {
			if path.Ext(name) != ".yaml" {
				faults.Add(name, 0, "a sign's file ends in .yaml; rename it")
				continue
			}
			data, err := fs.ReadFile(layer, name)
			if err != nil {
				return nil, fmt.Errorf("reading the danger signs: %w", err)
			}
			if len(data) > maxFile {
				faults.Add(name, 0, "has %d bytes; a sign's file has at most %d, so split it or shorten it", len(data), maxFile)
				continue
			}
			b.read(kept, fault.YAML{File: name, Faults: &faults}, strings.TrimPrefix(string(data), bom))
		}
	}
	if len(b.signs) == 0 && len(faults) == 0 {
		return nil, fmt.Errorf("reading the danger signs: no %s/*.yaml: %w", Folder, fs.ErrNotExist)
	}
	b.check(&faults)
	if len(faults) > 0 {
		return nil, faults
	}
	slices.SortStableFunc(b.signs, func(x, y Sign) int { return cmp.Compare(y.Priority, x.Priority) })
	s := build(b, &faults)
	if len(faults) > 0 {
		return nil, faults
	}
	return s, nil
}

// read takes a file into the book.
func (b *book) read(kept learnt.File, y fault.YAML, data string) {
	if path.Base(y.File) == wordsFile {
		if w, ok := holds[words](kept, y, data); ok {
			b.words.add(w)
		}
		return
	}
	s, ok := holds[Sign](kept, y, data)
	if !ok {
		return // what it lacks may be what could not be read
	}
	s.ID, s.File = strings.TrimSuffix(path.Base(y.File), path.Ext(y.File)), y.File
	s.Grade, _ = GradeOf(s.Level)
	s.Link = s.Grade.Link
	if l, ok := linkOf(s.LinkName); ok {
		s.Link = l
	}
	s.Priority = cmp.Or(s.Priority, s.Grade.Priority)
	i := slices.IndexFunc(b.signs, func(old Sign) bool { return old.ID == s.ID })
	switch {
	case i < 0 && s.Off:
		y.Faults.Add(y.File, 0, "off, but no earlier folder has this sign")
		return
	case i < 0:
		b.signs = append(b.signs, s)
		return
	}
	if weaker := s.weaker(b.signs[i]); weaker != "" && !s.Signed() {
		y.Faults.Add(y.File, 0, "it %s without a signature: it needs approved_by", weaker)
	}
	if s.Off {
		b.signs = slices.Delete(b.signs, i, i+1)
	} else {
		b.signs[i] = s
	}
}

// weaker tells in which way a sign protects less than the one whose place it takes; empty when it does not.
func (s Sign) weaker(old Sign) string {
	switch {
	case s.Off:
		return "switches the sign off"
	case s.Grade.Level < old.Grade.Level, s.Priority < old.Priority:
		return "lowers the sign's level"
	case s.Link > old.Link:
		return "gives a freer booking link"
	case old.Private && !s.Private:
		return "answers in public"
	}
	for _, p := range old.Certain {
		if !slices.Contains(s.Certain, p) {
			return fmt.Sprintf("drops the certain words %q", p)
		}
	}
	return ""
}

// check reports what signs lack or have too much of.
func (b *book) check(faults *fault.Faults) {
	patterns := 0
	for _, s := range b.signs {
		for _, text := range s.faults() {
			faults.Add(s.File, 0, "%s", text)
		}
		patterns += len(s.Certain)
	}
	if patterns > maxPatterns {
		faults.Add(Folder, 0, "%d certain patterns; %d are as many as somebody reads", patterns, maxPatterns)
	}
}

func (s Sign) faults() (list []string) {
	fault := func(wrong bool, format string, args ...any) {
		if wrong {
			list = append(list, fmt.Sprintf(format, args...))
		}
	}
	_, known := GradeOf(s.Level)
	fault(!known, "no level is called %q; the levels are %s", s.Level, strings.Join(gradeNames(), ", "))
	_, known = linkOf(s.LinkName)
	fault(s.LinkName != "" && !known, "link is none, reschedule, clinic or keep, not %q", s.LinkName)
	for key, text := range map[string]string{"title": s.Title, "meaning": s.Meaning, "advice": s.Advice, "reason": s.Reason} {
		fault(text == "", "%s is missing", key)
	}
	fault(s.Net == "" && s.Grade.Level.Warns(), "net is missing")
	fault(len(s.Sources) == 0, "source is missing")
	fault(len(s.Certain) > maxCertain, "%d certain patterns; a page holds at most %d", len(s.Certain), maxCertain)
	fault(len(s.Field) > maxField, "%d field words; a page holds at most %d", len(s.Field), maxField)
	for _, p := range s.Certain {
		fault(len([]rune(p)) > maxPattern, "a pattern of more than %d characters: %q", maxPattern, p)
	}
	for _, w := range s.Field {
		fault(len(strings.Fields(w)) != 1, "a field lists single words, not %q", w)
	}
	contacts := contact.Default()
	for _, name := range contact.Named(s.texts()) {
		fault(contacts[name] == "", "no contact is called {%s}", name)
	}
	fault(s.Contact != "" && contacts[s.Contact] == "", "no contact is called %q", s.Contact)
	_, err := time.Parse(time.DateOnly, s.ApprovedOn)
	fault(s.Signed() && err != nil, "signed without a date: approved_on is YEAR-MONTH-DAY")
	slices.Sort(list)
	return list
}

func gradeNames() []string {
	var names []string
	for _, g := range Grades() {
		names = append(names, g.Name)
	}
	return names
}
