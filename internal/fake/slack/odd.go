package fakeslack

import (
	"encoding/json"
	"errors"
	"maps"
	"time"
)

// SendFrame sends a frame of any content on one of the connections. With an envelope_id in it, its acknowledgement is
// among [Server.Acks].
func (s *Server) SendFrame(frame string) error {
	var in struct {
		Type       string `json:"type"`
		EnvelopeID string `json:"envelope_id"`
	}
	known := json.Unmarshal([]byte(frame), &in) == nil && in.EnvelopeID != ""
	s.mu.Lock()
	if known {
		d := s.newDelivery(in.Type, "odd frame", nil)
		s.finish(d)
		s.envelopes[in.EnvelopeID] = &envelope{d: d, sent: time.Now()}
	}
	live := s.live()
	var c *conn
	if len(live) > 0 {
		c = live[s.rand.IntN(len(live))]
	}
	s.mu.Unlock()
	if c == nil {
		return errors.New("send a frame to the app: it has no connection")
	}
	return c.send([]byte(frame))
}

// SendEvent sends an inner event of any content, whatever the app is subscribed to. Its type must be in it.
func (t *Team) SendEvent(inner map[string]any) *Delivery {
	s := t.s
	s.mu.Lock()
	kind, _ := inner["type"].(string)
	e := maps.Clone(inner)
	if e["event_ts"] == nil {
		e["event_ts"] = s.ts()
	}
	id := s.id("Ev")
	d := s.newDelivery("events_api", kind, object{"token": "verification-token", "team_id": t.ID, "api_app_id": s.app.id, "event": e,
		"type": "event_callback", "event_id": id, "event_time": s.lastTS / 1_000_000, "is_ext_shared_channel": false, "event_context": "4-" + id})
	d.EventID, d.retry = id, true
	s.mu.Unlock()
	s.send(d)
	return d
}

// SendUnknownEvent sends an event of a type that nobody knows yet.
func (t *Team) SendUnknownEvent() *Delivery {
	return t.SendEvent(object{"type": "pillow_fluffed", "user": "U0NOBODY", "pillow": object{"softness": 3}})
}

// SendOddEvents sends message events with a content of the wrong kind, each in an envelope of its own.
func (t *Team) SendOddEvents() []*Delivery {
	var out []*Delivery
	for _, e := range []object{
		{"type": "message", "channel": "C0NOWHERE", "channel_type": "channel", "user": "U0NOBODY", "text": 7, "ts": 1.5},
		{"type": "message", "channel": object{"id": "C0NOWHERE"}, "text": nil, "ts": nil},
		{"type": "message", "channel": "C0NOWHERE", "text": "x", "ts": "1.2", "user": "U0NOBODY", "blocks": object{"type": "rich_text"}},
		{"type": "message", "channel": "C0NOWHERE", "text": "x", "ts": "1.2", "user": "U0NOBODY", "blocks": []any{object{"type": "hologram", "size": 3}}},
		{"type": "app_mention"},
	} {
		out = append(out, t.SendEvent(e))
	}
	return out
}

// OddFrames are frames that are no good envelopes: no JSON, no object, of an unknown type, without a payload.
func OddFrames() []string {
	return []string{
		`{"envelope_id":"`, `null`, `[]`, `"hello"`, `{}`, `{"type":"weather","envelope_id":"fa4e-odd-1","payload":{}}`,
		`{"type":"hello","num_connections":"one"}`, `<html>`, ``,
	}
}
