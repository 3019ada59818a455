package bot

import (
	"slices"
	"strings"
	"sync"
	"time"

	"backtalk/internal/text"
)

// Bounds of what is remembered of conversations, in memory only.
const (
	remembered    = 10 * time.Minute // counted from a conversation's last message
	conversations = 10_000           // at most; the oldest is forgotten first
	lastMessages  = 2                // of one person in one conversation
)

// conversation is what is known of one person in one place.
type conversation struct {
	said      []said
	linkGiven bool
}

// said is one message and what it got.
type said struct {
	message string // the message's key, for forgetting
	thread  string // where it was said; a direct message has several in one conversation
	text    string
	passage string // the id of the passage that was quoted; empty when none was
	heading string // of that passage
	level   string // of the danger that it told; empty when it told none
	warned  bool   // it was answered with a warning, a new one or one that stands
}

// of finds what was said in the message with a key.
func (c conversation) of(message string) (said, bool) {
	for _, s := range c.said {
		if s.message == message {
			return s, true
		}
	}
	return said{}, false
}

// memory keeps conversations for a while. It is safe for concurrent use.
type memory struct {
	mu  sync.Mutex
	all *recent[conversation]
}

func newMemory() *memory {
	return &memory{all: newRecent[conversation](conversations, remembered)}
}

// recall returns a copy of a conversation as it stands at a time; an empty one when there is none.
func (m *memory) recall(key string, now time.Time) conversation {
	m.mu.Lock()
	defer m.mu.Unlock()
	known, _ := m.all.find(key, now)
	if known == nil {
		return conversation{}
	}
	c := *known
	c.said = append([]said(nil), c.said...)
	return c
}

// note adds a message and what it got. An edited message takes its first version's place.
func (m *memory) note(key string, s said, linkGiven bool, now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c := m.all.touch(key, now)
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
	m.all.touch(key, now).linkGiven = true
}

// forget drops a message by its key.
func (m *memory) forget(message string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.all.each(func(_ string, c *conversation) {
		for i, s := range c.said {
			if s.message == message {
				c.said = append(c.said[:i:i], c.said[i+1:]...)
				return
			}
		}
	})
}

// forgetPerson drops all conversations of a person on a platform.
func (m *memory) forgetPerson(platform, author string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.all.each(func(key string, _ *conversation) {
		if key = strings.TrimSuffix(key, "/private"); strings.HasPrefix(key, platform+"/") && strings.HasSuffix(key, "/"+author) {
			m.all.drop(key)
			m.all.drop(key + "/private")
		}
	})
}

// unquote forgets what was quoted for a message with a mark, since it was taken away.
func (m *memory) unquote(mark string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.all.each(func(_ string, c *conversation) {
		for i, s := range c.said {
			if markOf(s.message) == mark {
				c.said[i].passage, c.said[i].heading = "", ""
			}
		}
	})
}

// sameQuestion tells whether two messages ask the same in the same words.
func sameQuestion(a, b string) bool { return slices.Equal(text.Norms(a), text.Norms(b)) }
