package slack

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
)

// desk is a handler that offers what the real one offers: questions to choose, passages, posting.
func desk(t testing.TB) *chattest.Handler {
	all := article(t)
	quote := func(i int) []chat.Quote { return []chat.Quote{{Passage: all[i]}} }
	h := &chattest.Handler{}
	h.OnSuggest = func(_ context.Context, typed string) []chat.Suggestion {
		found := []chat.Suggestion{{Label: "Does massage help me sleep?", Ref: "sleep"}, {Label: "What does it cost?", Ref: "price"}}
		if typed == "nothing" {
			return nil
		}
		return found
	}
	h.OnMessage = func(_ context.Context, m chat.Message) *chat.Reply {
		return &chat.Reply{Words: chat.Words{Lead: "answer: " + m.Text,
			Buttons: []chat.Button{{Label: "Share in channel", Action: chat.Share, Ref: all[0].ID()}, {Label: "Dismiss", Action: chat.Dismiss}}}, ReplyTo: m.ID, About: m.ID, Audience: m.Audience()}
	}
	h.OnPress = func(_ context.Context, p chat.Press) *chat.Reply {
		switch p.Action {
		case chat.Find, chat.Others:
			return found(p, quote(0), all[0].ID(), all[1].ID())
		case chat.Show:
			if p.Target == nil {
				return &chat.Reply{Words: chat.Words{Passages: quote(1)}}
			}
			return found(p, quote(1), all[1].ID(), all[0].ID())
		case chat.Post, chat.PostLink:
			if !p.Staff {
				return &chat.Reply{Words: chat.Words{Lead: "Only staff can post."}, Audience: chat.ForAsker(), Replace: true}
			}
			out := &chat.Reply{Words: chat.Words{Passages: quote(0), Credit: "Checked by the clinic's team.", Note: p.Fields[chat.FieldNote]}, ReplyTo: p.Target.ID}
			if p.Action == chat.PostLink {
				out.Link = &chat.Link{Label: "Book a session", URL: "https://clinic.example/book"}
			}
			return &chat.Reply{Words: chat.Words{Lead: "Posted."}, Replace: true, Deeds: chat.Publishing(out, &chat.Reply{Words: chat.Words{Lead: "I may not post there."}, Replace: true})}
		case chat.Share:
			return &chat.Reply{Words: chat.Words{Lead: "Shared."}, Replace: true, Deeds: chat.Publishing(&chat.Reply{Words: chat.Words{Passages: quote(0)}}, &chat.Reply{Words: chat.Words{Lead: "I may not post there."}, Replace: true})}
		case chat.Dismiss:
			return &chat.Reply{Replace: true}
		case chat.Pause, chat.Resume:
			if !p.Staff {
				return &chat.Reply{Words: chat.Words{Lead: "Only staff can do that."}}
			}
		}
		return &chat.Reply{Words: chat.Words{Lead: "did " + string(p.Action) + " " + p.Ref}}
	}
	return h
}

// found is what staff and others see of an answer for a message.
func found(p chat.Press, q []chat.Quote, id, other string) *chat.Reply {
	r := &chat.Reply{Words: chat.Words{Passages: q, Aloud: "Briefly.", Choices: []chat.Choice{{Label: "The other passage", Action: chat.Show, Ref: other}}}, Audience: chat.ForAsker(), Replace: p.Action == chat.Show}
	if p.Target != nil {
		r.About = p.Target.ID
	}
	if p.Staff {
		r.Buttons = []chat.Button{{Label: "Post", Action: chat.Post, Ref: id}, {Label: "Post with link", Action: chat.PostLink, Ref: id}}
	}
	return r
}

// bobIsStaff makes bob staff.
func bobIsStaff(w *world, o *Options) {
	o.Spaces = map[string]Space{w.clinic.ID: {Staff: []string{w.bob.ID}}}
}

// TestStrangePresses: what comes back from outside and was never sent does nothing, and harms nothing.
func TestStrangePresses(t *testing.T) {
	t.Parallel()
	h := desk(t)
	w := newWorld(t, h)
	for _, value := range []string{"", "nonsense", "post|C1|1.1|1.2|" + strings.Repeat("x", 200), "fly||||"} {
		for _, kind := range []string{"block_actions", "view_submission", "message_action", "block_suggestion", "shortcut", "of tomorrow"} {
			payload, err := json.Marshal(map[string]any{"type": kind, "user": map[string]any{"id": w.ann.ID}, "actions": []any{map[string]any{"value": value}},
				"view": map[string]any{"id": "V1", "callback_id": callbackFind, "private_metadata": value}})
			if err != nil {
				t.Fatal(err)
			}
			acked := 0
			w.slack.takeInteraction(t.Context(), payload, func(any) error { acked++; return nil })
			if acked != 1 {
				t.Errorf("%s with %q was acknowledged %d times, want once", kind, value, acked)
			}
		}
	}
	for _, payload := range []string{"", "null", "[]", `{"type":1}`} {
		acked := 0
		ack := func(any) error { acked++; return nil }
		w.slack.takeInteraction(t.Context(), json.RawMessage(payload), ack)
		w.slack.takeCommand(t.Context(), json.RawMessage(payload), ack)
		if acked != 2 {
			t.Errorf("%q was acknowledged %d times, want twice", payload, acked)
		}
	}
	if n := len(h.Presses()) + len(h.Messages()); n != 0 {
		t.Errorf("the handler was called %d times", n)
	}
}

// TestPressedOf reads presses as Slack sends them.
func TestPressedOf(t *testing.T) {
	t.Parallel()
	const base = `{"type":"block_actions","user":{"id":"U1"},"channel":{"id":"C1"},"container":{"type":"message","message_ts":"2.1","thread_ts":"1.1","channel_id":"C1","is_ephemeral":true},"actions":[{"action_id":"a","block_id":"b","action_ts":"3.1",`
	now := time.Unix(1, 0)
	tests := map[string]struct {
		json string
		want chat.Press
		ok   bool
	}{
		"a button": {base + `"value":"others|C2|1.1|1.2|r"}]}`, chat.Press{Place: chat.Place{Platform: platform, Space: "T1", Channel: "C1", Thread: "1.1"},
			Author: "U1", Action: chat.Others, Ref: "r", Alone: true, Target: &chat.Message{Place: chat.Place{Platform: platform, Space: "T1", Channel: "C2", Thread: "1.1"}, ID: "1.2", Time: stampTime("1.2")}}, true},
		"a menu":         {base + `"selected_option":{"value":"ask||||sleep"}}]}`, chat.Press{Place: chat.Place{Platform: platform, Space: "T1", Channel: "C1", Thread: "1.1"}, Author: "U1", Action: chat.Ask, Ref: "sleep", Alone: true}, true},
		"for all to see": {strings.Replace(base, "true", "false", 1) + `"value":"dismiss||||"}]}`, chat.Press{Place: chat.Place{Platform: platform, Space: "T1", Channel: "C1", Thread: "1.1"}, Author: "U1", Action: chat.Dismiss}, true},
		"a link":         {base + `"url":"https://x.example"}]}`, chat.Press{}, false},
		"nothing":        {`{"type":"block_actions","user":{"id":"U1"}}`, chat.Press{}, false},
	}
	for name, tt := range tests {
		var in interaction
		if err := json.Unmarshal([]byte(tt.json), &in); err != nil {
			t.Fatal(err)
		}
		got, ok := pressed(in, "T1", now)
		tt.want.ID, tt.want.Time = got.ID, got.Time
		if ok != tt.ok || ok && (got.ID == "" || !samePress(got, tt.want)) {
			t.Errorf("%s: got %+v %v, want %+v %v", name, got, ok, tt.want, tt.ok)
		}
	}
}

func samePress(a, b chat.Press) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}

func FuzzInteraction(f *testing.F) {
	f.Add([]byte(`{"type":"block_actions","user":{"id":"U1"},"actions":[{"value":"ask||||x"}]}`))
	f.Add([]byte(`{"type":"message_action","user":{"id":"U1"},"channel":{"id":"C1"},"message":{"ts":"1.1","text":"<@UBOT>"}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var in interaction
		if json.Unmarshal(b, &in) != nil {
			return
		}
		if p, ok := pressed(in, "T1", time.Time{}); ok && (!known(p.Action) || p.Author == "" || p.ID == "" || p.Channel == "") {
			t.Errorf("got %+v", p)
		}
		if p, ok := shortcut(in, us(), time.Time{}); ok && (p.Target == nil || p.Target.ID == "" || p.Author == "") {
			t.Errorf("got %+v", p)
		}
	})
}
