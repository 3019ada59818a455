package bot

import (
	"slices"
	"strings"
	"time"

	"backtalk/internal/recent"
	"backtalk/internal/text"
)

// Bounds of what is remembered of conversations, in memory only.
const (
	remembered       = 10 * time.Minute // counted from a conversation's last message
	maxConversations = 10_000           // at most; the oldest is forgotten first
	lastMessages     = 2                // of one person in one conversation
)

// conversation is what is known of one person in one place.
type conversation struct {
	said      []said // never changed in its place: who recalled it may be reading it
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

// conversations keeps conversations for a while. It is safe for concurrent use.
type conversations struct {
	all *recent.Map[string, conversation]
}

func newConversations() *conversations {
	return &conversations{all: recent.New[string, conversation](maxConversations, remembered)}
}

// recall returns a conversation as it stands at a time; an empty one when there is none.
func (m *conversations) recall(key string, now time.Time) conversation {
	c, _ := m.all.Get(key, now)
	return c
}

// note adds a message and what it got. An edited message takes its first version's place.
func (m *conversations) note(key string, s said, linkGiven bool, now time.Time) {
	m.all.Update(key, now, func(c *conversation) {
		kept := make([]said, 0, lastMessages+1)
		for _, old := range c.said {
			if old.message != s.message || s.message == "" {
				kept = append(kept, old)
			}
		}
		kept = append(kept, s)
		c.said = slices.Clone(kept[max(0, len(kept)-lastMessages):])
		c.linkGiven = c.linkGiven || linkGiven
	})
}

// noteLink notes that the booking link was given without a message, after a choice.
func (m *conversations) noteLink(key string, now time.Time) {
	m.all.Update(key, now, func(c *conversation) { c.linkGiven = true })
}

// forget drops a message by its key.
func (m *conversations) forget(message string) {
	m.all.Sweep(func(_ string, c *conversation) bool {
		if i := slices.IndexFunc(c.said, func(s said) bool { return s.message == message }); i >= 0 {
			c.said = slices.Concat(c.said[:i], c.said[i+1:])
		}
		return true
	})
}

// forgetPerson drops all conversations of a person on a platform.
func (m *conversations) forgetPerson(platform, author string) {
	m.all.Sweep(func(key string, _ *conversation) bool {
		return !strings.HasPrefix(key, platform+"/") || !strings.HasSuffix(strings.TrimSuffix(key, "/private"), "/"+author)
	})
}

// unquote forgets what was quoted for a message with a mark, since it was taken away.
func (m *conversations) unquote(mark string) {
	m.all.Sweep(func(_ string, c *conversation) bool {
		quoted := func(s said) bool { return s.passage != "" && markOf(s.message) == mark }
		if slices.ContainsFunc(c.said, quoted) {
			c.said = slices.Clone(c.said)
			for i, s := range c.said {
				if quoted(s) {
					c.said[i].passage, c.said[i].heading = "", ""
				}
			}
		}
		return true
	})
}

// sameQuestion tells whether two messages ask the same in the same words.
func sameQuestion(a, b string) bool { return slices.Equal(text.Norms(a), text.Norms(b)) }
