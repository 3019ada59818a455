// Package chattest is the contract that every adapter has to pass. An adapter's test connects it to a fake platform,
// makes an [Adapter] of the two, says what the platform can do, and calls [Suite.Run].
//
// The checks speak of what people see ([Post]), not of how a platform is told to show it: the fake platform turns what
// was sent into what stands there.
package chattest

import (
	"bytes"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"backtalk/internal/chat"
)

// Adapter is an adapter under test together with its fake platform. It is safe for concurrent use.
type Adapter interface {
	// Message lets a person write m, and returns once the adapter is done with it. What a platform makes itself (ids of
	// places, times) may differ from m; different IDs and authors stay different, and equal ones equal.
	Message(m chat.Message)
	// Posts is what stands on the platform by now, oldest first: changed posts as they are, removed ones not.
	Posts() []Post
	// Close ends the adapter and returns once nothing of it is left.
	Close() error
}

// Presser is an adapter whose platform has something to press or choose.
type Presser interface {
	// Press lets a person choose what the newest post offers with p's Action and Ref, and returns once the adapter is
	// done with it.
	Press(p chat.Press)
}

// Deleter is an adapter whose platform lets people delete what they wrote.
type Deleter interface {
	// Delete lets the author of m delete it, and returns once the adapter is done with it.
	Delete(m chat.Message)
}

// Post is one reply as it stands on the platform, its parts put together when it was sent in several.
type Post struct {
	Text     string      // all that a reader sees, labels included, markup shown as the platform shows it
	Private  bool        // only the asker sees it
	Mentions []string    // whom it notifies
	Links    []chat.Link // live links, with what they are called; not those that show their own address
}

// Ability is something that not every platform can do. Checks that need it are left out where it is missing.
type Ability string

// The abilities.
const (
	Redelivery Ability = "redelivery" // the platform delivers events again: Message with the same m
	Editing    Ability = "editing"    // messages and posts can be changed: Message with Edited
	Deleting   Ability = "deleting"   // messages can be deleted; needs a Deleter
	Pressing   Ability = "pressing"   // choices can be chosen; needs a Presser
	Buttons    Ability = "buttons"    // buttons are shown, and can be pressed with Pressing
	Privacy    Ability = "privacy"    // a reply can be shown to one person alone
	Overhears  Ability = "overhears"  // the adapter hears what is not said to the bot: Message without Addressed
)

// Setup is what an adapter is made of.
type Setup struct {
	Handler  chat.Handler
	Deadline time.Duration // for one message
	Log      *slog.Logger
}

// Suite says how to make the adapter, and what its platform can do.
type Suite struct {
	New func(t testing.TB, s Setup) Adapter
	Can []Ability
}

// Run checks the whole contract, one subtest each.
func (s Suite) Run(t *testing.T) {
	s.checkAbilities(t)
	ran := 0
	for _, c := range contract() {
		if !s.can(c.needs...) {
			continue
		}
		ran++
		t.Run(c.name, func(t *testing.T) {
			if err := c.run(&bench{t: t, suite: s}); err != nil {
				t.Error(err)
			}
		})
	}
	if ran == 0 {
		t.Error("nothing was checked")
	}
}

func (s Suite) can(needs ...Ability) bool {
	return !slices.ContainsFunc(needs, func(a Ability) bool { return !slices.Contains(s.Can, a) })
}

// checkAbilities compares what the suite claims with what the adapter implements.
func (s Suite) checkAbilities(t *testing.T) {
	t.Helper()
	b := &bench{t: t, suite: s}
	a := b.start(&Handler{}).Adapter
	if _, ok := a.(Presser); ok != s.can(Pressing) {
		t.Fatalf("the adapter is a Presser: %v, but the suite claims %v", ok, s.can(Pressing))
	}
	if _, ok := a.(Deleter); ok != s.can(Deleting) {
		t.Fatalf("the adapter is a Deleter: %v, but the suite claims %v", ok, s.can(Deleting))
	}
}

// check is one clause of the contract.
type check struct {
	name  string
	needs []Ability
	run   func(*bench) error
}

// bench makes adapters for one check.
type bench struct {
	t        testing.TB
	suite    Suite
	deadline time.Duration
}

// longEnough is a deadline that no check reaches.
const longEnough = 30 * time.Second

// private stands in every message and press, and in every panic: it must not come up in a log.
const private = "zanzibar-private-words"

// started is an adapter with its handler and log.
type started struct {
	Adapter
	handler *Handler
	log     *log
}

// start makes an adapter; it is closed at the end of the test.
func (b *bench) start(h *Handler) started {
	deadline := b.deadline
	if deadline == 0 {
		deadline = longEnough
	}
	l := &log{}
	a := b.suite.New(b.t, Setup{Handler: h, Deadline: deadline,
		Log: slog.New(slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelInfo}))})
	b.t.Cleanup(func() {
		if err := a.Close(); err != nil {
			b.t.Errorf("closing the adapter: %v", err)
		}
	})
	return started{a, h, l}
}

// done is the last thing of a check: nobody's words are in the log.
func (s started) done() error {
	if text := s.log.String(); strings.Contains(text, private) {
		return fmt.Errorf("the log holds what a person wrote: %s", text)
	}
	return nil
}

// say delivers an addressed message.
func (s started) say(id, text string) chat.Message {
	m := message(id, text)
	s.Message(m)
	return m
}

// seen is everything that all posts show.
func (s started) seen() string {
	var all strings.Builder
	for _, p := range s.Posts() {
		all.WriteString(p.Text + "\n")
	}
	return all.String()
}

// message is what somebody says to the bot. The ids are such as any platform can take.
func message(id, text string) chat.Message {
	return chat.Message{
		Place: chat.Place{Platform: "test", Space: "100000000000000001", Channel: "100000000000000002"},
		ID:    id, Author: "100000000000000003", Text: text, Addressed: true, Time: time.Unix(1_750_000_000, 0),
	}
}

// log is a log in memory.
type log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write appends to the log.
func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

// String is the whole log.
func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
