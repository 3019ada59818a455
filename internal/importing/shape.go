package importing

import (
	"cmp"
	"errors"
	"html"
	"slices"
	"strings"
)

// maxHeading is how many words a heading has at most; a longer one is a paragraph that somebody made big.
const maxHeading = 40

var errNoText = errors.New("there is no text in it to answer with")

// shape makes an article of blocks. name stands in for a title that the blocks do not have.
func shape(blocks []block, name string, left *leftovers) (*Article, error) {
	blocks = tidied(blocks, left)
	blocks = typedLists(blocks)
	blocks = labelled(blocks)
	blocks = tabled(blocks)
	blocks = asked(blocks)
	title, blocks := titled(blocks)
	a := &Article{Title: titleOf(cmp.Or(title, clean(name))), Entries: entries(blocks, left)}
	a.Left, a.Links, a.Pictures = left.all, left.links, left.pictures
	if !slices.ContainsFunc(a.Entries, func(e Entry) bool { return e.Words > 0 }) {
		return nil, errNoText
	}
	return a, a.tooLarge()
}

// titleOf makes a title of a text: one line, not too long to be shown.
func titleOf(s string) string {
	const most = 100
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		s = strings.TrimSpace(string(r[:most-1])) + "…"
	}
	if s = strings.TrimSpace(clean(s)); hasWord(s) {
		return s
	}
	return "Imported article"
}

// tidied cleans the words of all blocks and drops the blocks without any, and lines of copyright.
func tidied(blocks []block, left *leftovers) []block {
	var out []block
	for _, b := range blocks {
		b.spans = tidy(b.spans)
		if b.kind == heading {
			if b.spans = []span{{text: headingText(oneLine(b.spans))}}; b.words() > maxHeading {
				b.kind, b.level = paragraph, 0
			}
		}
		b.items = tidyItems(b.items)
		for _, row := range b.rows {
			for i := range row {
				row[i] = strings.Join(strings.Fields(clean(row[i])), " ")
			}
		}
		switch {
		case b.words() == 0:
		case b.kind == paragraph && isCopyright(plain(b.spans)):
			left.add("footer", plain(b.spans))
		default:
			out = append(out, b)
		}
	}
	return out
}

func tidyItems(items []item) []item {
	var out []item
	for _, it := range items {
		if it.spans = tidy(it.spans); hasWord(plain(it.spans)) {
			out = append(out, it)
		}
	}
	return out
}

// headingText is a heading's text. Names of characters in it, such as "&amp;", were meant as the characters.
func headingText(s string) string {
	const often = 3 // that programs escaped them, one after the other
	for range often {
		s = html.UnescapeString(s)
	}
	if html.UnescapeString(s) != s {
		s = strings.ReplaceAll(s, "&", "& ")
	}
	return trimIcons(oneLine(tidy([]span{{text: s}})))
}

// trimIcons drops the signs around a heading that only show that it can be opened.
func trimIcons(s string) string {
	const icons = "+-−–—×✕✖▼▲▾▴▸▶►›»¶|•"
	isIcon := func(w string) bool { return strings.Trim(w, icons) == "" }
	words := strings.Fields(s)
	for len(words) > 1 && isIcon(words[0]) {
		words = words[1:]
	}
	for len(words) > 1 && isIcon(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

func isCopyright(s string) bool {
	lower := strings.ToLower(s)
	return countWords(s) <= 30 && (strings.HasPrefix(lower, "©") || strings.HasPrefix(lower, "copyright ©") || strings.Contains(lower, "all rights reserved"))
}

// titled takes the title out of the blocks: the first heading, where it is of the first level and stands above all, or has no
// text of its own and says that questions follow.
func titled(blocks []block) (string, []block) {
	first := slices.IndexFunc(blocks, func(b block) bool { return b.kind == heading })
	if first < 0 {
		return "", blocks
	}
	alone, highest := true, true
	for i, b := range blocks {
		if b.kind == heading && i != first {
			alone = alone && b.level > blocks[first].level
			highest = highest && b.level >= blocks[first].level
		}
	}
	empty := first+1 < len(blocks) && blocks[first+1].kind == heading
	repeated := empty && blocks[first+1].level == 1 // a page whose questions are of that level too
	if !(blocks[first].level == 1 && (alone || repeated)) && !(empty && highest && aboutQuestions(plain(blocks[first].spans))) {
		return "", blocks
	}
	return oneLine(blocks[first].spans), slices.Delete(slices.Clone(blocks), first, first+1)
}

// aboutQuestions tells whether a title is one of questions.
func aboutQuestions(s string) bool {
	s = strings.ToLower(s)
	return strings.Contains(s, "faq") || strings.Contains(s, "question")
}

// entries groups blocks under their headings. Headings that neither hold nor group anything are left out.
func entries(blocks []block, left *leftovers) []Entry {
	var above []int // levels of the headings that the one at hand belongs to
	var out []Entry
	for i, b := range blocks {
		if b.kind != heading {
			if len(out) == 0 {
				out = append(out, Entry{})
			}
			last := &out[len(out)-1]
			last.blocks, last.Words = append(last.blocks, b), last.Words+b.words()
			continue
		}
		if i+1 == len(blocks) || blocks[i+1].kind == heading && blocks[i+1].level <= b.level {
			left.add("heading without text", plain(b.spans))
			continue
		}
		for len(above) > 0 && above[len(above)-1] >= b.level {
			above = above[:len(above)-1]
		}
		above = append(above, b.level)
		out = append(out, Entry{Heading: oneLine(b.spans), Level: min(1+len(above), 6)})
	}
	return slices.DeleteFunc(out, func(e Entry) bool { return e.Heading == "" && e.Words == 0 })
}
