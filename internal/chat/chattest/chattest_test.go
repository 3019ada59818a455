package chattest

import (
	"context"
	"fmt"
	"testing"

	"backtalk/internal/chat"
)

// TestContract: an adapter without a flaw passes.
func TestContract(t *testing.T) { fakeSuite("").Run(t) }

// TestFlaws: every flaw is found, by the check that is there for it.
func TestFlaws(t *testing.T) {
	tests := map[flaw]string{
		"posts twice":            "an addressed question gets one reply",
		"calls twice":            "an addressed question gets one reply",
		"alters words":           "the handler gets the words as typed",
		"posts silence":          "no reply is no post",
		"same words are twins":   "the same words again are another question",
		"lead last":              "the parts stand in order",
		"no headings":            "the parts stand in order",
		"no link":                "the parts stand in order",
		"trims lines":            "passages are shown character for character",
		"escapes twice":          "passages are shown character for character",
		"mentions":               "nobody is mentioned and nothing becomes a link",
		"live markup":            "nobody is mentioned and nothing becomes a link",
		"tells the panic":        "a panic becomes an apology",
		"swallows the panic":     "a panic at a press becomes an apology",
		"does not log the panic": "a panic becomes an apology",
		"logs words":             "no reply is no post",
		"no deadline":            "the handler has a deadline",
		"drops late replies":     "the handler has a deadline",
		"answers redeliveries":   "a message delivered again gets nothing more",
		"all are addressed":      "what is not said to the bot is told apart",
		"new key at a change":    "a changed message changes the reply",
		"posts changes anew":     "a changed message changes the reply",
		"forgets nothing":        "a deleted message is forgotten",
		"private is public":      "a private reply is private",
		"no aside":               "a private reply is private",
		"a line beside an offer": "help that is offered to one person leaves no public trace",
		"loses the ref":          "choices are shown and can be chosen",
		"no buttons":             "buttons are shown",
	}
	for f, name := range tests {
		t.Run(string(f), func(t *testing.T) {
			for _, c := range contract() {
				if c.name != name {
					continue
				}
				if err := c.run(&bench{t: t, suite: fakeSuite(f)}); err == nil {
					t.Errorf("%q did not find the flaw", name)
				}
				return
			}
			t.Errorf("there is no check called %q", name)
		})
	}
	for _, c := range contract() {
		if c.run == nil || len(c.needs) > 2 {
			t.Errorf("check %q is incomplete", c.name)
		}
	}
}

func TestPassages(t *testing.T) {
	all, err := Passages(append(Nasty(), mixed(40)...)...)
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, p := range all {
		shown += len(p.Text())
	}
	if len(all) < len(Nasty())+40 || shown < 5000 {
		t.Errorf("got %d passages with %d bytes", len(all), shown)
	}
	if _, err := Passages(""); err == nil {
		t.Error("an empty text gave a passage")
	}
}

func TestReplies(t *testing.T) {
	h := Replies(&chat.Reply{Words: chat.Words{Text: "a"}}, &chat.Reply{Words: chat.Words{Text: "b"}})
	var got []string
	for range 3 {
		if r := h.Message(context.Background(), chat.Message{}); r != nil {
			got = append(got, r.Text)
		}
	}
	if fmt.Sprint(got) != "[a b]" || len(h.Messages()) != 3 {
		t.Errorf("got %v after %d messages, want a and b", got, len(h.Messages()))
	}
	if r := h.Press(context.Background(), chat.Press{Action: chat.None}); r == nil || len(h.Presses()) != 1 {
		t.Errorf("a press got %v", r)
	}
	h.Forget(context.Background(), "k")
	if got := h.Forgotten(); len(got) != 1 || got[0] != "k" {
		t.Errorf("forgotten: got %v", got)
	}
	h.OnSuggest = func(context.Context, string) []chat.Suggestion { return make([]chat.Suggestion, 5) }
	if got := h.Suggest(context.Background(), "", 3); len(got) != 3 {
		t.Errorf("suggestions: got %d, want 3", len(got))
	}
}
