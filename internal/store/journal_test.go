package store

import (
	"context"
	"errors"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"backtalk/internal/chat"
)

// TestJournal goes through the contract of chat.Journal, one life of a message per line; every life is looked at again
// after the folder was closed and opened.
func TestJournal(t *testing.T) {
	reply := chat.Posted{Ref: "88/501", Aside: "88/500", Private: true}
	warning := chat.Posted{Ref: "88/502", Warning: true}
	tests := []struct {
		name    string
		happens func(s *Store, key string) error
		want    chat.Entry // its key, author and time are filled in
		pending int
	}{
		{"accepted", func(s *Store, key string) error { return nil }, chat.Entry{}, 1},
		{"done", func(s *Store, key string) error { return s.Done(t.Context(), key) }, chat.Entry{Done: true}, 0},
		{"done twice", func(s *Store, key string) error {
			return errors.Join(s.Done(t.Context(), key), s.Done(t.Context(), key))
		}, chat.Entry{Done: true}, 0},
		{"another done", func(s *Store, key string) error { return s.Done(t.Context(), key+"0") }, chat.Entry{}, 1},
		{"replied", func(s *Store, key string) error { return s.Replied(t.Context(), key, reply) },
			chat.Entry{Done: true, Posted: []chat.Posted{reply}}, 0},
		{"done and replied", func(s *Store, key string) error {
			return errors.Join(s.Done(t.Context(), key), s.Replied(t.Context(), key, reply))
		}, chat.Entry{Done: true, Posted: []chat.Posted{reply}}, 0},
		{"replied by two", func(s *Store, key string) error {
			return errors.Join(s.Replied(t.Context(), key, warning), s.Replied(t.Context(), key, reply))
		}, chat.Entry{Done: true, Posted: []chat.Posted{warning, reply}}, 0},
		{"the same reply again", func(s *Store, key string) error {
			return errors.Join(s.Replied(t.Context(), key, chat.Posted{Ref: reply.Ref, Warning: true}), s.Replied(t.Context(), key, reply))
		}, chat.Entry{Done: true, Posted: []chat.Posted{reply}}, 0},
		{"removed", func(s *Store, key string) error {
			return errors.Join(s.Replied(t.Context(), key, warning), s.Replied(t.Context(), key, reply), s.Removed(t.Context(), reply.Ref))
		}, chat.Entry{Done: true, Posted: []chat.Posted{warning}}, 0},
		{"the line beside it removed", func(s *Store, key string) error {
			return errors.Join(s.Replied(t.Context(), key, reply), s.Removed(t.Context(), reply.Aside))
		}, chat.Entry{Done: true, Posted: []chat.Posted{{Ref: reply.Ref, Private: true}}}, 0},
		{"a line alone", func(s *Store, key string) error {
			return s.Replied(t.Context(), key, chat.Posted{Aside: "88/500", Private: true})
		},
			chat.Entry{Done: true, Posted: []chat.Posted{{Aside: "88/500", Private: true}}}, 0},
		{"a line alone, removed", func(s *Store, key string) error {
			return errors.Join(s.Replied(t.Context(), key, chat.Posted{Aside: "88/500", Private: true}), s.Removed(t.Context(), "88/500"))
		}, chat.Entry{Done: true}, 0},
		{"others removed", func(s *Store, key string) error {
			return errors.Join(s.Replied(t.Context(), key, warning), s.Removed(t.Context(), ""), s.Removed(t.Context(), "88/999"))
		}, chat.Entry{Done: true, Posted: []chat.Posted{warning}}, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir, c := t.TempDir(), newClock()
			s := opened(t, dir, c.now)
			key := accepted(t, s, 1, start())
			must(t, test.happens(s, key))
			test.want.Key, test.want.Author, test.want.At = key, "99", start()
			check := func(s *Store) {
				t.Helper()
				got, found, err := s.Lookup(t.Context(), key)
				if err != nil || !found || !reflect.DeepEqual(got, test.want) {
					t.Errorf("Lookup: got %+v, %v, %v, want %+v", got, found, err, test.want)
				}
				messages, err := s.Pending(t.Context(), "discord", start())
				if err != nil || len(messages) != test.pending {
					t.Errorf("Pending: got %d messages, %v, want %d", len(messages), err, test.pending)
				}
				for _, p := range test.want.Posted {
					for _, ref := range []string{p.Ref, p.Aside} {
						got, found, err := s.Replier(t.Context(), ref)
						if err != nil || found != (ref != "") || found && !reflect.DeepEqual(got, test.want) {
							t.Errorf("Replier(%q): got %+v, %v, %v, want %+v", ref, got, found, err, test.want)
						}
					}
				}
				again, err := s.Accept(t.Context(), key, "somebody", sample(2), start())
				if err != nil || again {
					t.Errorf("Accept again: got %v, %v, want false", again, err)
				}
			}
			check(s)
			must(t, s.Close())
			check(opened(t, dir, c.now))
		})
	}
}

// TestUnknown: what was never accepted is not found, and is no error.
func TestUnknown(t *testing.T) {
	s, _ := fresh(t)
	accepted(t, s, 1, start())
	if got, found, err := s.Lookup(t.Context(), "k"); found || err != nil || !reflect.DeepEqual(got, chat.Entry{}) {
		t.Errorf("Lookup: got %+v, %v, %v, want nothing", got, found, err)
	}
	if got, found, err := s.Replier(t.Context(), "r"); found || err != nil || !reflect.DeepEqual(got, chat.Entry{}) {
		t.Errorf("Replier: got %+v, %v, %v, want nothing", got, found, err)
	}
	if got, err := s.Pending(t.Context(), "slack", time.Time{}); len(got) != 0 || err != nil {
		t.Errorf("Pending elsewhere: got %v, %v, want nothing", got, err)
	}
}

// TestReplyToUnaccepted: staff answer a message that the bot had not taken on; it is known from then on, also to Accept.
func TestReplyToUnaccepted(t *testing.T) {
	s, c := fresh(t)
	p := chat.Posted{Ref: "88/7"}
	must(t, s.Replied(t.Context(), "k", p))
	want := chat.Entry{Key: "k", At: c.now(), Done: true, Posted: []chat.Posted{p}}
	if got, found, err := s.Replier(t.Context(), "88/7"); !found || err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v, %v, want %+v", got, found, err, want)
	}
	if first, err := s.Accept(t.Context(), "k", "99", sample(1), c.now()); first || err != nil {
		t.Errorf("Accept: got %v, %v, want false", first, err)
	}
}

// TestRefsOfTwo: a reference belongs to the entry that it was noted for last, and no reference to none.
func TestRefsOfTwo(t *testing.T) {
	s, _ := fresh(t)
	one, two := accepted(t, s, 1, start()), accepted(t, s, 2, start())
	for _, key := range []string{one, two} {
		must(t, s.Replied(t.Context(), key, chat.Posted{Ref: "88/7"}))
		must(t, s.Replied(t.Context(), key, chat.Posted{}))
		if got, _, err := s.Replier(t.Context(), "88/7"); err != nil || got.Key != key || len(got.Posted) != 2 {
			t.Errorf("got %+v, %v, want the entry %s with two replies", got, err, key)
		}
	}
	if _, found, err := s.Replier(t.Context(), ""); found || err != nil {
		t.Errorf("no reference: got %v, %v, want false", found, err)
	}
}

// TestPending: only the platform's own, not too old, not done, oldest first, each as it was.
func TestPending(t *testing.T) {
	s, c := fresh(t)
	for id, at := range []time.Duration{3, 1, 2, 0, -1, 2} {
		accepted(t, s, id, start().Add(at*time.Minute))
	}
	must(t, s.Done(t.Context(), sample(2).Key()))
	other := sample(6)
	other.Platform = "slack"
	_, err := s.Accept(t.Context(), other.Key(), other.Author, other, c.now())
	must(t, err)
	_, err = s.Accept(t.Context(), "a press", "99", nil, c.now())
	must(t, err)

	got, err := s.Pending(t.Context(), "discord", start())
	must(t, err)
	want := []chat.Message{*sample(3), *sample(1), *sample(5), *sample(0)}
	for i, at := range []time.Duration{0, 1, 2, 3} {
		want[i].Time = start().Add(at * time.Minute)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// TestAcceptOnce: of a hundred at once, exactly one is the first.
func TestAcceptOnce(t *testing.T) {
	s, _ := fresh(t)
	for _, m := range []*chat.Message{nil, sample(1)} {
		var all sync.WaitGroup
		var firsts atomic.Int32
		key := "a press"
		if m != nil {
			key = m.Key()
		}
		for range 100 {
			all.Go(func() {
				first, err := s.Accept(t.Context(), key, "99", m, start())
				if err != nil {
					t.Error(err)
				}
				if first {
					firsts.Add(1)
				}
			})
		}
		all.Wait()
		if got := firsts.Load(); got != 1 {
			t.Errorf("with a message %v: got %d firsts, want 1", m != nil, got)
		}
	}
	if got, err := s.Pending(t.Context(), "discord", start()); len(got) != 1 || err != nil {
		t.Errorf("Pending: got %d, %v, want 1", len(got), err)
	}
}

// TestContext: one that has ended ends the wait for the turn, and nothing is noted.
func TestContext(t *testing.T) {
	s, _ := fresh(t)
	ended, end := context.WithCancel(t.Context())
	end()
	if first, err := s.Accept(ended, "k", "99", nil, start()); first || !errors.Is(err, context.Canceled) {
		t.Errorf("ended before: got %v, %v, want %v", first, err, context.Canceled)
	}
	must(t, s.turn.take(t.Context())) // somebody is at it and takes long
	short, end := context.WithTimeout(t.Context(), time.Millisecond)
	defer end()
	if first, err := s.Accept(short, "k", "99", nil, start()); first || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("ended while waiting: got %v, %v, want %v", first, err, context.DeadlineExceeded)
	}
	s.turn.give()
	if _, found, err := s.Lookup(t.Context(), "k"); found || err != nil {
		t.Errorf("Lookup: got %v, %v, want false", found, err)
	}
}
