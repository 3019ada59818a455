package voice

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"backtalk/internal/chat"
	"backtalk/internal/corpus"
)

// passage is a passage of some text.
func passage(t *testing.T, text string) *corpus.Passage {
	t.Helper()
	c, err := corpus.Load(corpus.Folders{Builtin: fstest.MapFS{"a.md": {Data: []byte("---\nsource: A book\n---\n# An article\n\n## A section\n\n" + text + "\n")}}})
	if err != nil || len(c.Passages()) != 1 {
		t.Fatalf("got %v, %v, want one passage", c, err)
	}
	return c.Passages()[0]
}

// TestLay: the parts of a reply stand in one order under one set of labels, and what is empty is left out.
func TestLay(t *testing.T) {
	book := &chat.Link{Label: "Book", URL: "https://clinic.example/book"}
	links := make([]chat.Link, chat.MaxLinks+1)
	l := Lay(&chat.Reply{Words: chat.Words{Lead: "lead", Passages: []chat.Quote{{}, {Passage: passage(t, "One. Two. Three."), Sentence: 1}}, Text: "text", Credit: "credit",
		Note: "note", Aloud: "aloud", Link: book, Links: links, Choices: make([]chat.Choice, 2), Buttons: make([]chat.Button, 3)}})
	var got []string
	for _, p := range l.Parts {
		if p.Quote != nil {
			p.Text = p.Quote.Text + "; " + p.Quote.Origin
		}
		got = append(got, fmt.Sprint(p.Kind, " ", p.Label, " ", p.Text))
	}
	want := []string{"0  lead", `1  One. Two. Three.; — from "An article", section "A section"; source: A book`, "2  credit", "3 The clinic's team adds: note", "3  text",
		"3 To read out on the phone: aloud"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if all := l.AllLinks(); len(l.Choices) != 2 || len(l.Buttons) != 3 || len(all) != 1+chat.MaxLinks || all[0] != *book {
		t.Errorf("got %d choices, %d buttons, links %v", len(l.Choices), len(l.Buttons), l.AllLinks())
	}
	if l := Lay(&chat.Reply{Words: chat.Words{Lead: " ", Text: "\n"}}); len(l.Parts) != 0 {
		t.Errorf("got parts %v of a reply without words", l.Parts)
	}
}

// TestLayBest: the sentence that answers best is known where there are several, and pointed out where it cannot be seen at
// once.
func TestLayBest(t *testing.T) {
	for _, tt := range []struct {
		text        string
		sentence    int
		best, apart string
	}{
		{"One.", 0, "", ""},
		{"One. Two.", 1, "Two.", ""},
		{"One. Two. Three.", 0, "One.", ""},
		{"One. Two. Three.", 2, "Three.", "Three."},
		{"One. Two. Three.", 3, "", ""},
		{"One. Two. Three.", -1, "", ""},
	} {
		q := Lay(&chat.Reply{Words: chat.Words{Passages: []chat.Quote{{Passage: passage(t, tt.text), Sentence: tt.sentence}}}}).Parts[0].Quote
		if q.Text[q.Begin:q.End] != tt.best || q.Apart != tt.apart {
			t.Errorf("%q, %d: got %q, %q, want %q, %q", tt.text, tt.sentence, q.Text[q.Begin:q.End], q.Apart, tt.best, tt.apart)
		}
	}
}

// TestCut: what is shown of a passage is its beginning up to a sentence's end, as much as fits; nothing when that is too much.
func TestCut(t *testing.T) {
	q := Lay(&chat.Reply{Words: chat.Words{Passages: []chat.Quote{{Passage: passage(t, "One. Two. Three.")}}}}).Parts[0].Quote
	for room, want := range map[int]string{3: "", 4: "One.", 8: "One.", 9: "One. Two.", 15: "One. Two.", 16: "One. Two. Three."} {
		if got := q.Cut(func(text string) bool { return len(text) <= room }); got != want {
			t.Errorf("room for %d: got %q, want %q", room, got, want)
		}
	}
	if plain, named := q.Whole(false), q.Whole(true); plain.Ref != q.Passage.ID() || plain.Action != chat.Show || named.Label != plain.Label+": A section" {
		t.Errorf("got %+v and %+v", plain, named)
	}
}

// TestLayNotice: a notice leads to its message and to its person, where there are addresses of them.
func TestLayNotice(t *testing.T) {
	l := LayNotice(chat.Notice{Text: "notice", Profile: "https://clinic.example/ann", Buttons: make([]chat.Button, 1)})
	if len(l.Parts) != 1 || l.Parts[0].Text != "notice" || len(l.Links) != 1 || l.Links[0].Label != "Open their profile" || len(l.Buttons) != 1 {
		t.Errorf("got %+v", l)
	}
	if l := LayNotice(chat.Notice{Text: "notice", Link: "https://clinic.example/1", Profile: "https://clinic.example/ann"}); len(l.Links) != 2 || l.Links[0].Label != "Open the message" {
		t.Errorf("got %+v", l.Links)
	}
}
