package fakeslack

import (
	"fmt"
	"time"
)

// Messages are the messages of the conversation outside of threads, oldest first, as the person sees them; those that
// only somebody else sees are left out. With nil they are what everybody sees.
func (c *Channel) Messages(as *User) []Message {
	return c.look(as, func(m *message) bool { return m.thread == "" || m.public })
}

// Thread are the replies in the thread of a message, without the parent.
func (c *Channel) Thread(ts string, as *User) []Message {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	return look(c.threads[ts], as, func(*message) bool { return true })
}

// All are all messages of the conversation with all threads, also those that only one person sees.
func (c *Channel) All() []Message {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	var out []Message
	for _, m := range c.messages {
		out = append(out, m.snapshot())
	}
	return out
}

func (c *Channel) look(as *User, want func(*message) bool) []Message {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	return look(c.messages, as, want)
}

func look(all []*message, as *User, want func(*message) bool) []Message {
	var out []Message
	for _, m := range all {
		if want(m) && (m.only == "" || as != nil && m.only == as.ID) {
			out = append(out, m.snapshot())
		}
	}
	return out
}

// Message finds a message by its ts.
func (c *Channel) Message(ts string) (Message, bool) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	m := c.byTS[ts]
	if m == nil {
		return Message{}, false
	}
	return m.snapshot(), true
}

// BotMessages are the messages of the app among some.
func BotMessages(all []Message) []Message {
	var out []Message
	for _, m := range all {
		if m.FromBot {
			out = append(out, m)
		}
	}
	return out
}

// AllMessages are all messages of all conversations, in no order of conversations.
func (s *Server) AllMessages() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Message
	for _, c := range s.channels {
		for _, m := range c.messages {
			out = append(out, m.snapshot())
		}
	}
	return out
}

// tester is the part of testing.TB that waiting needs.
type tester interface {
	Helper()
	Fatal(args ...any)
}

// AwaitReplies waits until the app has said at least n things in the thread of a message, that everybody sees.
func (c *Channel) AwaitReplies(t tester, ts string, n int) []Message {
	t.Helper()
	return await(t, c, n, fmt.Sprintf("replies of the app in thread %s", ts), func() []Message { return BotMessages(c.Thread(ts, nil)) })
}

// AwaitMessages waits until the app has said at least n things in the conversation outside of threads, as the person
// sees it.
func (c *Channel) AwaitMessages(t tester, as *User, n int) []Message {
	t.Helper()
	return await(t, c, n, "messages of the app in "+c.ID, func() []Message { return BotMessages(c.Messages(as)) })
}

// AwaitPrivate waits until the app has shown at least n ephemeral messages to the person, in or out of threads.
func (c *Channel) AwaitPrivate(t tester, as *User, n int) []Message {
	t.Helper()
	return await(t, c, n, "ephemeral messages in "+c.ID, func() []Message {
		return c.look(as, func(m *message) bool { return m.only == as.ID })
	})
}

// patience is how long the Await functions wait; an answer takes milliseconds, a busy machine makes seconds of them.
const patience = time.Minute

func await(t tester, c *Channel, n int, what string, look func() []Message) []Message {
	t.Helper()
	var found []Message
	if !c.s.Wait(patience, func() bool { found = look(); return len(found) >= n }) {
		t.Fatal(fmt.Sprintf("wait for %s: %d within %v, want %d", what, len(found), patience, n))
	}
	return found
}
