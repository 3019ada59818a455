// Package lesson is the school: it reads examples of what people say, written by many hands, and fits what the program goes by.
// Of messages with and without danger it makes what package sign goes by (fit.go), of the ways in which people ask what package
// corpus goes by: the classifier of topics (topics.go), plain ways to ask for each (ways.go), and what words mean
// (meanings.go).
//
// It is open only when somebody runs "backtalk learn" or, to measure what it would learn from less, "backtalk eval". The
// program itself reads what was written, and learns nothing from the people who talk with it.
package lesson

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"backtalk/internal/corpus"
	"backtalk/internal/sign"
)

// The files of examples in a knowledge folder, one JSON object a line.
const (
	signsFile    = "learn/signs.jsonl"     // people who have a sign ("fires"), and who only sound like it
	ordinaryFile = "learn/ordinary.jsonl"  // people who are in no danger
	followFile   = "learn/follow.jsonl"    // what people write after a warning
	askFile      = "learn/questions.jsonl" // how people ask about the topics
	moreFile     = "learn/more.jsonl"      // further ways, of other trades and of look-alikes among them; the signs are not taught by them
)

// Example is a message to learn from.
type Example struct {
	Text  string
	Class string  // a sign's id, "not " and a sign's id, or the name of another matter
	Voice string  // who wrote it; held out together. Without, a text is held out by itself
	Share float64 // how much it counts in weighing the opinions; 0: not at all
}

// How much examples count in weighing the opinions. Most of those without a voice were written to deceive, and certain words were
// chosen on them; people are plainer.
const (
	shareOfVoice = 1
	shareOfOther = 0.3
)

// followEvery is how many questions of a topic there are to one that also teaches what another matter is after a warning.
const followEvery = 40

// Lesson is everything to learn from.
type Lesson struct {
	Signs    *sign.Signs
	Examples []Example
	Follow   []FollowExample
	Asked    []corpus.Phrasing // how people ask about the topics, topic by topic

	topics []*corpus.Topic
	folder fs.FS
}

// FollowExample is what somebody wrote after a warning.
type FollowExample struct {
	Text   string
	Follow sign.Follow
}

// Read reads a knowledge folder's signs, examples and topics. Of a topic's questions every second one is learnt from: all of
// them teach no more.
func Read(folder fs.FS) (*Lesson, error) {
	signs, err := sign.LoadFiles(folder)
	if err != nil {
		return nil, err
	}
	topics, err := corpus.LoadTopics(folder)
	if err != nil {
		return nil, err
	}
	l := &Lesson{Signs: signs, topics: topics, folder: folder}
	if err := l.read(folder); err != nil {
		return nil, fmt.Errorf("reading examples: %w", err)
	}
	l.own()
	asked, err := l.readAsked(folder)
	if err != nil {
		return nil, fmt.Errorf("reading examples: %w", err)
	}
	for _, t := range l.topics {
		for i := 0; i < len(asked[t.ID]); i += 2 {
			l.Examples = append(l.Examples, Example{Text: asked[t.ID][i], Class: "topic " + t.ID, Share: shareOfOther})
			if i%followEvery == 0 && t.Kind.Coverable() {
				l.Follow = append(l.Follow, FollowExample{asked[t.ID][i], sign.Other})
			}
		}
	}
	return l, nil
}

// readAsked reads how people ask about the topics, and returns what counts for the signs as well.
func (l *Lesson) readAsked(folder fs.FS) (map[string][]string, error) {
	asked := map[string][]string{}
	known := map[string]bool{}
	for _, t := range l.topics {
		known[t.ID] = true
		asked[t.ID] = t.Questions
		for _, q := range t.Questions {
			l.Asked = append(l.Asked, corpus.Phrasing{Topic: t.ID, Text: q})
		}
	}
	for _, name := range []string{askFile, moreFile} {
		err := eachLine(folder, name, func(o object) error {
			if !known[o.Topic] {
				return fmt.Errorf("no topic is called %q", o.Topic)
			}
			l.Asked = append(l.Asked, corpus.Phrasing{Topic: o.Topic, Text: o.Text})
			if name == askFile {
				asked[o.Topic] = append(asked[o.Topic], o.Text)
			}
			return nil
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	return asked, nil
}

// own adds the signs' own examples, those that stand among the others already left out.
func (l *Lesson) own() {
	known := map[string]bool{}
	for _, e := range l.Examples {
		known[e.Text] = true
	}
	add := func(texts []string, class string) {
		for _, text := range texts {
			if !known[text] {
				l.Examples = append(l.Examples, Example{Text: text, Class: class})
			}
		}
	}
	for _, sg := range l.Signs.All() {
		add(sg.Fires, sg.ID)
		add(sg.Not, sign.NotSign+sg.ID)
	}
}

// read adds the examples of the files.
func (l *Lesson) read(folder fs.FS) error {
	known := map[string]bool{}
	for _, sg := range l.Signs.All() {
		known[sg.ID] = true
	}
	add := func(text, class, voice string) *Example {
		e := Example{Text: text, Class: class, Voice: voice, Share: shareOfVoice}
		if voice == "" {
			e.Share = shareOfOther
		}
		l.Examples = append(l.Examples, e)
		return &l.Examples[len(l.Examples)-1]
	}
	err := eachLine(folder, signsFile, func(o object) error {
		if !known[o.Sign] {
			return fmt.Errorf("no sign is called %q", o.Sign)
		}
		class := o.Sign
		if !o.Fires {
			class = sign.NotSign + class
		}
		e := add(o.Text, class, o.Voice)
		for _, b := range o.Before { // two messages teach as one
			e.Text, e.Share = b+".\n"+e.Text, 0
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = eachLine(folder, ordinaryFile, func(o object) error {
		add(o.Text, "ordinary "+o.Kind, o.Voice)
		return nil
	})
	if err != nil {
		return err
	}
	return eachLine(folder, followFile, func(o object) error {
		f, ok := sign.FollowOf(o.Kind)
		if !ok {
			return fmt.Errorf("kind %q is none of on, cleared, misread, other", o.Kind)
		}
		l.Follow = append(l.Follow, FollowExample{o.Text, f})
		return nil
	})
}

// object is a line of any of the files.
type object struct {
	Sign, Kind, Topic, Text, Voice string
	Fires                          bool
	Before                         []string
}

// eachLine calls f for each line of a file that is not empty.
func eachLine(folder fs.FS, name string, f func(object) error) error {
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var o object
		d := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		d.DisallowUnknownFields()
		err := d.Decode(&o)
		if err == nil && o.Text == "" {
			err = fmt.Errorf(`"text" is missing`)
		}
		if err == nil {
			err = f(o)
		}
		if err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	return lines.Err()
}
