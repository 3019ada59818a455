package importing

import (
	"cmp"
	"errors"
	"fmt"
	"html"
	"path/filepath"
	"slices"
	"strings"

	"backtalk/internal/corpus"
)

// maxHeading is how many words a heading has at most; a longer one is a paragraph that somebody made big.
const maxHeading = 40

var errNoText = errors.New("there is no text in it to answer with")

// shape makes entries of blocks. A title among them replaces the article's.
func (a *Article) shape(blocks []block) error {
	blocks = a.tidied(blocks)
	blocks = typedLists(blocks)
	blocks = labelled(blocks)
	blocks = tabled(blocks)
	blocks = asked(blocks)
	title, blocks := titled(blocks)
	a.Title = titleOf(cmp.Or(title, a.Title))
	a.Entries = a.entries(blocks)
	if !slices.ContainsFunc(a.Entries, func(e Entry) bool { return e.Words > 0 }) {
		return errNoText
	}
	return a.tooLarge()
}

// tooLarge says what is wrong with an article that package corpus would not take.
func (a *Article) tooLarge() error {
	const most = 900 // passages under a heading, and some to spare
	for _, e := range a.Entries {
		if len(e.blocks)+e.Words/80 > most {
			return fmt.Errorf("%q is %d words without a heading; put headings between them and import it again", cmp.Or(firstWords(e.Heading, 12), "(before the first heading)"), e.Words)
		}
	}
	if size := len(a.Markdown()); size > corpus.MaxFile {
		return fmt.Errorf("it makes %d MB of text; an article may have %d: import it in parts", size>>20, corpus.MaxFile>>20)
	}
	return nil
}

func baseName(file string) string { return strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)) }

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

// tidied makes headings of their words alone, and drops lines of copyright.
func (a *Article) tidied(blocks []block) []block {
	var out []block
	for _, b := range blocks {
		if b.kind == heading {
			if b.lines = []string{headingText(b.lines[0])}; b.words() > maxHeading {
				b.kind = paragraph
			}
		}
		words := strings.ToLower(plain(b.lines...))
		isCopyright := strings.HasPrefix(words, "©") || strings.HasPrefix(words, "copyright ©") || strings.Contains(words, "all rights reserved")
		switch {
		case b.words() == 0:
		case b.kind == paragraph && isCopyright && b.words() <= 30:
			a.leave("footer", plain(b.lines...))
		default:
			out = append(out, b)
		}
	}
	return out
}

// headingText is a heading's text. Names of characters in it, such as "&amp;", were meant as the characters; signs around
// it only show that it can be opened.
func headingText(s string) string {
	const icons = "+-−–—×✕✖▼▲▾▴▸▶►›»¶|•"
	const often = 3 // that programs escaped them, one after the other
	for range often {
		s = html.UnescapeString(s)
	}
	if html.UnescapeString(s) != s {
		s = strings.ReplaceAll(s, "&", "& ")
	}
	words := strings.Fields(plain(clean(s)))
	isIcon := func(w string) bool { return strings.Trim(w, icons) == "" }
	for len(words) > 1 && isIcon(words[0]) {
		words = words[1:]
	}
	for len(words) > 1 && isIcon(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
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
	repeated := empty && blocks[first+1].level == 1 // a page whose questions are of that level too
	if level == 1 && (alone || repeated) || empty && highest && aboutQuestions(words) {
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
