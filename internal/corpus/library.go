package corpus

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"backtalk/internal/fault"
	"backtalk/internal/learnt"
)

// library gathers topics and synonyms from all folders, and what was learnt of the built-in ones.
type library struct {
	topics   map[string]*Topic
	synonyms synonyms
	learnt   *Learnt     // nil when no folder has any
	kept     learnt.File // what is kept of files that have not changed
}

func newLibrary() *library {
	return &library{topics: map[string]*Topic{}, synonyms: synonyms{group: map[string]int{}}}
}

// read adds one folder's topics.yaml, topics/*.yaml and synonyms.yaml; a folder without them adds nothing. What a folder
// switches off goes first, so that it may write the same topic anew. What was learnt counts in the first folder that has it.
func (l *library) read(r *report, layer fs.FS) {
	if l.learnt == nil {
		l.learn(r, layer)
	}
	if l.kept == nil {
		l.kept, _ = learnt.LoadFiles(layer) // who reads what was learnt tells what is wrong with it
	}
	l.readTopics(r, layer)
	for _, file := range []string{"synonyms.yaml", "synonyms.yml"} {
		if _, err := fs.Stat(layer, file); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if text, ok := readText(r, layer, file); ok {
			l.synonyms.read(fault.YAML{File: file, Faults: &r.faults}, text)
		}
	}
}

// readTopics adds one folder's topics.
func (l *library) readTopics(r *report, layer fs.FS) {
	drafts, off := readTopicFiles(r, layer, topicFiles(r, layer), l.kept)
	for _, o := range off {
		if l.topics[o.id] == nil {
			r.add(o.file, o.line, "off: no earlier folder has a topic %q%s", o.id, fault.DidYouMean(o.id, l.ids()))
		}
		delete(l.topics, o.id)
	}
	own := map[string]*Topic{}
	for _, t := range drafts {
		if t.ID == "" {
			continue
		}
		if other := own[t.ID]; other != nil {
			r.add(t.File, t.Line, "topic %q is defined already, in %s, line %d; ids are unique in a folder", t.ID, other.File, other.Line)
			continue
		}
		own[t.ID] = t
		if old := l.topics[t.ID]; old != nil {
			t = old.merged(t)
		}
		l.topics[t.ID] = t
	}
}

// topicFiles are the folder's files of topics, in order.
func topicFiles(r *report, layer fs.FS) []string {
	var out []string
	for _, name := range []string{"topics.yaml", "topics.yml"} {
		if _, err := fs.Stat(layer, name); err == nil {
			out = append(out, name)
		}
	}
	entries, err := fs.ReadDir(layer, "topics")
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			r.add("topics", 0, "cannot be read: %v", plainError(err))
		}
		return out
	}
	for _, e := range entries {
		name := e.Name()
		switch ext := strings.ToLower(path.Ext(name)); {
		case strings.HasPrefix(name, "."):
		case ext == ".yaml" || ext == ".yml":
			out = append(out, "topics/"+name)
		case disguised(name):
			r.add("topics/"+name, 0, "is a YAML file under a second ending; rename it so that it ends in .yaml")
		}
	}
	return out
}

// disguised tells whether a YAML file was saved as text ("topics.yaml.txt"), as some editors do unasked.
func disguised(name string) bool {
	inner := strings.ToLower(path.Ext(strings.TrimSuffix(name, path.Ext(name))))
	return (inner == ".yaml" || inner == ".yml") && strings.EqualFold(path.Ext(name), ".txt")
}

// offTopic is a topic of an earlier folder that a later one does not want.
type offTopic struct {
	id, file string
	line     int
}

// readTopicFiles reads all files at once, since parsing the topics is most of the work of [Load], and puts together
// what they hold in their order.
func readTopicFiles(r *report, layer fs.FS, files []string, kept learnt.File) (topics []*Topic, off []offTopic) {
	parts := make([]struct {
		report report
		topics []*Topic
		off    []offTopic
	}, len(files))
	var wg sync.WaitGroup
	for i, file := range files {
		wg.Go(func() {
			p := &parts[i]
			text, ok := readText(&p.report, layer, file)
			if !ok {
				return
			}
			if p.topics, ok = learnt.Kept[[]*Topic](kept, file, []byte(text)); !ok {
				p.topics, p.off = readTopics(fault.YAML{File: file, Faults: &p.report.faults}, text)
			}
		})
	}
	wg.Wait()
	for _, p := range parts {
		r.faults = append(r.faults, p.report.faults...)
		topics, off = append(topics, p.topics...), append(off, p.off...)
	}
	return topics, off
}

// readTopics decodes one file topic by topic, so that one fault does not hide the next.
func readTopics(y fault.YAML, text string) (topics []*Topic, off []offTopic) {
	for _, f := range y.Parse(text, `"topics:"`) {
		switch f.Key {
		case "off":
			for _, e := range y.Texts(f) {
				off = append(off, offTopic{e.Text, y.File, e.Line})
			}
		case "topics":
			for _, item := range y.List(f) {
				topics = append(topics, readTopic(y, y.Fields(item, `"id: parking"`), item.Line))
			}
		default:
			y.Unknown(f, "topics", "off")
		}
	}
	return topics, off
}

func readTopic(y fault.YAML, fields []fault.Field, line int) *Topic {
	t := &Topic{File: y.File, Line: line}
	lines := map[string]int{}
	for i, f := range fields {
		if lines[f.Key] = f.Line; i == 0 {
			t.Line = f.Line
		}
		switch f.Key {
		case "id":
			t.ID = y.Text(f)
		case "kind":
			t.Kind = Kind(y.Text(f))
		case "ask":
			t.Ask = y.Text(f)
		case "reply":
			t.Reply = y.Text(f)
		case "pack":
			t.Pack = Pack(y.Text(f))
		case "no_link":
			t.NoLink = y.Bool(f)
		case "names":
			for _, e := range y.Texts(f) {
				t.Names = append(t.Names, e.Text)
			}
		case "cues":
			for _, item := range y.List(f) {
				var group []string
				for _, e := range y.Texts(item) {
					group = append(group, e.Text)
				}
				if len(group) < 2 {
					y.Fault(item.Line, "cues: the group %q has fewer than two words; one word claims too much", group)
				}
				t.Cues = append(t.Cues, group)
			}
		case "questions":
			for _, e := range y.Texts(f) {
				t.Questions = append(t.Questions, e.Text)
				t.places = append(t.places, place{y.File, e.Line})
			}
		default:
			y.Unknown(f, "id", "kind", "names", "ask", "cues", "reply", "no_link", "pack", "questions")
		}
	}
	t.check(y, lines)
	return t
}

// ids are the ids of all topics, in order.
func (l *library) ids() []string {
	ids := make([]string, 0, len(l.topics))
	for id := range l.topics {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// finish checks the merged topics and returns them by id. Asked tells that questions are to be there, or learnt from.
func (l *library) finish(r *report, asked bool) []*Topic {
	topics := make([]*Topic, 0, len(l.topics))
	taken := map[string]string{}
	for _, id := range l.ids() {
		t := l.topics[id]
		t.checkWhole(r, !asked || l.learnt.knows(id))
		topics = append(topics, t)
		for i, q := range t.Questions {
			key := fold(q)
			if other, ok := taken[key]; ok && other != id {
				r.add(t.places[i].file, t.places[i].line, "topic %q: the question %q stands in topic %q too; it can lead to one only", id, q, other)
				continue
			}
			taken[key] = id
		}
	}
	return topics
}
