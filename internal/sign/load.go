package sign

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"backtalk/internal/contact"
	"backtalk/internal/learnt"
	"backtalk/internal/text"
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

// anchored finds YAML's anchors and aliases, with which a small file stands for an endless one.
func anchored(data []byte) bool {
	for line := range bytes.Lines(data) {
		text := bytes.TrimLeft(line, " -")
		if _, value, ok := bytes.Cut(text, []byte(": ")); ok {
			text = bytes.TrimSpace(value)
		}
		text = bytes.TrimLeft(text, "[ ")
		if len(text) > 1 && (text[0] == '&' || text[0] == '*') && text[1] > ' ' {
			return true
		}
	}
	return false
}

// book is what the files say.
type book struct {
	signs []Sign
	words words
}

// words is what signs share: sets, the small words that may stand inside a phrase, and sources by key.
type words struct {
	Small   []string            `yaml:"small"`
	Sets    map[string][]string `yaml:"sets"`
	Sources map[string]string   `yaml:"sources"`
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
// one's place, and needs a signature when it is weaker or takes it away ("off"). The error is a [Faults] with everything that is
// wrong, or says that there are no signs. Certain words alone decide with what it returns.
func LoadFiles(layers ...fs.FS) (*Signs, error) {
	b := book{words: words{Sets: map[string][]string{}, Sources: map[string]string{}}}
	var faults Faults
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
				faults = append(faults, Fault{name, "a sign's file ends in .yaml; rename it"})
				continue
			}
			data, err := fs.ReadFile(layer, name)
			if err != nil {
				return nil, fmt.Errorf("reading the danger signs: %w", err)
			}
			if len(data) > maxFile || anchored(data) {
				faults = append(faults, Fault{name, fmt.Sprintf("a file of at most %d bytes without YAML anchors (&name, *name) is expected", maxFile)})
				continue
			}
			faults = append(faults, b.read(kept, name, bytes.TrimPrefix(data, []byte(bom)))...)
		}
	}
	if len(b.signs) == 0 && len(faults) == 0 {
		return nil, fmt.Errorf("reading the danger signs: no %s/*.yaml: %w", Folder, fs.ErrNotExist)
	}
	if faults = append(faults, b.faults()...); len(faults) > 0 {
		return nil, faults
	}
	slices.SortStableFunc(b.signs, func(x, y Sign) int { return cmp.Compare(y.Priority, x.Priority) })
	s, bad := build(b)
	if len(bad) > 0 {
		return nil, bad
	}
	return s, nil
}

// read takes a file into the book.
func (b *book) read(kept learnt.File, file string, data []byte) Faults {
	if path.Base(file) == wordsFile {
		w, faults, ok := holds[words](kept, file, data)
		if !ok {
			return faults
		}
		b.words.Small = append(b.words.Small, w.Small...)
		for name, list := range w.Sets {
			b.words.Sets[name] = append(b.words.Sets[name], list...)
		}
		for key, source := range w.Sources {
			b.words.Sources[key] = source
		}
		return faults
	}
	s, faults, ok := holds[Sign](kept, file, data)
	if !ok {
		return faults
	}
	s.ID, s.File = strings.TrimSuffix(path.Base(file), path.Ext(file)), file // an empty file has emptied all of it
	s.Grade, _ = GradeOf(s.Level)
	s.Link = s.Grade.Link
	if l, ok := linkOf(s.LinkName); ok {
		s.Link = l
	}
	s.Priority = cmp.Or(s.Priority, s.Grade.Priority)
	i := slices.IndexFunc(b.signs, func(old Sign) bool { return old.ID == s.ID })
	switch {
	case i < 0 && s.Off:
		return append(faults, Fault{file, "off, but no earlier folder has this sign"})
	case i < 0:
		b.signs = append(b.signs, s)
		return faults
	}
	if weaker := s.weaker(b.signs[i]); weaker != "" && !s.Signed() {
		faults = append(faults, Fault{file, "it " + weaker + " without a signature: it needs approved_by"})
	}
	if s.Off {
		b.signs = slices.Delete(b.signs, i, i+1)
	} else {
		b.signs[i] = s
	}
	return faults
}

// decode reads YAML strictly. The library panics on a few files, such as one with a tag in the place of a list: they are
// refused like the rest, or a slip in one file would end the program.
func decode(data []byte, to any) (err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("is not the YAML that is expected; write plain keys with texts and lists, without tags (!name)")
		}
	}()
	return yaml.UnmarshalWithOptions(data, to, yaml.Strict())
}

// unseen finds a character in a file that nobody sees: as it is typed, with its line, or as the file's values spell it out.
func unseen(file string, data []byte, values any) Faults {
	if at, _ := text.Unseen(string(data)); at >= 0 {
		return Faults{{file, fmt.Sprintf("line %d: %s", 1+bytes.Count(data[:at], []byte("\n")), text.UnseenFault(string(data)))}}
	}
	if hidden := text.UnseenFault(fmt.Sprint(values)); hidden != "" {
		return Faults{{file, hidden}}
	}
	return nil
}

func fault(file string, err error) Fault {
	return Fault{file, strings.TrimSpace(yaml.FormatError(err, false, false))}
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

// faults are what signs lack or have too much of.
func (b *book) faults() (faults Faults) {
	patterns := 0
	for _, s := range b.signs {
		for _, text := range s.faults() {
			faults = append(faults, Fault{s.File, text})
		}
		patterns += len(s.Certain)
	}
	if patterns > maxPatterns {
		faults = append(faults, Fault{Folder, fmt.Sprintf("%d certain patterns; %d are as many as somebody reads", patterns, maxPatterns)})
	}
	return faults
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
