package fakeslack

import (
	"encoding/json"
	"maps"
)

// ask asks the app for the options of an external menu.
func (u *User) ask(on Surface, c Control, typed string) *Delivery {
	r := u.Team.rendering()
	s := u.s
	s.mu.Lock()
	payload := on.origin(u)
	maps.Copy(payload, object{"type": "block_suggestion", "user": u.ref(), "api_app_id": s.app.id, "token": "verification-token",
		"team": u.Team.ref(), "enterprise": nil, "is_enterprise_install": false, "action_id": c.ActionID, "block_id": c.BlockID, "value": typed})
	d := s.newDelivery("interactive", "block_suggestion", payload)
	d.accepts = true
	s.noInteraction(d, true)
	d.onAck = func(payload json.RawMessage) []*Delivery {
		u.offered(c, payload, r)
		return nil
	}
	s.mu.Unlock()
	s.send(d)
	return d
}

// offered takes the options that the app offers for what was typed. The lock is held.
func (u *User) offered(c Control, payload json.RawMessage, r *rendering) {
	s := u.s
	if u.options == nil {
		u.options = map[string][]ControlOption{}
	}
	u.options[c.BlockID+"/"+c.ActionID] = nil
	var answer object
	if json.Unmarshal(payload, &answer) != nil || answer["options"] == nil {
		s.violate("ack", "block_suggestion", "wants options")
		return
	}
	if !s.free {
		f := &findings{where: "ack"}
		f.options("/block_suggestion/options", answer["options"], 0, 100)
		s.violations = append(s.violations, f.list...)
		if len(f.list) > 0 {
			return
		}
	}
	u.options[c.BlockID+"/"+c.ActionID] = readOptions(answer, r.textObject)
}
