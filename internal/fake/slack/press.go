package fakeslack

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// Surface is what controls stand on: a [Message] or a [View].
type Surface interface {
	Controls() []Control
	// origin is what an interaction says about where it happened. The lock is held.
	origin(u *User) object
	// bearings are where a response goes; nil without a response_url.
	bearings(u *User) *responseURL
	server() *Server
	view() *view // nil for a message
}

func (m Message) server() *Server { return m.team.s }
func (m Message) view() *view     { return nil }

func (m Message) origin(*User) object {
	c := m.Channel
	container := object{"type": "message", "message_ts": m.TS, "channel_id": c.ID, "is_ephemeral": m.Ephemeral}
	if m.ThreadTS != "" {
		container["thread_ts"] = m.ThreadTS
	}
	o := object{"channel": c.ref(), "container": container, "state": object{"values": object{}}}
	if m.Ephemeral { // Slack does not give the message back
		return o
	}
	o["message"] = m.raw.json()
	return o
}

func (m Message) bearings(u *User) *responseURL {
	return &responseURL{channel: m.Channel, user: u, origin: m.raw, thread: m.ThreadTS}
}

// Find finds a control by its label, action_id or value.
func Find(on Surface, name string) (Control, error) {
	controls := on.Controls()
	for _, c := range controls {
		if c.Label == name || c.ActionID == name || c.Value != "" && c.Value == name {
			return c, nil
		}
	}
	var there []string
	for _, c := range controls {
		there = append(there, fmt.Sprintf("%s (%s)", c.Label, c.ActionID))
	}
	return Control{}, fmt.Errorf("find control %q: there is %q", name, there)
}

// Press lets the person press a button, by its label, action_id or value. A link button sends the press as well.
func (u *User) Press(on Surface, button string) (*Delivery, error) {
	c, err := Find(on, button)
	if err != nil {
		return nil, err
	}
	return u.PressControl(on, c, ControlOption{})
}

// Choose lets the person choose an option of a menu, by the labels or values of both. An option of an external menu
// must have been offered before, with [User.Type].
func (u *User) Choose(on Surface, menu, option string) (*Delivery, error) {
	c, err := Find(on, menu)
	if err != nil {
		return nil, err
	}
	o, err := u.findOption(c, option)
	if err != nil {
		return nil, err
	}
	if v := on.view(); v != nil && c.input {
		v.set(u.s, c, object{"type": c.Type, "selected_option": o.raw})
		return nil, nil
	}
	return u.PressControl(on, c, o)
}

func (u *User) findOption(c Control, name string) (ControlOption, error) {
	options := c.Options
	if c.Type == "external_select" {
		u.s.mu.Lock()
		options = u.options[c.BlockID+"/"+c.ActionID]
		u.s.mu.Unlock()
	}
	var there []string
	for _, o := range options {
		if o.Label == name || o.Value == name {
			return o, nil
		}
		there = append(there, o.Label)
	}
	return ControlOption{}, fmt.Errorf("choose %q from menu %q: it offers %q", name, c.Label, there)
}

// Enter lets the person type into an input that sends by itself (dispatch_action), and press the Enter key.
func (u *User) Enter(on Surface, input, text string) (*Delivery, error) {
	c, err := Find(on, input)
	if err != nil {
		return nil, err
	}
	v := on.view()
	if v == nil || c.Type != "plain_text_input" || c.input || !c.onEnter() {
		return nil, fmt.Errorf("press Enter in %q: it sends nothing by itself", input)
	}
	v.set(u.s, c, object{"type": c.Type, "value": text})
	c.Value = text
	return u.PressControl(on, c, ControlOption{})
}

// onEnter tells whether an input that sends by itself does so at the Enter key, which it does when it says nothing else
// (docs.slack.dev/reference/block-kit/composition-objects/dispatch-action-configuration-object).
func (c Control) onEnter() bool {
	config, _ := c.element["dispatch_action_config"].(object)
	on, said := config["trigger_actions_on"].([]any)
	return !said || slices.Contains(on, any("on_enter_pressed"))
}

// PressControl sends what pressing a control sends. The option is for a menu. A Value that a test has changed is sent as
// it is, though nobody offered it.
func (u *User) PressControl(on Surface, c Control, o ControlOption) (*Delivery, error) {
	s := u.s
	s.mu.Lock()
	if m, ok := on.(Message); ok && m.Channel.byTS[m.TS] != m.raw {
		s.mu.Unlock()
		return nil, fmt.Errorf("press %q: the message is gone", c.Label)
	}
	action := object{"action_id": c.ActionID, "block_id": c.BlockID, "type": c.Type, "action_ts": s.ts()}
	for _, key := range []string{"text", "value", "style", "url", "placeholder", "confirm"} {
		if v, ok := c.element[key]; ok {
			action[key] = v
		}
	}
	if was, _ := c.element["value"].(string); c.Value != was {
		action["value"] = c.Value
	}
	if o.raw != nil {
		action["selected_option"] = o.raw
	}
	v := on.view()
	if v != nil && o.raw != nil {
		v.put(c, object{"type": c.Type, "selected_option": o.raw})
	}
	payload := on.origin(u)
	maps.Copy(payload, object{"type": "block_actions", "user": u.ref(), "api_app_id": s.app.id, "token": "verification-token",
		"trigger_id": s.newTrigger(u, v), "team": u.Team.ref(), "enterprise": nil, "is_enterprise_install": false, "actions": []object{action}})
	if r := on.bearings(u); r != nil {
		payload["response_url"] = s.newResponseURL("actions", r)
	}
	d := s.newDelivery("interactive", "block_actions", payload)
	s.noInteraction(d, true)
	s.mu.Unlock()
	s.send(d)
	return d, nil
}

// Type lets the person type into an external menu and returns what it offers then. Below the menu's min_query_length
// nothing is asked.
func (u *User) Type(on Surface, menu, typed string) ([]ControlOption, error) {
	c, err := Find(on, menu)
	if err != nil {
		return nil, err
	}
	least := 3.0
	if n, ok := c.element["min_query_length"].(float64); ok {
		least = n
	}
	if float64(count(typed)) < least {
		return nil, nil
	}
	d := u.ask(on, c, typed)
	if _, err := d.Wait(u.s.timing.Ack + time.Second); err != nil {
		return nil, err
	}
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	return u.options[c.BlockID+"/"+c.ActionID], nil
}
