package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"backtalk/internal/chat"

	"go.uber.org/goleak"
)

// childEnv names a role; a test that needs a second process starts this binary again with it.
const childEnv = "BACKTALK_STORE_TEST_CHILD"

func TestMain(m *testing.M) {
	if role := os.Getenv(childEnv); role != "" {
		os.Exit(child(role, os.Args[1]))
	}
	goleak.VerifyTestMain(m)
}

// clock is a clock that tests set.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) wait(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// start is when the tests' clocks begin.
func start() time.Time { return time.Date(2026, 3, 2, 9, 30, 0, 123456000, time.UTC) }

func newClock() *clock { return &clock{at: start()} }

// opened opens a folder for the rest of a test.
func opened(t testing.TB, dir string, now func() time.Time) *Store {
	t.Helper()
	s, err := Open(context.Background(), dir, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("closing: %v", err)
		}
	})
	return s
}

// fresh opens a new folder, with a clock to set.
func fresh(t testing.TB) (*Store, *clock) {
	t.Helper()
	c := newClock()
	return opened(t, t.TempDir(), c.now), c
}

// hasty has a store not wait for the disk, in tests that write much and that no power cut is part of.
func hasty(t testing.TB, s *Store) *Store {
	t.Helper()
	_, err := s.exec(context.Background(), "PRAGMA synchronous = OFF")
	must(t, err)
	return s
}

// sample is a message with an id; its text is as long as a long question.
func sample(id int) *chat.Message {
	return &chat.Message{
		Place: chat.Place{Platform: "discord", Space: "77", Channel: "88"}, ID: fmt.Sprint(id), Author: "99",
		Text: strings.Repeat(fmt.Sprintf("my back %d hurts. ", id), 10), Addressed: true, Time: start(),
	}
}

// accepted accepts a sample and fails the test when it was there before.
func accepted(t testing.TB, s *Store, id int, at time.Time) string {
	t.Helper()
	m := sample(id)
	m.Time = at
	first, err := s.Accept(t.Context(), m.Key(), m.Author, m, at)
	if err != nil || !first {
		t.Fatalf("accepting message %d: got %v, %v, want true", id, first, err)
	}
	return m.Key()
}

// must fails the test on an error.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// bytesIn returns all that stands in the files of a folder.
func bytesIn(t testing.TB, dir string) string {
	t.Helper()
	files, err := os.ReadDir(dir)
	must(t, err)
	var all strings.Builder
	for _, f := range files {
		content, err := os.ReadFile(filepath.Join(dir, f.Name()))
		must(t, err)
		all.Write(content)
	}
	if all.Len() == 0 {
		t.Fatalf("nothing to search in %s", dir)
	}
	return all.String()
}
