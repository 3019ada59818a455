package bot

import (
	"container/list"
	"strings"
	"sync"
	"time"
)

// Bounds of what is remembered, in memory only.
const (
	remembered    = 10 * time.Minute // of a conversation, counted from its last message
	conversations = 10_000           // at most; the oldest is forgotten first
	lastMessages  = 2                // of one person in one conversation
	held          = 24 * time.Hour   // without a booking link after a warning
)

// conversation is what is known of one person in one place.
type conversation struct {
	key       string
	said      []said
	linkGiven bool
	last      time.Time
}

// said is one message and what it got.
type said struct {
	message string // the message's key, for forgetting
	text    string
	passage string // the id of the passage that was quoted; empty when none was
	heading string // of that passage
}

// memory keeps conversations for a while, and who was warned for a day.
type memory struct {
	mu    sync.Mutex
	byKey map[string]*list.Element
	byAge *list.List // of *conversation, the oldest in front
	holds map[string]time.Time
}

func newMemory() *memory {
	return &memory{byKey: map[string]*list.Element{}, byAge: list.New(), holds: map[string]time.Time{}}
}

// recall returns a copy of a conversation as it stands at a time; an empty one when there is none.
func (m *memory) recall(key string, now time.Time) conversation {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.expire(now)
	if e := m.byKey[key]; e != nil {
		c := *e.Value.(*conversation)
		c.said = append([]said(nil), c.said...)
		return c
	}
	return conversation{key: key}
}

// note adds a message and what it got. An edited message takes its first version's place.
func (m *memory) note(key string, s said, linkGiven bool, now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c := m.touch(key, now)
	kept := c.said[:0]
	for _, old := range c.said {
		if old.message != s.message || s.message == "" {
			kept = append(kept, old)
		}
	}
	c.said = append(kept, s)
	if len(c.said) > lastMessages {
		c.said = append([]said(nil), c.said[len(c.said)-lastMessages:]...)
	}
	c.linkGiven = c.linkGiven || linkGiven
}

// noteLink notes that the booking link was given without a message, after a choice.
func (m *memory) noteLink(key string, now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.touch(key, now).linkGiven = true
}

// touch finds or begins a conversation, as the latest one, and forgets the oldest when there are too many. The caller
// holds the lock.
func (m *memory) touch(key string, now time.Time) *conversation {
	e := m.byKey[key]
	if e == nil {
		e = m.byAge.PushBack(&conversation{key: key})
		m.byKey[key] = e
	}
	m.byAge.MoveToBack(e)
	if m.byAge.Len() > conversations {
		m.remove(m.byAge.Front())
	}
	c := e.Value.(*conversation)
	c.last = now
	return c
}

// forget drops a message by its key.
func (m *memory) forget(message string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for e := m.byAge.Front(); e != nil; e = e.Next() {
		c := e.Value.(*conversation)
		for i, s := range c.said {
			if s.message == message {
				c.said = append(c.said[:i:i], c.said[i+1:]...)
				break
			}
		}
	}
}

// hold notes that a person was warned.
func (m *memory) hold(person string, now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.expire(now)
	m.holds[person] = now
}

// isHeld tells whether a person was warned within the last day.
func (m *memory) isHeld(person string, now time.Time) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	at, ok := m.holds[person]
	return ok && now.Sub(at) < held
}

// expire drops what is too old. The caller holds the lock.
func (m *memory) expire(now time.Time) {
	for e := m.byAge.Front(); e != nil && now.Sub(e.Value.(*conversation).last) > remembered; e = m.byAge.Front() {
		m.remove(e)
	}
	for person, at := range m.holds {
		if now.Sub(at) >= held {
			delete(m.holds, person)
		}
	}
}

func (m *memory) remove(e *list.Element) {
	delete(m.byKey, e.Value.(*conversation).key)
	m.byAge.Remove(e)
}

// sameQuestion tells whether two messages ask the same in the same words.
func sameQuestion(a, b string) bool {
	return strings.Join(strings.Fields(strings.ToLower(strings.Trim(a, " ?!."))), " ") ==
		strings.Join(strings.Fields(strings.ToLower(strings.Trim(b, " ?!."))), " ")
}
