package corpus

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"io"
	"path"
	"slices"
	"strings"

	"backtalk/internal/fault"
	"backtalk/internal/text"
)

// builder names what was read and decides what covers what.
type builder struct {
	report *report
	cover  *coverer
	corpus *Corpus
	ids    map[string]string // section id -> file that has it
	names  map[string]string // document name -> file that has it

	repeats map[string]int // slug -> how often it was taken already
	full    bool           // there are too many passages, and no more is added
	builtin bool           // the articles that are added come with the program
	beside  bool           // and are served beside own ones, whose folder may have switched topics off that they name
}

func newBuilder(r *report, topics []*Topic, synonyms [][]string, place *placer) *builder {
	b := &builder{report: r, cover: newCoverer(topics), names: map[string]string{}, repeats: map[string]int{},
		corpus: &Corpus{topics: topics, place: place, synonyms: synonyms, warnings: r.warnings, byPassage: map[string]*Passage{}, byTopic: map[string]*Topic{}, covering: map[string][]*Passage{}}}
	for _, t := range topics {
		b.corpus.byTopic[t.ID] = t
	}
	return b
}

// addAll turns a folder's articles into documents. Ids are unique in a folder: where two folders have the same one, one
// section takes the other's place; see [Corpus.replace].
func (b *builder) addAll(articles []article, builtin bool) {
	b.builtin, b.beside, b.ids, b.repeats = builtin, builtin && len(b.corpus.documents) > 0, map[string]string{}, map[string]int{}
	for _, a := range articles {
		b.reserve(a)
	}
	for _, a := range articles {
		b.add(a)
	}
}

// reserve notes the ids that headings carry, before slugs are made, so that a slug never takes an id away.
func (b *builder) reserve(a article) {
	for _, d := range a.drafts {
		id := d.heading.id
		switch {
		case id == "":
		case id != slug(id):
			b.report.add(a.file, d.line, "section id %q: use lower-case letters, digits and hyphens, at most %d bytes", id, maxSectionID)
		case text.UnseenFault(id) != "":
			b.report.add(a.file, d.line, "section id: %s", text.UnseenFault(id))
		case b.ids[id] != "":
			b.report.add(a.file, d.line, "section id %q is taken already, in %s; ids are unique in the folder", id, b.ids[id])
		default:
			b.ids[id] = a.file
		}
	}
}

// add turns an article into a document with its sections and passages.
func (b *builder) add(a article) {
	if b.full {
		return
	}
	doc := &Document{Name: b.docName(a.file), File: a.file, Title: a.front.title, Titled: a.title() != "", Builtin: b.builtin, Source: a.front.source,
		Reviewed: a.front.reviewed, ReviewedBy: a.front.reviewedBy, ReviewUntil: a.front.reviewUntil, text: a.text}
	lines := lineCounter{text: a.view}
	for _, d := range a.drafts {
		if !d.heading.question {
			doc.Title = cmp.Or(doc.Title, d.heading.heading)
		}
		s := &Section{ID: b.sectionID(a.file, d.heading), Heading: d.heading.heading, Level: max(d.heading.level, 1), Line: d.line, document: doc,
			question: d.heading.question}
		s.Source, s.Asks = a.front.sourceOf(s.ID), a.front.asksOf(s.ID)
		doc.Sections = append(doc.Sections, s)
		if b.addPassages(a, s, d, &lines); b.full {
			return
		}
	}
	doc.Title = cmp.Or(doc.Title, doc.Name)
	doc.linkIntroductions()
	if !b.beside {
		a.front.check(fault.YAML{File: a.file, Faults: &b.report.faults}, doc, b.corpus.byTopic)
	}
	b.corpus.warnings = append(b.corpus.warnings, a.unseen()...)
	b.corpus.documents = append(b.corpus.documents, doc)
}

func (b *builder) addPassages(a article, s *Section, d sectionDraft, lines *lineCounter) {
	covers := b.covers(a, s, d)
	all := units(a.view, d.blocks)
	for i, u := range all {
		all[i].covers = covers(i, a.view[u.start:u.end])
	}
	b.guess(a, s, all)
	_, named := b.cover.heading(d.heading.id, d.heading.heading)
	for i, u := range passages(a.view, all, named) {
		if i == maxPassages {
			b.report.add(a.file, lines.at(u.start), "the section %q is too long for %d passages; give it headings", s.ID, maxPassages)
			return
		}
		if len(b.corpus.passages) == MaxPassages {
			b.report.add(".", 0, tooManyPassages, MaxPassages)
			b.full = true
			return
		}
		p := &Passage{section: s, id: passageID(s.document.Name, s.ID, i+1), start: u.start, end: u.end,
			line: lines.at(u.start), sentences: sentences(a.view[u.start:u.end])}
		s.Passages = append(s.Passages, p)
		b.corpus.passages = append(b.corpus.passages, p)
		b.corpus.byPassage[p.id] = p
		for _, c := range u.covers {
			p.topics = append(p.topics, c.topic)
			b.corpus.claims = append(b.corpus.claims, Claim{c.topic, p, c.why, c.guessed})
			b.corpus.covering[c.topic] = append(b.corpus.covering[c.topic], p)
		}
	}
}

// covers gives the rule by which the paragraphs of a section cover topics: its front matter's, else its heading's,
// else their own.
func (b *builder) covers(a article, s *Section, d sectionDraft) func(i int, text string) []because {
	if given, ok := a.front.topicsOf(s.ID); ok {
		var all []because
		for _, e := range given {
			if b.cover.topics[e.Text] != nil && !slices.ContainsFunc(all, func(c because) bool { return c.topic == e.Text }) {
				all = append(all, because{topic: e.Text, why: "the front matter says so"})
			}
		}
		return func(int, string) []because { return all }
	}
	named, ok := b.cover.heading(d.heading.id, d.heading.heading)
	return func(i int, text string) []because {
		cues := b.cover.paragraph(text)
		if ok && (i == 0 || len(cues) == 0 || slices.ContainsFunc(cues, func(c because) bool { return c.topic == named.topic })) {
			return []because{named}
		}
		return cues
	}
}

// guess has the classifier say what one of the clinic's own sections covers of which nothing else says it.
func (b *builder) guess(a article, s *Section, all []unit) {
	_, decided := a.front.topicsOf(s.ID)
	if b.builtin || decided || s.Heading == "" || len(all) == 0 || slices.ContainsFunc(all, func(u unit) bool { return len(u.covers) > 0 }) {
		return
	}
	sure, ok := b.corpus.place.sure(b.corpus.topics, s.Heading, a.view[all[0].start:all[len(all)-1].end])
	if !ok {
		return
	}
	for i := range all {
		all[i].covers = []because{sure}
	}
}

// docName makes a document's name from its file's, short enough for a passage's id.
func (b *builder) docName(file string) string {
	name := strings.TrimSuffix(file, path.Ext(file))
	short := cmp.Or(cutBytes(slug(name), maxDocName), "text")
	if b.names[short] != "" || len(name) > maxDocName {
		h := fnv.New32a()
		_, _ = io.WriteString(h, file)
		if b.builtin && b.names[short] != "" {
			_, _ = io.WriteString(h, " (built in)") // the clinic's own file may have the same name
		}
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
	base := cmp.Or(cutBytes(hyphened(h.heading), maxSlug), slug(strings.TrimSuffix(file, path.Ext(file))), "text")
	id := base
	for b.ids[id] != "" {
		n := b.repeats[base] + 1
		b.repeats[base] = n
		end := fmt.Sprintf("-%d", n+1)
		id = cutBytes(base, maxSlug-len(end)) + end
	}
	b.ids[id] = file
	return id
}

// maxUnder is how many headings a section introduces at most.
const maxUnder = 50

// linkIntroductions notes for each section that ends in a colon which headings it leads in to: those of a deeper
// level, or, where all headings are alike as in plain text, those that follow up to the end.
func (d *Document) linkIntroductions() {
	for i, s := range d.Sections {
		s.under = nil
		if s.question || len(s.Passages) == 0 || !strings.HasSuffix(strings.TrimRight(s.Passages[len(s.Passages)-1].Text(), "*_"), ":") {
			continue
		}
		rest := d.Sections[i+1:]
		deeper := len(rest) > 0 && rest[0].Level > s.Level
		for _, t := range rest {
			if deeper && t.Level <= s.Level || len(s.under) == maxUnder {
				break
			}
			if t.Heading != "" && (!deeper || t.Level == rest[0].Level) {
				s.under = append(s.under, t.Heading)
			}
		}
	}
}
