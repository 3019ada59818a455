package corpus

import "strings"

// Sizes of passages in words. A passage is what one reply shows: long enough to answer, short enough for a phone.
const (
	joinWords  = 100 // neighbouring paragraphs of a section join up to this size
	breakWords = 160 // a longer paragraph is broken at sentence ends
)

// sectionDraft is a section while its file is read: its heading and its blocks.
type sectionDraft struct {
	heading block
	line    int
	blocks  []block
}

// drafts groups a document's blocks by heading.
func drafts(src string, blocks []block) []sectionDraft {
	var out []sectionDraft
	lines := lineCounter{src: src}
	for _, b := range blocks {
		if b.level > 0 {
			out = append(out, sectionDraft{heading: b, line: lines.at(b.start)})
			continue
		}
		if len(out) == 0 {
			out = append(out, sectionDraft{line: lines.at(b.start)})
		}
		last := &out[len(out)-1]
		last.blocks = append(last.blocks, b)
	}
	return out
}

// spans cuts a section's blocks into the spans of its passages: long paragraphs are broken at sentence ends, short
// neighbours joined, except where apart says that a block must start a passage of its own.
func spans(src string, blocks []block, apart func(i int) bool) []Sentence {
	var out []Sentence
	room := 0 // words that the last span may still take
	for i, b := range blocks {
		words := countWords(src[b.start:b.end])
		if words > breakWords && b.prose {
			out = append(out, breakBlock(src, b)...)
			room = 0
			continue
		}
		if len(out) > 0 && words <= room && !apart(i) {
			out[len(out)-1].End = b.end
			room -= words
			continue
		}
		out = append(out, Sentence{b.start, b.end})
		room = joinWords - words
	}
	return out
}

// breakBlock cuts a long paragraph into pieces of about equal size, at sentence ends. A single sentence is never cut.
func breakBlock(src string, b block) []Sentence {
	text := src[b.start:b.end]
	total := countWords(text)
	pieces := (total + breakWords - 1) / breakWords
	size := (total + pieces - 1) / pieces
	var out []Sentence
	words := 0
	for _, s := range sentences(text) {
		n := countWords(text[s.Start:s.End])
		if len(out) > 0 && words+n <= max(size, joinWords) {
			out[len(out)-1].End = b.start + s.End
			words += n
			continue
		}
		out = append(out, Sentence{b.start + s.Start, b.start + s.End})
		words = n
	}
	return out
}

func countWords(s string) int { return len(strings.Fields(s)) }

// lineCounter tells the line of growing offsets without counting from the start each time.
type lineCounter struct {
	src    string
	offset int
	line   int
}

// at gives the line of a byte offset, counted from 1. Offsets must not shrink from call to call.
func (c *lineCounter) at(offset int) int {
	c.line += strings.Count(c.src[c.offset:offset], "\n")
	c.offset = offset
	return c.line + 1
}
