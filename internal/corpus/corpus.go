// Package corpus turns folders of articles into passages that can be quoted.
//
// Files become documents, documents are cut into sections and passages, and every passage is a span of its file: its text is
// never copied, joined or rewritten, so what is quoted is what somebody wrote. Only this package can make a [Passage]. Beside
// the articles stand the topics (what people ask about, and in which words) and the synonyms. [Load] reads all of it, or
// reports every fault at once.
//
// Where to look: folder.go and read.go find the articles, front.go reads what stands before their text; markdown.go, plain.go
// and question.go cut a file into blocks by what it looks like, split.go makes sections and passages of these; library.go reads
// topics and synonyms with what was learnt of them (learnt.go); build.go names everything and says which section covers which
// topic (cover.go), and replace.go lets the clinic's own sections take the place of built-in ones on the same subject. place.go
// tells what a text is about.
package corpus

import (
	"slices"

	"backtalk/internal/fault"
)

// Corpus is everything a folder of knowledge holds, checked and immutable. The zero value is an empty corpus.
type Corpus struct {
	documents []*Document
	passages  []*Passage
	topics    []*Topic
	synonyms  [][]string
	claims    []Claim
	warnings  fault.Faults
	builtin   bool
	massage   bool
	replaced  []Replacement

	byPassage map[string]*Passage
	byTopic   map[string]*Topic
	covering  map[string][]*Passage

	place  *placer             // tells which topics a text is about
	learnt *Learnt             // of the built-in topics; nil when nothing was
	ways   map[string][]string // some ways to ask for a topic, by its id

	whole *Corpus // what this is a part of; nil for a whole one
}

// Document is one article file.
type Document struct {
	Name        string     // the file's name without its ending, shortened to at most 24 bytes
	File        string     // the file's path inside its folder
	Title       string     // from the front matter, else the first heading that is no question of a "Q:", else the name
	Titled      bool       // somebody gave it that title: it is neither its first question nor its name
	Builtin     bool       // it came with the program
	Source      string     // who says so, for the line under a quote; may be empty
	Reviewed    string     // date of the last review, YYYY-MM-DD; empty when nobody has reviewed it
	ReviewedBy  string     // who reviewed it; empty when nobody has
	ReviewUntil string     // last day on which the review holds, YYYY-MM-DD; empty when it holds until further notice
	Sections    []*Section // in the order of the file

	text string
}

// Section is a heading and the passages under it, up to the next heading.
type Section struct {
	ID       string   // unique in the whole folder: given, or the heading's words; at most 80 bytes
	Heading  string   // as written, markup and the mark of a question removed; empty for text before any heading
	Level    int      // 1 for a title, 2 for a section; a line of plain text without a # counts as 2, and so does a question
	Line     int      // of the heading, counted from 1
	Source   string   // what this section rests on, else the document's source
	Asks     []string // how people ask for it, as its owner says in the front matter
	Passages []*Passage

	document *Document
	question bool     // marked as one; its answer introduces nothing
	under    []string // headings that this section introduces, when its last passage ends in a colon
}

// Passage is a span of a document: a paragraph, several short ones, or a part of a long one. It can only be made
// by this package, from a file, so its text is verbatim by construction.
type Passage struct {
	section    *Section
	id         string
	start, end int
	line       int
	sentences  []Sentence
	topics     []string
}

// Sentence is a span of a passage's text, in bytes from the passage's start.
type Sentence struct{ Start, End int }

// ID names the passage: document/section/number. It is at most 64 bytes, the room a platform's button leaves; of a longer
// section's id, the end is a hash.
func (p *Passage) ID() string { return p.id }

// Text is the passage word for word, as it stands in its file.
func (p *Passage) Text() string { return p.section.document.text[p.start:p.end] }

// Span gives the passage's place in its file, in bytes.
func (p *Passage) Span() (start, end int) { return p.start, p.end }

// Line is the passage's first line in its file, counted from 1.
func (p *Passage) Line() int { return p.line }

// Heading is the heading that the passage stands under; empty when there is none.
func (p *Passage) Heading() string { return p.section.Heading }

// Document is the article that the passage belongs to.
func (p *Passage) Document() *Document { return p.section.document }

// Section is the section that the passage belongs to.
func (p *Passage) Section() *Section { return p.section }

// Topics are the ids of the topics that the passage covers.
func (p *Passage) Topics() []string { return slices.Clone(p.topics) }

// Source says what the passage rests on: its section's source, else its document's.
func (p *Passage) Source() string {
	if p.section.Source != "" {
		return p.section.Source
	}
	return p.section.document.Source
}

// Sentences are the spans of the passage's sentences, in order; together they hold all of its words.
func (p *Passage) Sentences() []Sentence { return slices.Clone(p.sentences) }

// Sentence is the text of sentence i, word for word.
func (p *Passage) Sentence(i int) string {
	s := p.sentences[i]
	return p.Text()[s.Start:s.End]
}

// Texts are what of the passage is compared with questions: its heading, all of it with its heading, and each sentence.
func (p *Passage) Texts() []string {
	out := []string{p.Heading(), p.Heading() + "\n" + p.Text()}
	for i := range p.sentences {
		out = append(out, p.Sentence(i))
	}
	return out
}

// Introduces are the headings of the sections that the passage leads in to, when it is the last of its section and
// ends in a colon ("Here are the most widely used techniques:"); shown after it, so that the quote is complete.
func (p *Passage) Introduces() []string {
	if p != p.section.Passages[len(p.section.Passages)-1] {
		return nil
	}
	return slices.Clone(p.section.under)
}

// Document is the article that the section stands in.
func (s *Section) Document() *Document { return s.document }

// Learnt is what was learnt of the built-in topics, for [Folders]; nil when nothing was.
func (c *Corpus) Learnt() *Learnt { return c.learnt }

// Documents are the articles, the clinic's own first, each by file name.
func (c *Corpus) Documents() []*Document { return slices.Clone(c.documents) }

// Builtin tells whether the built-in articles are served.
func (c *Corpus) Builtin() bool { return c.builtin }

// OnMassage tells whether the articles speak of massage: the built-in ones are served, or the clinic's own do.
func (c *Corpus) OnMassage() bool { return c.massage }

// Passages are all passages, in the order of the documents and of their text.
func (c *Corpus) Passages() []*Passage { return slices.Clone(c.passages) }

// Passage finds a passage by its id; nil when there is none.
func (c *Corpus) Passage(id string) *Passage { return c.byPassage[id] }

// Topics are all topics of the library, by id.
func (c *Corpus) Topics() []*Topic { return slices.Clone(c.topics) }

// Topic finds a topic by its id; nil when there is none.
func (c *Corpus) Topic(id string) *Topic { return c.byTopic[id] }

// Covering are the passages that cover a topic; none for what the bot knows that it does not know.
func (c *Corpus) Covering(topic string) []*Passage { return slices.Clone(c.covering[topic]) }

// Claims say which passage covers which topic, and why.
func (c *Corpus) Claims() []Claim { return slices.Clone(c.claims) }

// Warnings are no faults, but somebody should see them: files of kinds that are not read, and characters in articles that
// nobody sees, and that are quoted as they stand.
func (c *Corpus) Warnings() fault.Faults { return slices.Clone(c.warnings) }

// Synonyms are the groups of words and phrases that mean the same here.
func (c *Corpus) Synonyms() [][]string { return slices.Clone(c.synonyms) }
