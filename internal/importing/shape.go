package importing

import (
	"cmp"
	"errors"
	"html"
	"math"
	"slices"
	"strings"
	"unicode"
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

// typedLists makes lists of what people typed as lists, a sign at the start of each line.
func typedLists(blocks []block) []block {
	var out []block
	for _, b := range blocks {
		if b.kind != paragraph {
			out = append(out, b)
			continue
		}
		if n := len(out); n > 0 && out[n-1].kind == list && out[n-1].inside == b.inside {
			if it, ok := typedItem(b.spans); ok && (it.number == 0 || it.number == out[n-1].items[len(out[n-1].items)-1].number+1) {
				out[n-1].items = append(out[n-1].items, it)
				continue
			}
		}
		all := lines(b.spans)
		for from := 0; from < len(all); {
			n := runOfItems(all[from:])
			if n > 1 || n == 1 && strings.HasPrefix(plain(all[from]), "•") {
				items := block{kind: list, inside: b.inside}
				for _, l := range all[from : from+n] {
					it, _ := typedItem(l)
					items.items = append(items.items, it)
				}
				out = append(out, items)
				from += n
				continue
			}
			to := from + max(n, 1)
			for to < len(all) && runOfItems(all[to:]) < 2 {
				to++
			}
			out = append(out, block{kind: paragraph, spans: joined(all[from:to]), inside: b.inside})
			from = to
		}
	}
	return out
}

// runOfItems counts the lines at the start that are items of one list.
func runOfItems(all [][]span) int {
	n := 0
	for n < len(all) {
		it, ok := typedItem(all[n])
		if !ok || it.number > 0 && it.number != n+1 || n > 0 && it.number == 0 && itemNumber(all[0]) > 0 {
			break
		}
		n++
	}
	return n
}

func itemNumber(line []span) int {
	it, _ := typedItem(line)
	return it.number
}

// typedItem reads a line that begins with the sign of an item.
func typedItem(line []span) (item, bool) {
	if len(line) == 0 {
		return item{}, false
	}
	first, rest := line[0].text, line[1:]
	size, number := 0, 0
	if n := numberSign(first); n > 0 {
		size = n
		for _, c := range first[:n-1] {
			number = min(number*10+int(c-'0'), math.MaxInt32)
		}
	} else {
		for _, sign := range []string{"•", "·", "▪", "◦", "‣", "●", "✓", "✔", "-", "*", "–"} {
			if after, ok := strings.CutPrefix(first, sign); ok && (strings.HasPrefix(after, " ") || sign == "•") {
				size = len(sign)
				break
			}
		}
	}
	if size == 0 {
		return item{}, false
	}
	spans := tidy(append([]span{{first[size:], line[0].strong}}, rest...))
	return item{number: number, spans: spans}, hasWord(plain(spans))
}

// labelled reads "Q: ..." and "A: ..." as a heading and what stands under it.
func labelled(blocks []block) []block {
	var out []block
	for i := range blocks {
		b := blocks[i]
		if b.kind != paragraph && b.kind != heading || b.inside && b.kind == paragraph && !afterQuestion(out) {
			out = append(out, b)
			continue
		}
		if answer, ok := cutLabel(b.spans, "a", "answer"); ok && b.kind == paragraph && afterQuestion(out) {
			b.spans = answer
			out = append(out, b)
			continue
		}
		question, ok := cutLabel(b.spans, "q", "question")
		if !ok {
			out = append(out, b)
			continue
		}
		if b.kind == heading {
			b.spans = question
			out = append(out, b)
			continue
		}
		all := lines(question)
		head, rest := all[0], all[1:]
		if len(rest) == 0 && (i+1 == len(blocks) || blocks[i+1].kind == heading) || countWords(plain(head)) > maxHeading {
			out = append(out, b) // nothing answers it
			continue
		}
		out = append(out, block{kind: heading, level: looksLike, spans: []span{{text: headingText(oneLine(head))}}, inside: b.inside})
		if len(rest) > 0 {
			if answer, ok := cutLabel(joined(rest), "a", "answer"); ok {
				rest = lines(answer)
			}
			out = append(out, block{kind: paragraph, spans: joined(rest), inside: b.inside})
		}
	}
	return out
}

func afterQuestion(out []block) bool { return len(out) > 0 && out[len(out)-1].kind == heading }

// cutLabel drops a label with its colon from the start.
func cutLabel(spans []span, names ...string) ([]span, bool) {
	if len(spans) == 0 {
		return nil, false
	}
	whole := plain(spans)
	for _, name := range names {
		if len(whole) > len(name) && strings.EqualFold(whole[:len(name)], name) && strings.ContainsRune(":.)", rune(whole[len(name)])) && unicode.IsUpper(rune(whole[0])) {
			rest := dropStart(spans, len(name)+1)
			if hasWord(plain(rest)) && (whole[len(name)] == ':' || strings.HasPrefix(whole[len(name)+1:], " ")) {
				return rest, true
			}
		}
	}
	return nil, false
}

// dropStart drops so many bytes from the start.
func dropStart(spans []span, n int) []span {
	var out []span
	for _, s := range spans {
		cut := min(n, len(s.text))
		n -= cut
		out = append(out, span{s.text[cut:], s.strong})
	}
	return tidy(out)
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
