package importing

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"backtalk/internal/corpus"
)

// maxHeading is how many words a heading has at most.
const maxHeading = 40

// article makes an article of what is read from a source. A title among the blocks replaces the source's name.
func article(source string, read func(*Article) ([]block, error)) (*Article, error) {
	name := filepath.Base(source)
	a := &Article{Title: strings.TrimSuffix(name, filepath.Ext(name))}
	blocks, err := read(a)
	if err == nil {
		title, rest := titled(asked(labelled(typedLists(blocks))))
		a.Title = titleOf(cmp.Or(title, a.Title))
		a.Entries = a.entries(rest)
		err = a.fault()
	}
	var inLine lineError
	switch {
	case errors.As(err, &inLine):
		return nil, fmt.Errorf("%s:%w", source, err)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", source, err)
	}
	return a, nil
}

// fault says what is wrong with an article that package corpus would not take.
func (a *Article) fault() error {
	const most = 900 // passages under a heading, and some to spare
	for _, e := range a.Entries {
		if len(e.blocks)+e.Words/80 > most {
			return fmt.Errorf("%q is %d words without a heading; put headings between them and import it again", cmp.Or(firstWords(e.Heading, 12), "(before the first heading)"), e.Words)
		}
	}
	if !slices.ContainsFunc(a.Entries, func(e Entry) bool { return e.Words > 0 }) {
		return errors.New("there is no text in it to answer with; where a page shows its text only after a while, save it in the browser (\"complete\") and import that file, or copy its text into a .txt file")
	}
	if size := len(a.Markdown()); size > corpus.MaxFile {
		return fmt.Errorf("it makes %d MB of text; an article may have %d: import it in parts", size>>20, corpus.MaxFile>>20)
	}
	return nil
}

// titleOf makes a title of a text: one line, not too long to be shown.
func titleOf(s string) string {
	const most = 100
	s = oneLine(clean(s))
	if r := []rune(s); len(r) > most {
		s = strings.TrimSpace(string(r[:most-1])) + "…"
	}
	if !hasWord(s) {
		return "Imported article"
	}
	return s
}

var icons = regexp.MustCompile(`^([+−–—×✕✖▼▲▾▴▸▶►›»¶|•-]+ )+|( [+−–—×✕✖▼▲▾▴▸▶►›»¶|•-]+)+$`)

// headingText is a heading's text. Signs around it only show that it can be opened.
func headingText(s string) string {
	return icons.ReplaceAllString(oneLine(clean(s)), "")
}

// titled takes the title out of the blocks: the first heading, where it is of the first level and stands above all, or has no
// text of its own and says that questions follow.
func titled(blocks []block) (string, []block) {
	first := slices.IndexFunc(blocks, func(b block) bool { return b.kind == heading })
	if first < 0 {
		return "", blocks
	}
	words, level := blocks[first].lines[0], blocks[first].level
	alone, highest := true, true
	for _, b := range blocks[first+1:] {
		if b.kind == heading {
			alone, highest = alone && b.level > level, highest && b.level >= level
		}
	}
	empty := first+1 < len(blocks) && blocks[first+1].kind == heading
	if level == 1 && alone || empty && highest && aboutQuestions.MatchString(words) {
		return words, slices.Delete(slices.Clone(blocks), first, first+1)
	}
	return "", blocks
}

// entries groups blocks under their headings. Headings that neither hold nor group anything are left out.
func (a *Article) entries(blocks []block) []Entry {
	var above []int // levels of the headings that the one at hand belongs to
	out := []Entry{{}}
	for i, b := range blocks {
		if b.kind != heading {
			last := &out[len(out)-1]
			last.blocks, last.Words = append(last.blocks, b), last.Words+b.words()
			continue
		}
		if i+1 == len(blocks) || blocks[i+1].kind == heading && blocks[i+1].level <= b.level {
			a.leave("heading without text", b.lines[0])
			continue
		}
		for len(above) > 0 && above[len(above)-1] >= b.level {
			above = above[:len(above)-1]
		}
		above = append(above, b.level)
		out = append(out, Entry{Heading: b.lines[0], Level: min(1+len(above), 6)})
	}
	if out[0].Words == 0 {
		return out[1:]
	}
	return out
}
