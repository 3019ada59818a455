package terminal

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	"backtalk/internal/corpus"
)

var update = flag.Bool("update", false, "write the golden files")

// article is a corpus with everything that a quote shows.
func article(t testing.TB) []*corpus.Passage {
	t.Helper()
	c, err := corpus.Load(corpus.Folders{Builtin: fstest.MapFS{"backs.md": &fstest.MapFile{Data: []byte(`---
title: Massage and backs
source: Riverside Clinic
---

# Massage and backs

Opening words.

## Sleep

Massage may help *some* people sleep. It is no cure.

- one
- two

## Kinds

These are the kinds:

### Deep tissue

Firm.
`)}}})
	if err != nil {
		t.Fatal(err)
	}
	return c.Passages()
}

func TestRender(t *testing.T) {
	p := article(t)
	booking := &chat.Link{Label: "Book", URL: "https://clinic.example/book"}
	tests := map[string]struct {
		reply *chat.Reply
		opts  Options
	}{
		"quote": {&chat.Reply{Words: chat.Words{Passages: []chat.Quote{{Passage: p[1]}}, Text: "Anything else?", Link: booking}}, Options{}},
		"two-quotes": {&chat.Reply{Words: chat.Words{Lead: "Two things.", Passages: []chat.Quote{{Passage: p[0]},
			{Passage: p[2], Leads: []string{"Deep tissue", "Swedish"}}}}}, Options{}},
		"color": {&chat.Reply{Words: chat.Words{Lead: "Careful.\nReally.", Passages: []chat.Quote{{Passage: p[1], Sentence: 1}}}}, Options{Color: true}},
		"clarify": {&chat.Reply{Words: chat.Words{Text: "Which one?", Choices: []chat.Choice{{Label: "Does it hurt?"}, {Label: "How\nlong?"}, {Label: "None of these"}},
			Buttons: []chat.Button{{Label: "Ask the clinic"}}}}, Options{}},
		"buttons":            {&chat.Reply{Words: chat.Words{Text: "Here.", Buttons: []chat.Button{{Label: "Show others"}, {Label: "Not helpful"}}}}, Options{Interactive: true}},
		"link-without-url":   {&chat.Reply{Words: chat.Words{Text: "Please call.", Link: &chat.Link{Label: "Call the clinic at (770) 555-0100"}}}, Options{}},
		"link-without-label": {&chat.Reply{Words: chat.Words{Link: &chat.Link{URL: "https://clinic.example/"}}}, Options{}},
		"private-aside":      {&chat.Reply{Words: chat.Words{Text: "For you."}, Audience: chat.ForAskerBeside(chat.Line{Text: "Answered privately."})}, Options{}},
		"drives-the-terminal": {&chat.Reply{Words: chat.Words{Lead: "\x1b[2Jgone \x07\x08\x9b1m \u009b2J \x00", Text: "a\rb\r\nc\td \u202egnp.exe\u2066 \xff",
			Choices: []chat.Choice{{Label: "x\x1b]0;title\x07"}}, Link: &chat.Link{Label: "l\u0085", URL: "https://a/\x1b"}}}, Options{Color: true}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := Render(tt.reply, tt.opts)
			golden := filepath.Join("testdata", name+".golden")
			if *update {
				if err := os.WriteFile(golden, []byte(got+"\n"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got+"\n" != string(want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
			for _, q := range tt.reply.Passages {
				if !tt.opts.Color && !strings.Contains(got, q.Passage.Text()) {
					t.Errorf("the passage %q is not shown as it is", q.Passage.Text())
				}
			}
		})
	}
	if got := Render(nil, Options{}); got != "" {
		t.Errorf("silence: got %q, want nothing", got)
	}
}

// TestRenderSentence: a sentence that a passage has not got marks nothing, and breaks nothing.
func TestRenderSentence(t *testing.T) {
	p := article(t)[1]
	for _, n := range []int{-1, 99} {
		if got := Render(&chat.Reply{Words: chat.Words{Passages: []chat.Quote{{Passage: p, Sentence: n}}}}, Options{Color: true}); !strings.Contains(got, p.Text()) {
			t.Errorf("sentence %d: got %q, want the passage in it", n, got)
		}
	}
	if got := Render(&chat.Reply{Words: chat.Words{Passages: []chat.Quote{{}}}}, Options{}); got != "" {
		t.Errorf("a quote of nothing: got %q", got)
	}
}

// FuzzRender: whatever a reply holds, only newlines, tabs and this package's own emphasis drive the terminal, and
// without emphasis nothing is lost but what does.
func FuzzRender(f *testing.F) {
	for _, text := range append(chattest.Nasty(), "\x1b[31mred\x1b[0m", "\u202e\u009b", "a\rb\r\n", "\xff\xfe") {
		f.Add(text)
	}
	own := regexp.MustCompile("\x1b\\[[012]m")
	f.Fuzz(func(t *testing.T, text string) {
		r := &chat.Reply{Words: chat.Words{Lead: text, Text: text, Choices: []chat.Choice{{Label: text}}, Link: &chat.Link{Label: text, URL: text}, Buttons: []chat.Button{{Label: text}}}}
		for _, opts := range []Options{{}, {Color: true, Interactive: true}} {
			shown := Render(r, opts)
			if opts.Color {
				shown = own.ReplaceAllString(shown, "")
			}
			for i, c := range shown {
				ok := c == '\n' || c == '\t' || c == '\r' && strings.HasPrefix(shown[i+1:], "\n")
				if unicode.IsControl(c) && !ok || c == '\u202e' {
					t.Fatalf("%U in %q", c, shown)
				}
			}
		}
		clean := Clean(text)
		if Clean(clean) != clean {
			t.Errorf("%q is not clean", clean)
		}
		if got, want := len([]rune(clean)), len([]rune(strings.ToValidUTF8(text, "\ufffd"))); got != want {
			t.Errorf("got %d characters, want %d", got, want)
		}
	})
}
