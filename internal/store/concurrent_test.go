package store

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"backtalk/internal/chat"
)

// TestConcurrent: everything at once, by many, with erasing in between; each finds what it noted itself.
func TestConcurrent(t *testing.T) {
	s, c := fresh(t)
	hasty(t, s)
	var workers, eraser sync.WaitGroup
	stop := make(chan struct{})
	eraser.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
			if _, err := s.Erase(t.Context()); err != nil {
				t.Errorf("erasing: %v", err)
			}
		}
	})
	const perWorker = 10
	for worker := range 8 {
		workers.Go(func() {
			for n := range perWorker {
				id := worker*perWorker + n
				m := sample(id)
				key, ref := m.Key(), fmt.Sprint("ref", id)
				first, err := s.Accept(t.Context(), key, m.Author, m, c.now())
				if err != nil || !first {
					t.Errorf("accepting %d: got %v, %v", id, first, err)
				}
				if err := s.Keep(t.Context(), key, ref, c.now().Add(time.Hour)); err != nil {
					t.Errorf("keeping %d: %v", id, err)
				}
				if n%2 == 0 {
					if err := s.Replied(t.Context(), key, chat.Posted{Ref: ref}); err != nil {
						t.Errorf("replying to %d: %v", id, err)
					}
				}
				if e, found, err := s.Lookup(t.Context(), key); err != nil || !found || e.Done != (n%2 == 0) {
					t.Errorf("looking up %d: got %+v, %v, %v", id, e, found, err)
				}
				if e, found, err := s.Replier(t.Context(), ref); err != nil || found != (n%2 == 0) || found && e.Key != key {
					t.Errorf("whose reply is %s: got %+v, %v, %v", ref, e, found, err)
				}
				if v, found, err := s.Kept(t.Context(), key); err != nil || !found || v != ref {
					t.Errorf("kept of %d: got %q, %v, %v", id, v, found, err)
				}
			}
		})
	}
	workers.Wait()
	close(stop)
	eraser.Wait()
	if got, err := s.Pending(t.Context(), "discord", start()); err != nil || len(got) != 8*(perWorker/2) {
		t.Errorf("got %d waiting, %v, want %d", len(got), err, 8*(perWorker/2))
	}
	if got, err := s.List(t.Context(), "discord/"); err != nil || len(got) != 8*perWorker {
		t.Errorf("got %d values, %v, want %d", len(got), err, 8*perWorker)
	}
}

// TestCloseWhileUsed: operations that come too late are refused; none is cut off half-way.
func TestCloseWhileUsed(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, dir, newClock().now)
	var all sync.WaitGroup
	noted := make([]bool, 200)
	begun := make(chan struct{}, len(noted))
	for id := range noted {
		all.Go(func() {
			m := sample(id)
			noted[id], _ = s.Accept(t.Context(), m.Key(), m.Author, m, start())
			begun <- struct{}{}
		})
	}
	<-begun
	must(t, s.Close())
	all.Wait()
	s = opened(t, dir, newClock().now)
	for id, want := range noted {
		if _, found, err := s.Lookup(t.Context(), sample(id).Key()); found != want || err != nil {
			t.Errorf("message %d: got %v, %v, want %v", id, found, err, want)
		}
	}
}
