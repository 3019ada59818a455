package fakediscord

import (
	"slices"
)

func (c *call) channels() (int, any) {
	s, ch := c.s, c.s.channels[c.seg(1)]
	if ch == nil {
		return unknownChannel()
	}
	may := s.permissions(s.bot.ID, ch)
	if may&ViewChannel == 0 {
		return missingAccess()
	}
	switch {
	case c.is("GET", "channels/*"):
		return 200, s.wireChannel(ch)
	case c.is("POST", "channels/*/messages"):
		return c.send(ch, may)
	case c.is("GET", "channels/*/messages"):
		return c.history(ch, may)
	case len(c.segs) >= 4 && c.segs[2] == "messages":
		return c.message(ch, may)
	}
	return notFound()
}

// message answers for one message: reading, changing, deleting.
func (c *call) message(ch *channel, may Permission) (int, any) {
	s := c.s
	at := ch.find(c.segs[3])
	if at < 0 {
		return unknownMessage()
	}
	m := ch.messages[at]
	switch {
	case c.is("GET", "channels/*/messages/*"):
		if may&ReadHistory == 0 {
			return missingPower()
		}
		return 200, c.shown(m, ch)
	case c.is("PATCH", "channels/*/messages/*"):
		if m.Author != s.bot {
			return refuse(403, 50005, "Cannot edit a message authored by another user")
		}
		if ch.archived {
			return refuse(400, 50083, "Thread is archived")
		}
		return c.edit(ch, m, false)
	case c.is("DELETE", "channels/*/messages/*"):
		if m.Author != s.bot && (may&ManageMessages == 0 || ch.Kind == DirectMessage) {
			return missingPower()
		}
		if ch.archived {
			return refuse(400, 50083, "Thread is archived")
		}
		s.counts.Deletes++
		s.remove(ch, at)
		return 204, nil
	}
	return notFound()
}

// shown is a message as REST shows it to the bot later: the nonce is told at the posting only, and without the message content intent in the portal, the text is blank
// where it is blank in events.
func (c *call) shown(m *Message, ch *channel) *messageJSON {
	w := c.s.wireMessage(m, 1)
	w.Nonce = ""
	if c.s.gate.allowed&MessageContent == 0 && !c.s.mayRead(m, ch) {
		w = w.blank()
	}
	return w
}

func (c *call) history(ch *channel, may Permission) (int, any) {
	if may&ReadHistory == 0 {
		return 200, []any{} // Discord answers with nothing rather than with an error
	}
	limit := atoi(c.query.Get("limit"), 50)
	if limit < 1 || limit > 100 {
		return badForm("limit must be 1 to 100")
	}
	all := ch.messages
	from, to := 0, len(all)
	position := func(id string) int { // of the first message that is not older
		n, _ := slices.BinarySearchFunc(all, number(id), func(m *Message, n int64) int { return int(min(max(number(m.ID)-n, -1), 1)) })
		return n
	}
	switch {
	case c.query.Has("after"):
		id := c.query.Get("after")
		from = position(id)
		if ch.find(id) >= 0 {
			from++
		}
		to = min(from+limit, len(all))
	case c.query.Has("before"):
		to = position(c.query.Get("before"))
	}
	from = max(from, to-limit)
	list := []*messageJSON{}
	for i := to - 1; i >= from; i-- {
		list = append(list, c.shown(all[i], ch))
	}
	return 200, list
}
