package fakeslack

import (
	"maps"
	"strings"
)

// scopeOf is the bot scope that a bot event needs, as its page says.
func scopeOf(event string) string {
	switch event {
	case "app_mention":
		return "app_mentions:read"
	case "message.channels":
		return "channels:history"
	case "message.groups":
		return "groups:history"
	case "message.im":
		return "im:history"
	case "member_joined_channel":
		return "channels:read"
	case "assistant_thread_started", "assistant_thread_context_changed":
		return "assistant:write"
	}
	return ""
}

// event makes the delivery of an inner event, when the app is subscribed to it and may have it. The lock is held.
func (s *Server) event(c *Channel, name string, inner object) []*Delivery {
	return s.teamEvent(c.Team, c.shared, name, inner)
}

func (s *Server) teamEvent(t *Team, shared bool, name string, inner object) []*Delivery {
	if !s.app.events[name] || !t.may(scopeOf(name)) {
		return nil
	}
	id := s.id("Ev")
	d := s.newDelivery("events_api", inner["type"].(string), object{
		"token": "verification-token", "team_id": t.ID, "context_team_id": t.ID, "context_enterprise_id": nil,
		"api_app_id": s.app.id, "event": inner, "type": "event_callback", "event_id": id, "event_time": s.lastTS / 1_000_000,
		"authorizations":        []object{{"enterprise_id": nil, "team_id": t.ID, "user_id": t.Bot.ID, "is_bot": true, "is_enterprise_install": false}},
		"is_ext_shared_channel": shared, "event_context": "4-" + id,
	})
	d.EventID, d.retry = id, true
	return []*Delivery{d}
}

// messageEvent is the event name that a message in the conversation has.
func (c *Channel) messageEvent() string {
	switch c.Kind {
	case IM:
		return "message.im"
	case Private:
		return "message.groups"
	}
	return "message.channels"
}

// said makes the events of a new message: message.* where the bot is a member, and app_mention beside it when the bot
// is mentioned in a channel. Slack sends the two in any order. The lock is held.
func (s *Server) said(m *message) []*Delivery {
	c := m.channel
	if !c.has(c.Team.Bot.ID) {
		return nil
	}
	inner := m.json()
	inner["channel"], inner["event_ts"] = c.ID, m.ts
	if m.user != nil && !m.user.bot {
		inner["client_msg_id"] = clientID(m.ts)
	}
	plain := maps.Clone(inner)
	plain["channel_type"] = string(c.Kind)
	out := s.event(c, c.messageEvent(), plain)
	if c.Kind == IM || m.bot || !strings.Contains(m.text, "<@"+c.Team.Bot.ID) {
		return out
	}
	inner["type"] = "app_mention"
	twin := s.event(c, "app_mention", inner)
	first := s.faults.twins == MentionFirst || s.faults.twins == AnyOrder && s.rand.IntN(2) == 0
	if first {
		return append(twin, out...)
	}
	return append(out, twin...)
}

func clientID(ts string) string {
	return "fa4e0000-0000-4000-8000-" + strings.ReplaceAll(ts, ".", "")[4:]
}

// changedEvent is the event after an edit; before is the message as it was. The lock is held.
func (s *Server) changedEvent(m *message, before object) []*Delivery {
	c := m.channel
	if !c.has(c.Team.Bot.ID) {
		return nil
	}
	return s.event(c, c.messageEvent(), object{
		"type": "message", "subtype": "message_changed", "hidden": true, "channel": c.ID, "channel_type": string(c.Kind),
		"ts": s.ts(), "event_ts": s.ts(), "message": m.json(), "previous_message": before,
	})
}

// deletedEvent is the event after a deletion. A parent with replies stays as a tombstone, which Slack tells as a
// change. The lock is held.
func (s *Server) deletedEvent(m *message, before object) []*Delivery {
	if m.subtype == "tombstone" {
		return s.changedEvent(m, before)
	}
	c := m.channel
	if !c.has(c.Team.Bot.ID) {
		return nil
	}
	return s.event(c, c.messageEvent(), object{
		"type": "message", "subtype": "message_deleted", "hidden": true, "channel": c.ID, "channel_type": string(c.Kind),
		"ts": s.ts(), "event_ts": s.ts(), "deleted_ts": m.ts, "previous_message": before,
	})
}
