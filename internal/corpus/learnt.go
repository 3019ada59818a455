package corpus

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"maps"
	"math"
	"slices"
	"strings"

	"backtalk/internal/classify"
	"backtalk/internal/fault"
	"backtalk/internal/learnt"
	"backtalk/internal/text"
)

// LearntPart is the name of what is learnt of the topics in the file that "backtalk learn" writes.
const LearntPart = "topics"

// Learnt is what was learnt of the built-in topics from the ways in which people ask.
type Learnt struct {
	Topics []string             // ids, by class
	Talk   *classify.Classifier // what a text is about
	Words  map[string]int       // the words of all phrasings, in normal form -> how often they occur in those about the clinic's subjects
	Sample []Phrasing           // some of the phrasings, which a folder's own topics are told apart from
	Texts  map[uint64][]Share   // texts of the built-in articles, by [hashText] -> what they are about, Topic being a class
	Means  text.Meanings        // what words mean to those who ask
	Ways   [][]string           // by class: some plain ways to ask for the topic; none for one that no passage covers
}

// shareUnit is the unit in which probabilities are written.
const shareUnit = 10_000

// Phrasing is a way to ask for a topic.
type Phrasing struct{ Topic, Text string }

// AppendBinary appends what was learnt in the form that [ReadLearnt] takes.
func (l *Learnt) AppendBinary(b []byte) ([]byte, error) {
	add := func(s string) { b = append(binary.AppendUvarint(b, uint64(len(s))), s...) }
	add(strings.Join(l.Topics, "\n"))
	words := slices.Sorted(maps.Keys(l.Words))
	add(strings.Join(words, "\n"))
	for _, w := range words {
		b = binary.AppendUvarint(b, uint64(l.Words[w]))
	}
	b = binary.AppendUvarint(b, uint64(len(l.Sample)))
	for _, p := range l.Sample {
		add(p.Topic)
		add(p.Text)
	}
	for class := range l.Topics {
		var ways []string
		if class < len(l.Ways) {
			ways = l.Ways[class]
		}
		add(strings.Join(ways, "\n"))
	}
	b = binary.AppendUvarint(b, uint64(len(l.Texts)))
	for _, h := range slices.Sorted(maps.Keys(l.Texts)) {
		b = binary.AppendUvarint(binary.LittleEndian.AppendUint64(b, h), uint64(len(l.Texts[h])))
		for _, s := range l.Texts[h] {
			b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(s.Topic)), uint64(math.Round(float64(s.P)*shareUnit)))
		}
	}
	add(strings.Join(l.Means.Words, "\n"))
	add(string(l.Means.Rows))
	return l.Talk.AppendBinary(b)
}

// errLearnt is what is wrong with a file that holds nothing learnt of topics.
var errLearnt = errors.New("what was learnt of the topics is damaged; run \"backtalk learn\"")

// ReadLearnt reads what [Learnt.AppendBinary] wrote.
func ReadLearnt(b []byte) (*Learnt, error) {
	l, bad := &Learnt{}, false
	number := func() int {
		v, n := binary.Uvarint(b)
		if n <= 0 || v > 1<<26 {
			bad = true
			return 0
		}
		b = b[n:]
		return int(v)
	}
	next := func() string {
		n := number()
		if n > len(b) {
			bad = true
			return ""
		}
		s := string(b[:n])
		b = b[n:]
		return s
	}
	l.Topics = strings.Split(next(), "\n")
	words := strings.Fields(next())
	l.Words = make(map[string]int, len(words))
	for _, w := range words {
		l.Words[w] = number()
	}
	for range number() {
		if l.Sample = append(l.Sample, Phrasing{next(), next()}); bad {
			return nil, errLearnt
		}
	}
	l.Ways = make([][]string, len(l.Topics))
	for i := range l.Ways {
		if ways := next(); ways != "" {
			l.Ways[i] = strings.Split(ways, "\n")
		}
	}
	l.Texts = map[uint64][]Share{}
	for range number() {
		if len(b) < 8 || bad {
			return nil, errLearnt
		}
		h := binary.LittleEndian.Uint64(b)
		b = b[8:]
		for range number() {
			s := Share{Topic: number(), P: float32(number()) / shareUnit}
			if bad || s.Topic >= len(l.Topics) {
				return nil, errLearnt
			}
			l.Texts[h] = append(l.Texts[h], s)
		}
	}
	l.Means = text.Meanings{Words: strings.Fields(next()), Rows: []byte(next())}
	if len(l.Means.Rows) != len(l.Means.Words)*text.Dimensions {
		return nil, errLearnt
	}
	var err error
	if l.Talk, _, err = classify.Read(b); err != nil || bad || l.Talk.Classes(0) != len(l.Topics) {
		return nil, errLearnt
	}
	return l, nil
}

// ways are some plain ways to ask for the topics, by their ids.
func (l *Learnt) ways() map[string][]string {
	if l == nil {
		return nil
	}
	out := make(map[string][]string, len(l.Ways))
	for class, ways := range l.Ways {
		out[l.Topics[class]] = ways
	}
	return out
}

// Phrasings are some ways in which people ask for a topic: those that a folder brings for it, then a few plain ones of those that were
// learnt from. There are none for a topic that no passage covers.
func (c *Corpus) Phrasings(topic string) []string {
	t, ways := c.byTopic[topic], c.Whole().ways[topic]
	if t == nil || !t.Kind.Coverable() {
		return nil
	}
	return slices.Concat(t.Questions, ways)
}

// knows tells whether ways to ask for a topic were learnt.
func (l *Learnt) knows(topic string) bool { return l != nil && slices.Contains(l.Topics, topic) }

// learn reads what was learnt from a folder that has it.
func (l *library) learn(r *report, layer fs.FS) {
	part, ok, err := learnt.LoadPart(layer, LearntPart)
	if ok && err == nil {
		l.learnt, err = ReadLearnt(part.Data)
	}
	if err != nil {
		r.add(learnt.Name, 0, "%v", err)
	}
}

// Keep keeps what the files of a folder's topics hold, for [Load] to find while they do not change: those that bring no questions and
// switch nothing off.
func Keep(folder fs.FS, kept learnt.File) error {
	r := &report{}
	for _, name := range topicFiles(r, folder) {
		text, ok := readText(r, folder, name)
		if !ok {
			continue
		}
		topics, off := readTopics(fault.YAML{File: name, Faults: &r.faults}, text)
		if len(off) > 0 || slices.ContainsFunc(topics, func(t *Topic) bool { return len(t.Questions) > 0 }) {
			continue
		}
		if err := kept.Keep(name, []byte(text), topics); err != nil {
			return err
		}
	}
	return r.faults.Err()
}

// Meanings are what words mean to those who ask; none when nothing was learnt.
func (c *Corpus) Meanings() text.Meanings {
	if c.learnt == nil {
		return text.Meanings{}
	}
	return c.learnt.Means
}
