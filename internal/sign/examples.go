package sign

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
)

// The files of examples in a knowledge folder, one JSON object a line.
const (
	signsFile    = "learn/signs.jsonl"
	ordinaryFile = "learn/ordinary.jsonl"
	followFile   = "learn/follow.jsonl"
)

// How much examples count in weighing the opinions. Most of those without a voice were written to deceive, and patterns were
// chosen on them; people are plainer.
const (
	shareOfVoice = 1
	shareOfOther = 0.3
)

// Examples reads what people say from a folder: signs and what only sounds like them, ordinary messages, and what
// comes after a warning. The signs' own examples belong to them.
func (s *Signs) Examples(folder fs.FS) (list []Example, follow []FollowExample, err error) {
	known := map[string]bool{}
	for _, sg := range s.all {
		known[sg.ID] = true
		for _, l := range sg.Fires {
			list = append(list, Example{Text: l.Text, Class: sg.ID})
		}
		for _, l := range sg.Not {
			list = append(list, Example{Text: l.Text, Class: notSign + sg.ID})
		}
	}
	err = eachLine(folder, signsFile, func(data []byte) error {
		var l struct {
			Sign, Text, Voice string
			Fires             bool
			Before            []string
		}
		if err := strict(data, &l); err != nil {
			return err
		}
		if !known[l.Sign] {
			return fmt.Errorf("no sign is called %q", l.Sign)
		}
		e := Example{Text: l.Text, Class: l.Sign, Voice: l.Voice, Share: shareOfVoice}
		if !l.Fires {
			e.Class = notSign + l.Sign
		}
		if l.Voice == "" {
			e.Share = shareOfOther
		}
		for _, b := range l.Before {
			e.Text, e.Share = b+".\n"+e.Text, 0
		}
		list = append(list, e)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	err = eachLine(folder, ordinaryFile, func(data []byte) error {
		var l struct{ Kind, Text, Voice string }
		if err := strict(data, &l); err != nil {
			return err
		}
		e := Example{Text: l.Text, Class: "ordinary " + l.Kind, Voice: l.Voice, Share: shareOfVoice}
		if l.Voice == "" {
			e.Share = shareOfOther
		}
		list = append(list, e)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	err = eachLine(folder, followFile, func(data []byte) error {
		var l struct{ Kind, Text, Voice string }
		if err := strict(data, &l); err != nil {
			return err
		}
		f, ok := FollowOf(l.Kind)
		if !ok {
			return fmt.Errorf("kind %q is none of on, cleared, misread, other", l.Kind)
		}
		follow = append(follow, FollowExample{l.Text, f})
		return nil
	})
	return list, follow, err
}

// strict decodes a line that has no other keys than v.
func strict(data []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	return d.Decode(v)
}

// eachLine calls f for each line of a file that is not empty.
func eachLine(folder fs.FS, name string, f func(data []byte) error) error {
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return fmt.Errorf("reading examples: %w", err)
	}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		at := fmt.Sprintf("%s:%d", name, n)
		if err := f(lines.Bytes()); err != nil {
			return fmt.Errorf("%s: %w", at, err)
		}
	}
	return lines.Err()
}
