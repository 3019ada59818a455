package fakeslack

import (
	"fmt"
	"strings"
	"time"
)

// maxUpdate is how much text chat.update takes.
const maxUpdate = 4000

// target finds the conversation to write to; a user's id is their direct message.
func (c *call) target(id string) (*Channel, string) {
	if strings.HasPrefix(id, "U") || strings.HasPrefix(id, "W") {
		return c.openDM(id)
	}
	ch, code := c.conversation(id)
	switch {
	case code != "":
		return nil, code
	case ch.archived:
		return nil, "is_archived"
	case ch.Kind == IM && !c.app.messagesTab:
		return nil, "messages_tab_disabled"
	case ch.Kind == IM && ch.user.refuseDM != "":
		return nil, ch.user.refuseDM
	case !ch.has(c.team.Bot.ID) && !c.team.may("chat:write.public"):
		return nil, "not_in_channel"
	}
	return ch, ""
}

func postMessage(c *call) object {
	ch, code := c.target(c.args.str("channel"))
	if code != "" {
		return fail(code)
	}
	if c.postBurst > 0 && !c.take(ch.ID, c.postBurst, time.Second) {
		return fail("ratelimited")
	}
	b, refused := c.readBody(c.name, c.args)
	if refused != nil {
		return refused
	}
	if b.text == "" && len(b.blocks) == 0 {
		return fail("no_text")
	}
	m := b.message(c.team)
	m.thread, code = c.thread(ch)
	if code != "" {
		return fail(code)
	}
	m.public = m.thread != "" && c.args.flag("reply_broadcast", false)
	if m.public {
		m.subtype = "thread_broadcast"
	}
	ch.add(m)
	c.out = append(c.out, c.said(m)...)
	o := m.json()
	if m.metadata != nil {
		o["metadata"] = m.metadata
	}
	return object{"channel": ch.ID, "ts": m.ts, "message": o}
}

func (b body) message(t *Team) *message {
	return &message{user: t.Bot, bot: true, text: b.text, blocks: b.blocks, metadata: b.metadata, how: b.how}
}

// thread finds the parent that a reply goes under. A parent that is gone leaves the reply outside of any thread.
func (c *call) thread(ch *Channel) (parent, code string) {
	ts := c.args.str("thread_ts")
	if ts == "" {
		return "", ""
	}
	if !strings.Contains(ts, ".") {
		c.violate(c.name, "thread_ts", "is not a timestamp")
		return "", "invalid_thread_ts"
	}
	p := ch.byTS[ts]
	if p == nil || p.only != "" {
		return "", ""
	}
	if p.thread != "" {
		c.violate(c.name, "thread_ts", "is a reply's; want the parent's")
		return p.thread, ""
	}
	return p.ts, ""
}

// own finds a message of the app; other is the error when it is somebody else's.
func (c *call) own(ts, other string) (*message, string) {
	ch, code := c.conversation(c.args.str("channel"))
	if code != "" {
		return nil, code
	}
	m := ch.byTS[ts]
	switch {
	case m == nil || m.only != "" || m.subtype == "tombstone":
		return nil, "message_not_found"
	case !m.bot || m.user != c.team.Bot:
		return nil, other
	case ch.archived:
		return nil, "is_archived"
	}
	return m, ""
}

func chatUpdate(c *call) object {
	m, code := c.own(c.args.str("ts"), "cant_update_message")
	if code != "" {
		return fail(code)
	}
	b, refused := c.readBody(c.name, c.args)
	if refused != nil {
		return refused
	}
	if b.text == "" && !b.hasBlock {
		return fail("no_text")
	}
	if n := count(b.text); n > maxUpdate {
		c.violate(c.name, "text", fmt.Sprintf("%d characters, and an update takes %d", n, maxUpdate))
		return fail("msg_too_long")
	}
	before := m.json()
	if b.hasText {
		m.text = b.text
		m.how = b.how
	}
	if b.hasBlock { // without the argument the old blocks stay, also when the text changes
		m.blocks = b.blocks
	}
	if b.metadata != nil {
		m.metadata = b.metadata
	}
	m.edited = c.ts()
	c.changed()
	c.out = append(c.out, c.changedEvent(m, before)...)
	return object{"channel": m.channel.ID, "ts": m.ts, "text": m.text, "message": m.json()}
}

func chatDelete(c *call) object {
	m, code := c.own(c.args.str("ts"), "cant_delete_message")
	if code != "" {
		return fail(code)
	}
	ch, before := m.channel, m.json()
	ch.remove(m)
	c.out = append(c.out, c.deletedEvent(m, before)...)
	return object{"channel": ch.ID, "ts": m.ts}
}

func postEphemeral(c *call) object {
	ch, code := c.conversation(c.args.str("channel"))
	if code != "" {
		return fail(code)
	}
	u := c.users[c.args.str("user")]
	switch {
	case ch.archived:
		return fail("is_archived")
	case !ch.has(c.team.Bot.ID):
		return fail("not_in_channel")
	case u == nil || !ch.has(u.ID):
		return fail("user_not_in_channel")
	}
	b, refused := c.readBody(c.name, c.args)
	if refused != nil {
		return refused
	}
	if b.text == "" && len(b.blocks) == 0 {
		return fail("no_text")
	}
	m := b.message(c.team)
	m.only, m.ts = u.ID, c.ts()
	if m.thread, code = c.thread(ch); code != "" {
		return fail(code)
	}
	// It does not reach a thread in which nothing has been said.
	if p := ch.byTS[m.thread]; p == nil || p.replies > 0 {
		ch.add(m)
	}
	return object{"message_ts": m.ts}
}
