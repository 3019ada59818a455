package fakeslack

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Commanded is what came of a command.
type Commanded struct {
	Channel     *Channel
	User        *User
	Delivery    *Delivery
	ResponseURL string
}

// Wait waits for the acknowledgement; without one the person sees that the command failed.
func (c Commanded) Wait(limit time.Duration) (Ack, error) { return c.Delivery.Wait(limit) }

// Command lets the person type a slash command with its text, such as "/faq" and "does it help?". It works in every
// conversation, also where the bot is not a member, but not in threads. What the acknowledgement carries is shown.
func (u *User) Command(c *Channel, command, text string) Commanded {
	s := u.s
	s.mu.Lock()
	r := &responseURL{channel: c, user: u}
	url := s.newResponseURL("commands", r)
	name := c.Name
	switch c.Kind {
	case IM:
		name = "directmessage"
	case Private:
		name = "privategroup"
	}
	d := s.newDelivery("slash_commands", command, object{
		"token": "verification-token", "team_id": u.Team.ID, "team_domain": u.Team.Name, "channel_id": c.ID, "channel_name": name,
		"user_id": u.ID, "user_name": u.Name, "command": command, "text": text, "api_app_id": s.app.id,
		"is_enterprise_install": "false", "response_url": url, "trigger_id": s.newTrigger(u, nil),
	})
	d.accepts = true
	d.onAck = func(payload json.RawMessage) []*Delivery { return s.ackMessage(payload, r) }
	if !u.Team.may("commands") || !offers(s.app.commands, command) {
		s.finish(d)
	}
	s.mu.Unlock()
	s.send(d)
	return Commanded{Channel: c, User: u, Delivery: d, ResponseURL: url}
}

// ackMessage shows the message that an acknowledgement carries. The lock is held.
func (s *Server) ackMessage(payload json.RawMessage, r *responseURL) []*Delivery {
	if !isSet(payload) || string(payload) == "{}" || string(payload) == `""` {
		return nil
	}
	a := args{}
	var text string
	if json.Unmarshal(payload, &text) == nil {
		a["text"] = payload
	} else if json.Unmarshal(payload, &a) != nil {
		s.violate("ack", "payload", "neither text nor a message")
		return nil
	}
	c := &call{Server: s, name: "ack", args: a}
	if answer := s.respond(c, r); answer["error"] != nil {
		s.violate("ack", "payload", fmt.Sprintf("Slack shows nothing: %v", answer["error"]))
	}
	return c.out
}

// Shortcut lets the person use a global shortcut.
func (u *User) Shortcut(callback string) *Delivery {
	s := u.s
	s.mu.Lock()
	d := s.newDelivery("interactive", "shortcut", object{
		"type": "shortcut", "token": "verification-token", "action_ts": s.ts(), "team": u.Team.ref(), "user": u.ref(),
		"is_enterprise_install": false, "enterprise": nil, "callback_id": callback, "trigger_id": s.newTrigger(u, nil),
	})
	s.noInteraction(d, offers(s.app.shortcuts, callback))
	s.mu.Unlock()
	s.send(d)
	return d
}

// MessageShortcut lets the person use a shortcut on a message. There is none on messages that only one person sees.
func (u *User) MessageShortcut(m Message, callback string) (*Delivery, error) {
	if m.Ephemeral {
		return nil, errors.New("use a shortcut on a message: Slack offers none on an ephemeral one")
	}
	s := u.s
	s.mu.Lock()
	url := s.newResponseURL("actions", &responseURL{channel: m.Channel, user: u, thread: m.ThreadTS})
	d := s.newDelivery("interactive", "message_action", object{
		"type": "message_action", "token": "verification-token", "action_ts": s.ts(), "team": u.Team.ref(), "user": u.ref(),
		"channel": m.Channel.ref(), "is_enterprise_install": false, "enterprise": nil, "callback_id": callback,
		"trigger_id": s.newTrigger(u, nil), "response_url": url, "message_ts": m.TS, "message": m.raw.json(),
	})
	s.noInteraction(d, offers(s.app.shortcuts, callback))
	s.mu.Unlock()
	s.send(d)
	return d, nil
}

func (t *Team) ref() object { return object{"id": t.ID, "domain": t.Name} }

func (u *User) ref() object {
	return object{"id": u.ID, "username": u.Name, "name": u.Name, "team_id": u.Team.ID}
}

func (c *Channel) ref() object {
	name := c.Name
	switch c.Kind {
	case IM:
		name = "directmessage"
	case Private:
		name = "privategroup"
	}
	return object{"id": c.ID, "name": name}
}

// noInteraction gives a delivery up at once when the app is not set up for it. The lock is held.
func (s *Server) noInteraction(d *Delivery, offered bool) {
	if !offered || !s.app.interactivity {
		s.finish(d)
	}
}
