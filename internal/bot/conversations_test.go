package bot

import (
	"strconv"
	"sync"
	"testing"
	"time"
)

// TestMemoryBounds: two messages a conversation, ten minutes from the last one, so many conversations at most.
func TestMemoryBounds(t *testing.T) {
	m := newConversations()
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	for i := range 5 {
		m.note("a", said{message: strconv.Itoa(i), text: strconv.Itoa(i)}, i == 0, now)
	}
	c := m.recall("a", now.Add(remembered))
	if len(c.said) != lastMessages || c.said[0].text != "3" || c.said[1].text != "4" || !c.linkGiven {
		t.Errorf("got %+v, want messages 3 and 4 and the link", c)
	}
	if c := m.recall("a", now.Add(remembered+1)); len(c.said) != 0 || c.linkGiven {
		t.Errorf("after ten minutes: got %+v", c)
	}
	for i := range 3 * maxConversations {
		m.note(strconv.Itoa(i), said{text: "x"}, false, now)
	}
	if n := m.all.Len(); n != maxConversations {
		t.Errorf("got %d conversations, want %d", n, maxConversations)
	}
	if c := m.recall(strconv.Itoa(2*maxConversations-1), now); len(c.said) != 0 {
		t.Error("the oldest was kept")
	}
	if c := m.recall(strconv.Itoa(3*maxConversations-1), now); len(c.said) != 1 {
		t.Error("the newest was dropped")
	}
	m.recall("b", now.Add(time.Hour))
	if n := m.all.Len(); n != 0 {
		t.Errorf("an hour later: %d conversations are left", n)
	}
}

// TestMemoryKeepsTheTalkative: a conversation that goes on is not the oldest.
func TestMemoryKeepsTheTalkative(t *testing.T) {
	m := newConversations()
	now := time.Now()
	m.note("a", said{message: "1", text: "x"}, false, now)
	for i := range maxConversations - 1 {
		m.note(strconv.Itoa(i), said{text: "x"}, false, now)
	}
	m.note("a", said{message: "2", text: "y"}, false, now)
	m.note("one more", said{text: "x"}, false, now)
	if c := m.recall("a", now); len(c.said) != 2 {
		t.Errorf("got %+v, want both messages", c)
	}
	if c := m.recall("0", now); len(c.said) != 0 {
		t.Error("the oldest was kept")
	}
}

// TestRecallCopies: what was recalled does not change under its reader.
func TestRecallCopies(t *testing.T) {
	m := newConversations()
	now := time.Now()
	m.note("a", said{message: "1", text: "one"}, false, now)
	m.note("a", said{message: "2", text: "two"}, false, now)
	c := m.recall("a", now)
	m.note("a", said{message: "3", text: "three"}, false, now)
	m.forget("2")
	if len(c.said) != 2 || c.said[0].text != "one" || c.said[1].text != "two" {
		t.Errorf("got %+v, want it unchanged", c.said)
	}
}

// TestForgetPerson: all conversations of one person go, and nobody else's, however they lie beside each other.
func TestForgetPerson(t *testing.T) {
	m := newConversations()
	now := time.Now()
	gone := []string{"slack/s/c/ann", "slack/s/c/ann/private", "slack/s/d/ann", "slack/s/d/ann/private", "slack//x/ann"}
	kept := []string{"slack/s/c/bea", "slack/s/c/joann", "discord/s/c/ann", "slack/s/ann/bea"}
	for _, key := range append(gone, kept...) {
		m.note(key, said{text: "x"}, false, now)
	}
	m.forgetPerson("slack", "ann")
	for _, key := range gone {
		if len(m.recall(key, now).said) != 0 {
			t.Errorf("%s is still known", key)
		}
	}
	for _, key := range kept {
		if len(m.recall(key, now).said) != 1 {
			t.Errorf("%s was forgotten", key)
		}
	}
}

// TestMemoryInParallel is for the race detector.
func TestMemoryInParallel(t *testing.T) {
	m := newConversations()
	now := time.Now()
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			for i := range 500 {
				key := strconv.Itoa(i % 7)
				m.note(key, said{message: key, text: "x"}, i%2 == 0, now)
				m.recall(key, now.Add(time.Duration(i)*time.Second))
				m.noteLink(key, now)
				m.forget(strconv.Itoa(worker))
			}
		})
	}
	wg.Wait()
}
