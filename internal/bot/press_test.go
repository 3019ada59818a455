package bot

import (
	"context"
	"strings"
	"testing"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
)

// press is what ann presses in the channel of her messages.
func press(a chat.Action, ref string) chat.Press {
	return chat.Press{Place: chat.Place{Platform: "test", Space: "s", Channel: "c"}, ID: "p", Author: "ann", Action: a, Ref: ref}
}

// TestPress: every action gets a reply; what is unknown or not offered yet asks to ask again, for the presser alone.
func TestPress(t *testing.T) {
	w := newWorld(t, full())
	id := w.says("what is shiatsu").Passages[0].Passage.ID()
	tests := []struct {
		action  chat.Action
		ref     string
		section string // of the passage; empty for none
		lead    string
	}{
		{chat.Ask, "massage/swedish/1", "swedish", ""},
		{chat.Ask, "swedish", "", w.settings().usual.voice.AskAgain()}, // a topic: its button may be an old version's
		{chat.Ask, "price", "", w.settings().usual.voice.AskAgain()},
		{chat.Ask, "massage/gone/1", "", w.settings().usual.voice.AskAgain()},
		{chat.Ask, "", "", w.settings().usual.voice.AskAgain()},
		{chat.None, "", "", w.settings().usual.voice.NoneOfThese()},
		{chat.None, "anything", "", w.settings().usual.voice.NoneOfThese()},
		{chat.Show, id, "shiatsu", ""},
		{chat.Show, "massage/gone/1", "", w.settings().usual.voice.AskAgain()},
		{chat.Show, strings.Repeat("x", 10_000), "", w.settings().usual.voice.AskAgain()},
		{chat.Others, "key", "", w.settings().usual.voice.AskAgain()},
		{chat.Find, "", "", w.settings().usual.voice.AskAgain()},
		{chat.Reveal, "", "", w.settings().usual.voice.AskAgain()},
		{chat.Remove, "", "", w.settings().usual.voice.AskAgain()},
		{chat.Share, "gone", "", w.settings().usual.voice.AskAgain()},
		{chat.Consent, "", "", w.settings().usual.voice.AskAgain()},
		{chat.Clinic, "", "", w.settings().usual.voice.AskAgain()},
		{"unheard of", "", "", w.settings().usual.voice.AskAgain()},
	}
	for _, tt := range tests {
		r := w.Press(context.Background(), press(tt.action, tt.ref))
		if r == nil {
			t.Fatalf("%s %.20q: got nil", tt.action, tt.ref)
		}
		if section(r) != tt.section || r.Lead != tt.lead || r.Private() != (tt.lead == w.settings().usual.voice.AskAgain()) {
			t.Errorf("%s %.20q: got section %q, lead %q, private %v, want %q, %q", tt.action, tt.ref, section(r), r.Lead, r.Private(), tt.section, tt.lead)
		}
	}
}

// TestPressAnything: whatever is sent, something comes back, and nothing is published, removed or told without a target
// or by somebody who may not.
func TestPressAnything(t *testing.T) {
	w := newStaffed(t)
	empty := &chat.Message{}
	for _, a := range []chat.Action{"", "x", chat.Ask, chat.Also, chat.None, chat.Show, chat.Others, chat.Reveal, chat.Find, chat.Post, chat.PostLink, chat.Share,
		chat.Remove, chat.Dismiss, chat.Clinic, chat.Book, chat.Help, chat.Pause, chat.Resume, chat.Status} {
		for _, ref := range []string{"", "x", "shiatsu", "massage/shiatsu/1", "flag:CHEST:6", "flag:CHEST:99:x", "flag::", inPrivate, bookRef, strings.Repeat("é/", 100)} {
			for _, target := range []*chat.Message{nil, empty, {ID: "1"}, {ID: "1", Text: "what is shiatsu", Author: "ben"}} {
				p := press(a, ref)
				p.Target = target
				r := w.presses(p)
				if r.Publish() != nil || r.Remove() || r.Notice() != nil {
					t.Errorf("%s %.20q: got %+v", a, ref, r)
				}
			}
		}
	}
	if *empty != (chat.Message{}) {
		t.Errorf("the target was changed: %+v", empty)
	}
}

// TestPressCountsForTheLink: a choice gets the booking link as a question does, once a conversation together.
func TestPressCountsForTheLink(t *testing.T) {
	w := newWorld(t, full())
	if !books(w.Press(context.Background(), press(chat.Ask, "massage/shiatsu/1"))) {
		t.Error("the first choice: got no link")
	}
	if books(w.Press(context.Background(), press(chat.Ask, "massage/swedish/1"))) || books(w.says("can massage help me sleep")) {
		t.Error("afterwards: got a second link")
	}
	if books(newWorld(t, full()).Press(context.Background(), press(chat.Ask, "massage/sore-after/1"))) {
		t.Error("a topic without link: got a link")
	}
}

// TestSuggest: what sections answer is proposed, by prefix and by meaning, at most so many.
func TestSuggest(t *testing.T) {
	w := newWorld(t, full())
	for _, tt := range []struct {
		typed string
		max   int
		first string
	}{{"what is sh", 3, "massage/shiatsu/1"}, {"swed", 3, "massage/swedish/1"}, {"i lie awake at night", 3, "massage/sleep/1"}, {"", 2, "massage/shiatsu/1"}} {
		got := w.Suggest(context.Background(), tt.typed, tt.max)
		if len(got) == 0 || len(got) > tt.max || got[0].Ref != tt.first || got[0].Label == "" {
			t.Errorf("%q: got %+v, want %s first and at most %d", tt.typed, got, tt.first, tt.max)
		}
		for _, s := range got {
			if r := w.Press(context.Background(), press(chat.Ask, s.Ref)); section(r) == "" {
				t.Errorf("%q: %s leads to no passage", tt.typed, s.Ref)
			}
		}
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if got := w.Suggest(cancelled, "zzz unheard of", 3); len(got) > 0 {
		t.Errorf("after an error: got %+v", got)
	}
}

// TestClarify: choices are what sections answer, by the passage that does, "none of these" last, and each can be pressed.
func TestClarify(t *testing.T) {
	e := engineFor(t)
	var all []answer.Suggestion
	for _, id := range []string{"massage/shiatsu/1", "massage/swedish/1"} {
		p := e.Corpus().Passage(id)
		all = append(all, answer.Suggestion{Ask: e.Ask(p), Passage: p})
	}
	w := newWorld(t, full())
	choices := w.settings().usual.choices(all)
	if len(choices) != 3 || choices[0].Label != "What is shiatsu?" || choices[0].Ref != "massage/shiatsu/1" || choices[2].Action != chat.None {
		t.Fatalf("got %+v", choices)
	}
	for _, c := range choices {
		if r := w.Press(context.Background(), press(c.Action, c.Ref)); r == nil || r.Lead == w.settings().usual.voice.AskAgain() {
			t.Errorf("%+v: got %+v", c, r)
		}
	}
}
