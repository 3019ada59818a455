package fakeslack

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// missing are the inputs that must be filled in and are not; Slack's client does not send the form then.
func (v View) missing() []string {
	controls := v.Controls()
	v.user.s.mu.Lock()
	defer v.user.s.mu.Unlock()
	var out []string
	for _, c := range controls {
		if !c.must {
			continue
		}
		got := v.raw.values[c.BlockID][c.ActionID]
		text, _ := got["value"].(string)
		chosen, _ := got["selected_option"].(object)
		if strings.TrimSpace(text) == "" && chosen == nil {
			out = append(out, c.Label)
		}
	}
	return out
}

// Submitted is what came of sending a form.
type Submitted struct {
	Delivery *Delivery
	Errors   map[string]string // by block_id: the form is still open
	Open     []View            // the modals that are open then; the last is on top
}

// SubmitView lets the person send a form, and waits for what the app says to it.
func (u *User) SubmitView(v View) (Submitted, error) {
	s := u.s
	controls := v.Controls()
	missing := v.missing()
	if len(missing) > 0 {
		return Submitted{}, fmt.Errorf("send the form %q: not filled in: %q", v.Title, missing)
	}
	if v.Submit == "" {
		return Submitted{}, fmt.Errorf("send the form %q: it has no button for that", v.Title)
	}
	out := Submitted{}
	s.mu.Lock()
	d := s.newDelivery("interactive", "view_submission", object{
		"type": "view_submission", "team": u.Team.ref(), "user": u.ref(), "api_app_id": s.app.id, "token": "verification-token",
		"trigger_id": s.newTrigger(u, v.raw), "view": v.raw.json(s), "response_urls": []object{}, "is_enterprise_install": false, "enterprise": nil,
	})
	d.accepts = true
	s.noInteraction(d, true)
	d.onAck = func(payload json.RawMessage) []*Delivery {
		out.Errors = s.viewAnswered(v.raw, payload, controls)
		return nil
	}
	s.mu.Unlock()
	s.send(d)
	out.Delivery = d
	if _, err := d.Wait(s.timing.Ack + time.Second); err != nil {
		return out, err
	}
	out.Open = u.Views()
	return out, nil
}

// viewAnswered does what the answer to a submission says. The lock is held.
func (s *Server) viewAnswered(v *view, payload json.RawMessage, controls []Control) map[string]string {
	u := v.user
	var a struct {
		Action string            `json:"response_action"`
		Errors map[string]string `json:"errors"`
		View   json.RawMessage   `json:"view"`
	}
	if isSet(payload) && json.Unmarshal(payload, &a) != nil {
		s.violate("ack", "view_submission", "not an object with response_action")
		return nil
	}
	switch a.Action {
	case "":
		u.shut(v)
	case "clear":
		for len(u.modals) > 0 {
			u.shut(u.modals[0])
		}
	case "errors":
		for block := range a.Errors {
			if !slices.ContainsFunc(controls, func(c Control) bool { return c.BlockID == block && (c.input || c.must) }) {
				s.violate("ack", "view_submission/errors", fmt.Sprintf("%q is no input block", block))
			}
		}
		return a.Errors
	case "update":
		n, refused := s.readView("ack", a.View, "modal")
		if refused != nil {
			s.violate("ack", "view_submission/view", fmt.Sprint("refused: ", refused["error"]))
			return nil
		}
		v.become(n)
	default:
		s.violate("ack", "view_submission/response_action", fmt.Sprintf("%q; want errors, update or clear", a.Action))
	}
	return nil
}

// shut takes a modal away. The lock is held.
func (u *User) shut(v *view) {
	v.open = false
	u.modals = slices.DeleteFunc(slices.Clone(u.modals), func(o *view) bool { return o == v })
	u.s.changed()
}

// CloseView lets the person close a modal. The app is told when the view asks for it.
func (u *User) CloseView(v View) *Delivery {
	s := u.s
	s.mu.Lock()
	u.shut(v.raw)
	if !v.raw.notifyOnClose {
		s.mu.Unlock()
		return nil
	}
	d := s.newDelivery("interactive", "view_closed", object{
		"type": "view_closed", "team": u.Team.ref(), "user": u.ref(), "api_app_id": s.app.id, "token": "verification-token",
		"view": v.raw.json(s), "is_cleared": false, "is_enterprise_install": false, "enterprise": nil,
	})
	s.mu.Unlock()
	s.send(d)
	return d
}
