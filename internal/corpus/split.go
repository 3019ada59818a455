package corpus

import "strings"

// Sizes of passages in words. A passage is what one reply shows: long enough to answer, short enough for a phone.
const (
	joinWords  = 100 // neighbouring paragraphs of a section join up to this size
	breakWords = 160 // a longer paragraph is broken at sentence ends
	leadWords  = 40  // a paragraph that leads in to the next one is no longer
)

// sectionDraft is a section while its file is read: its heading and its blocks.
type sectionDraft struct {
	heading block
	line    int
	blocks  []block
}

// drafts groups a document's blocks by heading, and reports what is wrong with them. Blocks without a word (rules,
// decorations) are nobody's words and left out.
func drafts(fault func(line int, format string, args ...any), view string, blocks []block) []sectionDraft {
	var out []sectionDraft
	lines := lineCounter{text: view}
	for _, b := range blocks {
		line := lines.at(b.start)
		if b.fault != "" {
			fault(line, "%s", b.fault)
		}
		if b.level > 0 {
			out = append(out, sectionDraft{heading: b, line: line})
			continue
		}
		if !hasWord(view[b.start:b.end]) {
			continue
		}
		if len(out) == 0 {
			out = append(out, sectionDraft{line: line})
		}
		last := &out[len(out)-1]
		last.blocks = append(last.blocks, b)
	}
	return out
}

// unit is the least that a passage holds: a block together with what leads in to it, or a piece of a long paragraph.
type unit struct {
	start, end int
	words      int
	covers     []because
}

// units cuts a section's blocks. A short paragraph that ends in a colon or asks a question stays with what follows.
func units(view string, blocks []block) []unit {
	var out []unit
	start, lead := -1, 0 // of the paragraphs that lead in to the block at hand
	for i, b := range blocks {
		words := countWords(view[b.start:b.end])
		if start < 0 {
			start = b.start
		}
		if i+1 < len(blocks) && leadsIn(view, b) && lead+words <= leadWords && adjoin(view, b.end, blocks[i+1].start) {
			lead += words
			continue
		}
		if words > breakWords && b.prose {
			pieces := breakBlock(view, b)
			pieces[0].start = start
			out = append(out, pieces...)
		} else {
			out = append(out, unit{start: start, end: b.end, words: lead + words})
		}
		start, lead = -1, 0
	}
	return out
}

// leadsIn tells whether a paragraph only makes sense with what follows it: "We offer:", "What does it cost?"
func leadsIn(view string, b block) bool {
	text := strings.TrimRight(view[b.start:b.end], "*_")
	return b.prose && (strings.HasSuffix(text, ":") || strings.HasSuffix(text, "?"))
}

// adjoin tells whether only white space lies between two blocks; a comment or a rule between them must not be quoted.
func adjoin(view string, end, start int) bool { return strings.TrimSpace(view[end:start]) == "" }

// passages joins short neighbours that speak of the same things.
func passages(view string, units []unit, heading bool) []unit {
	var out []unit
	for _, u := range units {
		if len(out) > 0 {
			last := &out[len(out)-1]
			if last.words+u.words <= joinWords && adjoin(view, last.end, u.start) && sameTopics(last.covers, u.covers, heading) {
				last.end, last.words = u.end, last.words+u.words
				continue
			}
		}
		out = append(out, u)
	}
	return out
}

// sameTopics tells whether neighbours may be one passage: both cover the same, or the second has nothing of its own
// and no heading that says what it is about.
func sameTopics(a, b []because, heading bool) bool {
	if len(b) == 0 && !heading {
		return true
	}
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].topic != b[i].topic {
			return false
		}
	}
	return true
}

// breakBlock cuts a long paragraph into pieces of about equal size, at sentence ends. A single sentence is never cut.
// Pieces count as full, so that nothing joins them.
func breakBlock(view string, b block) []unit {
	text := view[b.start:b.end]
	total := countWords(text)
	pieces := (total + breakWords - 1) / breakWords
	size := max((total+pieces-1)/pieces, joinWords)
	var out []unit
	words := 0
	for _, s := range sentences(text) {
		n := countWords(text[s.Start:s.End])
		if len(out) > 0 && words+n <= size {
			out[len(out)-1].end = b.start + s.End
			words += n
			continue
		}
		out = append(out, unit{start: b.start + s.Start, end: b.start + s.End, words: joinWords})
		words = n
	}
	return out
}

func countWords(s string) int { return len(strings.Fields(s)) }

// lineCounter tells the line of growing offsets without counting from the start each time.
type lineCounter struct {
	text   string
	offset int
	line   int
}

// at gives the line of a byte offset, counted from 1. Offsets must not shrink from call to call.
func (c *lineCounter) at(offset int) int {
	c.line += strings.Count(c.text[c.offset:offset], "\n")
	c.offset = offset
	return c.line + 1
}
