package fakeslack

import (
	"regexp"
	"strings"
	"time"
)

// Said is what came of something that a person did in a conversation.
type Said struct {
	Channel    *Channel
	TS         string
	Thread     string      // the thread's parent when it was said in a thread
	Deliveries []*Delivery // to the app; none when the app does not hear it
}

// Wait waits until the app has acknowledged all of it.
func (p Said) Wait(limit time.Duration) error {
	for _, d := range p.Deliveries {
		if _, err := d.Wait(limit); err != nil {
			return err
		}
	}
	return nil
}

// Say lets the person write in a conversation what they would type: "@backtalk" mentions the bot, "@ann" somebody,
// "@here" all, and an address becomes a link.
func (u *User) Say(c *Channel, typed string) Said { return u.write(c, "", u.wire(typed), false) }

// Reply lets the person write in the thread of a message.
func (u *User) Reply(c *Channel, ts, typed string) Said { return u.write(c, ts, u.wire(typed), false) }

// Broadcast lets the person write in a thread and show it in the channel as well.
func (u *User) Broadcast(c *Channel, ts, typed string) Said {
	return u.write(c, ts, u.wire(typed), true)
}

// Tell lets the person write to the bot in their direct message. Nothing is said when the app has no Messages tab, or
// one that is read-only.
func (u *User) Tell(typed string) Said { return u.Say(u.DM(), typed) }

func (u *User) write(c *Channel, thread, text string, public bool) Said {
	s := u.s
	s.mu.Lock()
	if c.Kind == IM && (s.app.readOnly || !s.app.messagesTab) {
		s.mu.Unlock()
		return Said{Channel: c}
	}
	if p := c.byTS[thread]; p != nil && p.thread != "" {
		thread = p.thread
	}
	m := &message{user: u, text: text, thread: thread, public: public}
	if public {
		m.subtype = "thread_broadcast"
	}
	m.blocks = written(text)
	c.add(m)
	out := s.said(m)
	s.mu.Unlock()
	s.send(out...)
	return Said{Channel: c, TS: m.ts, Thread: thread, Deliveries: out}
}

// SayWithFile is Say with a picture beside it, which arrives with the subtype file_share.
func (u *User) SayWithFile(c *Channel, typed string) Said {
	text := u.wire(typed)
	s := u.s
	s.mu.Lock()
	m := &message{user: u, text: text, subtype: "file_share", blocks: written(text)}
	c.add(m)
	out := s.said(m)
	s.mu.Unlock()
	s.send(out...)
	return Said{Channel: c, TS: m.ts, Deliveries: out}
}

// Edit lets the author change what they wrote.
func (u *User) Edit(p Said, typed string) Said {
	text := u.wire(typed)
	return p.change(func(m *message) { m.text, m.blocks, m.edited = text, written(text), u.s.ts() })
}

// Unfurl lets Slack expand an address in a message, which arrives as a change that changes no text.
func (p Said) Unfurl() Said { return p.change(func(*message) {}) }

func (p Said) change(f func(*message)) Said {
	s := p.Channel.s
	s.mu.Lock()
	m := p.Channel.byTS[p.TS]
	if m == nil {
		s.mu.Unlock()
		return Said{Channel: p.Channel, TS: p.TS}
	}
	before := m.json()
	f(m)
	out := s.changedEvent(m, before)
	s.changed()
	s.mu.Unlock()
	s.send(out...)
	return Said{Channel: p.Channel, TS: p.TS, Thread: p.Thread, Deliveries: out}
}

// Delete lets the author delete what they wrote.
func (u *User) Delete(p Said) Said {
	s := p.Channel.s
	s.mu.Lock()
	m := p.Channel.byTS[p.TS]
	if m == nil {
		s.mu.Unlock()
		return Said{Channel: p.Channel, TS: p.TS}
	}
	before := m.json()
	p.Channel.remove(m)
	out := s.deletedEvent(m, before)
	s.mu.Unlock()
	s.send(out...)
	return Said{Channel: p.Channel, TS: p.TS, Thread: p.Thread, Deliveries: out}
}

var (
	typedName = regexp.MustCompile(`(^|[^\pL\pN@])@([\pL\pN][\pL\pN._-]*)`)
	typedURL  = regexp.MustCompile(`https?://[^\s<>|]+`)
)

// wire turns what a person types into the form that Slack gives to apps.
func (u *User) wire(typed string) string {
	s := u.s
	s.mu.Lock()
	defer s.mu.Unlock()
	text := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(typed)
	text = typedURL.ReplaceAllStringFunc(text, func(m string) string { return "<" + m + ">" })
	return typedName.ReplaceAllStringFunc(text, func(m string) string {
		p := typedName.FindStringSubmatch(m)
		name := strings.TrimRight(p[2], "._-")
		id := s.mentionOf(u.Team, name)
		if id == "" {
			return m
		}
		return p[1] + "<" + id + ">" + p[2][len(name):]
	})
}

// mentionOf finds who is called so: "@U123", "!here", "!subteam^S123", or "" for nobody. The lock is held.
func (s *Server) mentionOf(t *Team, name string) string {
	switch name {
	case "here", "channel", "everyone":
		return "!" + name
	}
	if t.Bot.Name == name {
		return "@" + t.Bot.ID
	}
	for _, g := range t.groups {
		if g.Handle == name {
			return "!subteam^" + g.ID
		}
	}
	for id, other := range s.users {
		if other.Team == t && other.Name == name {
			return "@" + id
		}
	}
	return ""
}

// written are the blocks that Slack adds to what a person writes.
func written(text string) []object {
	var elements []any
	for text != "" {
		at := sequence.FindStringIndex(text)
		if at == nil {
			at = []int{len(text), len(text)}
		}
		if at[0] > 0 {
			elements = append(elements, object{"type": "text", "text": unescape(text[:at[0]])})
		}
		if at[1] > at[0] {
			elements = append(elements, writtenElement(text[at[0]+1:at[1]-1]))
		}
		text = text[at[1]:]
	}
	if len(elements) == 0 {
		return nil
	}
	return []object{{"type": "rich_text", "block_id": "user", "elements": []any{object{"type": "rich_text_section", "elements": elements}}}}
}

func writtenElement(in string) object {
	body, _, _ := strings.Cut(in, "|")
	switch {
	case strings.HasPrefix(body, "@"):
		return object{"type": "user", "user_id": body[1:]}
	case strings.HasPrefix(body, "#"):
		return object{"type": "channel", "channel_id": body[1:]}
	case strings.HasPrefix(body, "!subteam^"):
		return object{"type": "usergroup", "usergroup_id": body[len("!subteam^"):]}
	case strings.HasPrefix(body, "!"):
		return object{"type": "broadcast", "range": body[1:]}
	}
	return object{"type": "link", "url": unescape(body)}
}
