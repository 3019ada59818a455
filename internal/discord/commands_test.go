package discord

import (
	"slices"
	"strings"
	"testing"

	"backtalk/internal/chat/chattest"
	fakediscord "backtalk/internal/fake/discord"
	fakewire "backtalk/internal/fake/wire"
)

// TestCommands: they are registered once, and again only when they differ.
func TestCommands(t *testing.T) {
	t.Parallel()
	w := newWorld(t, &chattest.Handler{}, nil)
	w.waitCommands(nil)
	writes := w.server.Counts().CommandWrites
	w.end()
	w.start(nil)
	w.settle()
	w.server.Until(soon, func() bool { return len(w.server.Requests("GET", "/commands")) >= 2 })
	w.end() // waits for what is under way
	if n := w.server.Counts().CommandWrites; n != writes {
		t.Errorf("got %d more writes of the same commands", n-writes)
	}
	w.start(func(_ *world, o *Options) { o.Private = true })
	if !w.server.Until(soon, func() bool { return w.server.Counts().CommandWrites == writes+1 }) {
		t.Errorf("changed commands were not registered; the log: %s", w.log)
	}
	ben := w.server.AddMember(w.guild, "ben")
	for name, want := range map[string]bool{"ask": true, "help": true, "book": true, "privacy": true, "Find an answer": true, "backtalk": false} {
		if got := w.server.CanUse(w.room, ben, name); got != want {
			t.Errorf("a client is offered %s: %v, want %v", name, got, want)
		}
	}
	if !w.server.CanUse(w.server.DM(ben), ben, "ask") || !w.server.CanUse(w.server.DM(ben), ben, "privacy") || w.server.CanUse(w.server.DM(ben), ben, "backtalk") {
		t.Error("in direct messages there is /ask, and nothing to pause")
	}
}

// TestTryGuild: for trying out, commands are registered in one guild only.
func TestTryGuild(t *testing.T) {
	t.Parallel()
	w := newWorld(t, &chattest.Handler{}, func(w *world, o *Options) { o.TryGuild = w.guild.ID })
	w.waitCommands(w.guild)
	if n := len(w.server.Commands(nil)); n != 0 {
		t.Errorf("got %d global commands", n)
	}
}

func TestSameCommands(t *testing.T) {
	t.Parallel()
	a, b := commands(Options{}), commands(Options{})
	slices.Reverse(b)
	if !sameCommands(a, b) || sameCommands(a, commands(Options{Private: true})) || sameCommands(a, a[1:]) || sameCommands(a, commands(Options{TryGuild: "1"})) {
		t.Error("commands are compared wrongly")
	}
	for _, c := range a {
		if c.Type == slashCommand && (c.Description == "" || size(c.Description) > maxChoice || c.Name != strings.ToLower(c.Name)) {
			t.Errorf("%q is no name and description for a command", c.Name)
		}
	}
}

// waitCommands waits until the commands are registered.
func (w *world) waitCommands(g *fakediscord.Guild) {
	w.t.Helper()
	if !w.server.Until(soon, func() bool { return len(w.server.Commands(g)) == 6 }) {
		w.t.Fatalf("the commands were not registered; the log: %s", w.log)
	}
}

// TestRefusedCommands: the log tells which field of which command Discord does not take.
func TestRefusedCommands(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	w.end()
	w.server.Fail(fakewire.Fault{Method: "GET", Path: "/commands", Status: 200, Body: "[]"})
	w.server.Fail(fakewire.Fault{Method: "PUT", Path: "/commands", Status: 400,
		Body: `{"message":"Invalid Form Body","code":50035,"errors":{"2":{"description":{"_errors":[{"code":"BASE_TYPE_BAD_LENGTH","message":"secret"}]}}}}`})
	w.start(nil)
	w.waitLog("Discord answered 400, code 50035, for [2].description: BASE_TYPE_BAD_LENGTH")
	if strings.Contains(w.log.String(), "secret") {
		t.Errorf("the log holds more than the place: %s", w.log)
	}
}
