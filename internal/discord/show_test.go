package discord

import (
	"context"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	"backtalk/internal/discord/link"
	fakediscord "backtalk/internal/fake/discord"
	fakewire "backtalk/internal/fake/wire"
)

// says is a handler that says a reply to messages and does f at presses.
func says(r *chat.Reply, f func(chat.Press) *chat.Reply) *chattest.Handler {
	h := chattest.Always(r)
	h.OnPress = func(_ context.Context, p chat.Press) *chat.Reply { return f(p) }
	h.OnSuggest = func(context.Context, string) []chat.Suggestion {
		return []chat.Suggestion{{Label: "Does massage hurt?", Ref: "hurt"}, {Label: "How long is a session?", Ref: "length"}}
	}
	return h
}

// TestSlowAnswers: after a while Discord is told to wait, in each of the ways there are.
func TestSlowAnswers(t *testing.T) {
	t.Parallel()
	reply := &chat.Reply{Words: chat.Words{Text: "an answer", Buttons: []chat.Button{{Label: "More", Action: chat.Others, Ref: "r"}}}}
	then := &chat.Reply{Words: chat.Words{Text: "more"}}
	slow := make(chan struct{})
	h := says(nil, func(chat.Press) *chat.Reply { <-slow; return then })
	h.OnMessage = func(context.Context, chat.Message) *chat.Reply { <-slow; return reply }
	w := newWorld(t, h, func(w *world, o *Options) { o.Courier.Deadline = soon })
	w.waitCommands(nil)
	w.presses.deferAfter = 5 * time.Millisecond
	run := func(i *fakediscord.Interaction, wantType int) *fakediscord.Message {
		t.Helper()
		if r := i.Wait(soon); r == nil || r.Type != wantType {
			t.Fatalf("got the first response %+v, want type %d; the log: %s", r, wantType, w.log)
		}
		slow <- struct{}{}
		if wantType == respondUpdateLater {
			w.server.Until(soon, func() bool { return len(i.FollowUps()) > 0 || then.Replace && strings.Contains(shownBy(i), then.Text) })
			if all := i.FollowUps(); len(all) > 0 {
				return all[0]
			}
		}
		return i.Message(soon)
	}
	ask := func(private bool) *fakediscord.Interaction {
		return w.server.Slash(w.room, w.ann, "ask", map[string]any{"question": "q", "private": private})
	}
	if m := run(ask(true), respondLater); m == nil || !m.Ephemeral() || m.Text() != "an answer" {
		t.Errorf("private: got %+v", m)
	}
	public := run(ask(false), respondLater)
	if public == nil || public.Ephemeral() || public.Text() != "an answer" {
		t.Fatalf("public: got %+v", public)
	}
	if m := run(w.server.Press(public, w.ann, "More"), respondUpdateLater); m == nil || !m.Ephemeral() || m.Text() != "more" {
		t.Errorf("press: got %+v", m)
	}
	then.Replace = true
	if m := run(w.server.Press(public, w.ann, "More"), respondUpdateLater); m == nil || m.ID != public.ID || m.Text() != "more" {
		t.Errorf("press that replaces: got %+v", m)
	}
	reply = &chat.Reply{Words: chat.Words{Text: "for you alone"}, Audience: chat.ForAskerBeside(chat.Line{Text: "Answered privately."})}
	i := ask(false)
	m := run(i, respondLater)
	w.server.Until(soon, func() bool { return len(i.FollowUps()) == 1 })
	if m == nil || m.Text() != "Answered privately." || len(i.FollowUps()) != 1 || !i.FollowUps()[0].Ephemeral() {
		t.Errorf("private after all: got %+v and %+v", m, i.FollowUps())
	}
}

func shownBy(i *fakediscord.Interaction) string {
	if m := i.Message(0); m != nil {
		return m.Text()
	}
	return ""
}

// TestManyLinks: what only one person sees can lead to several places.
func TestManyLinks(t *testing.T) {
	t.Parallel()
	h := says(nil, func(chat.Press) *chat.Reply {
		return &chat.Reply{Words: chat.Words{Lead: "What could not be said:", Links: many("https://discord.com/channels/1/2/", chat.MaxLinks)}, Audience: chat.ForAsker()}
	})
	w := newWorld(t, h, nil)
	w.waitCommands(nil)
	m := w.server.Slash(w.room, w.ann, "help", nil).Message(soon)
	if m == nil || !m.Ephemeral() || len(m.Links()) != chat.MaxLinks || len(m.Components) != 1 {
		t.Errorf("got %+v", m)
	}
}

// TestStuckCallback: a first response that Discord does not take gives way to another attempt while there is time. One
// that Discord took, but told so too late, is not lost.
func TestStuckCallback(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fakewire.Fault{
		"before": {Method: "POST", Path: "/callback", Times: 1, Delay: soon},
		"after":  {Method: "POST", Path: "/callback", Times: 1, DelayAfter: soon},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, says(&chat.Reply{Words: chat.Words{Text: "an answer"}}, nil), nil)
			w.server.AllowViolations()
			w.waitCommands(nil)
			w.presses.prompt = link.Promptness{Attempt: time.Second, All: soon}
			w.server.Fail(fault)
			i := w.server.Slash(w.room, w.ann, "ask", map[string]any{"question": "q", "private": false})
			if m := i.Message(soon / 2); m == nil || m.Text() != "an answer" {
				t.Errorf("got %+v; the log: %s", m, w.log)
			}
		})
	}
}

// TestLatePostponement: when Discord took the word that an answer comes, but did not tell so in time, the answer comes in
// its place.
func TestLatePostponement(t *testing.T) {
	t.Parallel()
	postponed := make(chan struct{})
	w := newWorld(t, &chattest.Handler{OnMessage: func(context.Context, chat.Message) *chat.Reply {
		<-postponed
		return &chat.Reply{Words: chat.Words{Text: "an answer"}}
	}}, func(_ *world, o *Options) { o.Courier.Deadline = soon })
	w.server.AllowViolations()
	w.waitCommands(nil)
	w.presses.deferAfter, w.presses.prompt = 0, link.Promptness{Attempt: time.Second / 2, All: time.Second / 2}
	w.server.Fail(fakewire.Fault{Method: "POST", Path: "/callback", Times: 1, DelayAfter: soon})
	x := w.server.Slash(w.room, w.ann, "ask", map[string]any{"question": "q", "private": false})
	x.Wait(soon)
	close(postponed)
	w.until("the answer did not come", func() bool { m := x.Message(0); return m != nil && m.Text() == "an answer" })
}

// TestFaultyCallbacks: a command's answer arrives although the first attempt at it fails.
func TestFaultyCallbacks(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fakewire.Fault{
		"500":        {Method: "POST", Path: "/callback", Times: 1, Status: 500},
		"429":        {Method: "POST", Path: "/callback", Times: 1, Status: 429, RetryAfter: 200 * time.Millisecond},
		"cut before": {Method: "POST", Path: "/callback", Times: 1, CutBefore: true},
		"cut after":  {Method: "POST", Path: "/callback", Times: 1, CutAfter: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, says(&chat.Reply{Words: chat.Words{Text: "an answer"}}, nil), nil)
			w.waitCommands(nil)
			w.server.Fail(fault)
			i := w.server.Slash(w.room, w.ann, "ask", map[string]any{"question": "marked-words", "private": true})
			if m := i.Message(soon); m == nil || m.Text() != "an answer" {
				t.Errorf("got %+v; the log: %s", m, w.log)
			}
			if text := w.log.String(); strings.Contains(text, i.Token) || strings.Contains(text, "marked-words") {
				t.Errorf("the log holds what it should not: %s", text)
			}
		})
	}
}
