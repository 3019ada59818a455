package corpus

import (
	"cmp"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// MaxFile is the largest file that is read, in bytes: some 1,500 pages of text, so a bigger one is a mistake.
const MaxFile = 8 << 20

// Load reads knowledge from one or more folders, the built-in one first. Articles (*.md and *.txt at the top of a
// folder, README aside) of a later folder replace all earlier ones; topics and synonyms are merged with the earlier
// ones. Nothing is half loaded: Load returns either a whole corpus or [Faults] with every fault.
func Load(layers ...fs.FS) (*Corpus, error) {
	r := &report{}
	lib := newLibrary()
	var articles []article
	for i, layer := range layers {
		lib.read(r, layer)
		own := readArticles(r, layer)
		if len(own) > 0 || i == len(layers)-1 && i > 0 {
			articles = own
		}
	}
	if len(articles) == 0 && len(r.faults) == 0 {
		r.add(".", 0, "no articles here; put at least one .md or .txt file into the folder")
	}
	topics, synonyms := lib.finish(r)
	b := builder{report: r, cover: newCoverer(topics), ids: map[string]string{}, names: map[string]string{},
		corpus: &Corpus{topics: topics, synonyms: synonyms, byPassage: map[string]*Passage{}, byTopic: map[string]*Topic{}, covering: map[string][]*Passage{}}}
	for _, t := range topics {
		b.corpus.byTopic[t.ID] = t
	}
	for _, a := range articles {
		b.reserve(a)
	}
	for _, a := range articles {
		b.add(a)
	}
	if len(articles) > 0 && len(b.corpus.passages) == 0 && len(r.faults) == 0 {
		r.add(".", 0, "the articles hold no text under their headings")
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	return b.corpus, nil
}

// article is a file that has been read and cut into sections, but not yet named.
type article struct {
	file   string
	text   string
	front  front
	drafts []sectionDraft
}

func readArticles(r *report, layer fs.FS) []article {
	entries, err := fs.ReadDir(layer, ".")
	if err != nil {
		r.add(".", 0, "reading the folder: %v", err)
		return nil
	}
	var out []article
	for _, e := range entries {
		name := e.Name()
		ext := strings.ToLower(path.Ext(name))
		if ext != ".md" && ext != ".txt" || strings.HasPrefix(name, ".") || strings.EqualFold(strings.TrimSuffix(name, path.Ext(name)), "readme") || e.IsDir() {
			continue
		}
		text, ok := readText(r, layer, name)
		if !ok {
			continue
		}
		from := 0
		if strings.HasPrefix(text, "\ufeff") {
			from = len("\ufeff")
		}
		a := article{file: name, text: text}
		var blocks []block
		if ext == ".md" {
			from = a.front.read(r, name, text, from)
			blocks = markdownBlocks(text, from)
		} else {
			blocks = plainBlocks(text, from)
		}
		if strings.TrimSpace(text[from:]) == "" {
			r.add(name, 0, "the file is empty; write the article or remove the file")
			continue
		}
		a.drafts = drafts(text, blocks)
		out = append(out, a)
	}
	return out
}

// readText reads a file whole: at most MaxFile bytes of valid UTF-8.
func readText(r *report, layer fs.FS, name string) (string, bool) {
	f, err := layer.Open(name)
	if err != nil {
		r.add(name, 0, "cannot be read: %v (a link must not lead out of the folder)", plainError(err))
		return "", false
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		r.add(name, 0, "is a folder; articles are files")
		return "", false
	}
	raw, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	switch {
	case err != nil:
		r.add(name, 0, "cannot be read: %v", plainError(err))
		return "", false
	case len(raw) > MaxFile:
		r.add(name, 0, "is larger than %d MB; split it into smaller articles", MaxFile>>20)
		return "", false
	}
	if !utf8.Valid(raw) {
		line := 1
		for i := 0; i < len(raw); {
			c, size := utf8.DecodeRune(raw[i:])
			if c == utf8.RuneError && size == 1 {
				break
			}
			if c == '\n' {
				line++
			}
			i += size
		}
		r.add(name, line, "is not valid UTF-8 here; save the file as UTF-8")
		return "", false
	}
	return string(raw), true
}

// plainError drops the path that a file error repeats.
func plainError(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// builder names and covers what was read.
type builder struct {
	report *report
	cover  *coverer
	corpus *Corpus
	ids    map[string]string // section id -> file that has it
	names  map[string]string // document name -> file that has it
}

// reserve notes the ids that headings carry, before slugs are made, so that a slug never takes an id away.
func (b *builder) reserve(a article) {
	for _, d := range a.drafts {
		id := d.heading.id
		switch {
		case id == "":
		case id != slug(id):
			b.report.add(a.file, d.line, "section id %q: use lower-case letters, digits and hyphens, at most %d bytes", id, maxSectionID)
		case b.ids[id] != "":
			b.report.add(a.file, d.line, "section id %q is taken already, in %s; ids are unique in the folder", id, b.ids[id])
		default:
			b.ids[id] = a.file
		}
	}
}

// add turns an article into a document with its sections and passages.
func (b *builder) add(a article) {
	doc := &Document{Name: b.docName(a.file), File: a.file, Title: a.front.Title, Source: a.front.Source,
		Reviewed: a.front.Reviewed, ReviewedBy: a.front.ReviewedBy, text: a.text}
	if doc.Title == "" {
		doc.Title = doc.Name
		if len(a.drafts) > 0 && a.drafts[0].heading.heading != "" {
			doc.Title = a.drafts[0].heading.heading
		}
	}
	for _, d := range a.drafts {
		s := &Section{ID: b.sectionID(a.file, d.heading), Heading: d.heading.heading, Level: max(d.heading.level, 1), Line: d.line, document: doc}
		s.Source = a.front.Sources[s.ID]
		doc.Sections = append(doc.Sections, s)
		b.addPassages(a, s, d)
	}
	doc.linkIntroductions()
	a.front.checkSections(b.report, a.file, doc, b.corpus.byTopic)
	b.corpus.documents = append(b.corpus.documents, doc)
}

func (b *builder) addPassages(a article, s *Section, d sectionDraft) {
	topic, why := b.cover.heading(s.ID, s.Heading)
	given, decided := a.front.Topics[s.ID]
	byCue := make([][]*Topic, len(d.blocks))
	whyCue := make([][]string, len(d.blocks))
	for i, blk := range d.blocks {
		if !decided {
			byCue[i], whyCue[i] = b.cover.paragraph(a.text[blk.start:blk.end])
		}
	}
	apart := func(i int) bool { return !sameTopics(topic, byCue[i-1], byCue[i]) }
	lines := lineCounter{src: a.text}
	at := 0
	for n, span := range spans(a.text, d.blocks, apart) {
		p := &Passage{section: s, id: fmt.Sprintf("%s/%s/%d", s.document.Name, s.ID, n+1), start: span.Start, end: span.End, line: lines.at(span.Start)}
		p.sentences = sentences(a.text[span.Start:span.End])
		s.Passages = append(s.Passages, p)
		b.corpus.passages = append(b.corpus.passages, p)
		b.corpus.byPassage[p.id] = p
		for at+1 < len(d.blocks) && d.blocks[at].end <= span.Start {
			at++
		}
		switch cues := byCue[at]; {
		case decided:
			for _, id := range given {
				b.claim(id, p, "the front matter says so")
			}
		case topic != nil && (n == 0 || len(cues) == 0 || slices.Contains(cues, topic)):
			b.claim(topic.ID, p, why)
		default:
			for i, t := range cues {
				b.claim(t.ID, p, whyCue[at][i])
			}
		}
	}
}

// sameTopics tells whether two neighbouring paragraphs speak of the same things, so that they may be one passage.
func sameTopics(heading *Topic, a, b []*Topic) bool {
	if len(b) == 0 || heading != nil && slices.Contains(b, heading) {
		return len(a) == 0 || heading == nil || slices.Contains(a, heading)
	}
	return slices.Equal(a, b)
}

func (b *builder) claim(topic string, p *Passage, why string) {
	if b.corpus.byTopic[topic] == nil || slices.Contains(p.topics, topic) {
		return
	}
	p.topics = append(p.topics, topic)
	b.corpus.claims = append(b.corpus.claims, Claim{topic, p, why})
	b.corpus.covering[topic] = append(b.corpus.covering[topic], p)
}

// docName makes a document's name from its file's, short enough for a passage's id.
func (b *builder) docName(file string) string {
	name := strings.TrimSuffix(file, path.Ext(file))
	short := cutBytes(strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == ' ' || r == '/' }), "-"), maxDocName)
	if b.names[short] != "" || len(name) > maxDocName {
		h := fnv.New32a()
		_, _ = io.WriteString(h, file)
		short = fmt.Sprintf("%s-%04x", cutBytes(short, maxDocName-5), h.Sum32()&0xffff)
	}
	if other := b.names[short]; other != "" {
		b.report.add(file, 0, "its name is too much like that of %s; rename one of them", other)
	}
	b.names[short] = file
	return short
}

// sectionID is the heading's own id, else its slug, made unique.
func (b *builder) sectionID(file string, h block) string {
	if h.id != "" {
		return h.id
	}
	base := cmp.Or(slug(h.heading), slug(strings.TrimSuffix(file, path.Ext(file))), "text")
	id := base
	for n := 2; b.ids[id] != ""; n++ {
		end := fmt.Sprintf("-%d", n)
		id = cutBytes(base, maxSectionID-len(end)) + end
	}
	b.ids[id] = file
	return id
}

// linkIntroductions notes for each section that ends in a colon which headings it leads in to: those of a deeper
// level, or, where all headings are alike as in plain text, those that follow up to the end.
func (d *Document) linkIntroductions() {
	for i, s := range d.Sections {
		if len(s.Passages) == 0 || !strings.HasSuffix(s.Passages[len(s.Passages)-1].Text(), ":") {
			continue
		}
		rest := d.Sections[i+1:]
		deeper := len(rest) > 0 && rest[0].Level > s.Level
		for _, t := range rest {
			if deeper && t.Level <= s.Level {
				break
			}
			if t.Heading != "" && (!deeper || t.Level == rest[0].Level) {
				s.under = append(s.under, t.Heading)
			}
		}
	}
}
