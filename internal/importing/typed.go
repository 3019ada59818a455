package importing

import (
	"math"
	"strings"
	"unicode"
)

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
