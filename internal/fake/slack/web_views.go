package fakeslack

import (
	"encoding/json"
	"fmt"
	"maps"
	"time"
	"unicode/utf8"
)

// view is a modal or a Home tab. The server's lock guards it.
type view struct {
	id, kind, callback, external, hash string
	user                               *User
	data                               object // as the app sent it, with ids
	private                            string
	notifyOnClose, clearOnClose        bool
	values                             map[string]map[string]object // by block and action
	open                               bool
}

// trigger is the right to open a modal once, for a short time.
type trigger struct {
	user *User
	at   time.Time
	used bool
	view *view // the modal it came from
}

func (s *Server) newTrigger(u *User, v *view) string {
	s.counter++
	id := fmt.Sprintf("%d.%d.fa4e%08x", s.counter, time.Now().UnixMilli(), s.counter)
	s.triggers[id] = &trigger{user: u, at: time.Now(), view: v}
	return id
}

// useTrigger takes a trigger_id, or says why it is not good.
func (c *call) useTrigger() (*trigger, string) {
	t := c.triggers[c.args.str("trigger_id")]
	switch {
	case t == nil || t.user.Team != c.team:
		return nil, "invalid_trigger_id"
	case t.used:
		return nil, "exchanged_trigger_id"
	case time.Since(t.at) > c.timing.Trigger:
		return nil, "expired_trigger_id"
	}
	t.used = true
	return t, ""
}

// readView reads and checks a view.
func (s *Server) readView(where string, raw json.RawMessage, kind string) (*view, object) {
	var data object
	if err := json.Unmarshal(raw, &data); err != nil {
		s.violate(where, "view", "not an object")
		return nil, fail("invalid_arguments")
	}
	var wrong []Violation
	if !s.free {
		wrong = checkView(where, data, kind)
	}
	if len(wrong) > 0 {
		s.violations = append(s.violations, wrong...)
		return nil, invalidBlocks("invalid_arguments", wrong)
	}
	if len(raw) > 250_000 {
		return nil, fail("view_too_large")
	}
	s.counter++
	v := &view{id: s.id("V"), kind: kind, data: data, hash: fmt.Sprintf("%d.%08x", time.Now().Unix(), s.counter), values: map[string]map[string]object{}, open: true}
	v.callback, _ = data["callback_id"].(string)
	v.external, _ = data["external_id"].(string)
	v.private, _ = data["private_metadata"].(string)
	v.notifyOnClose, _ = data["notify_on_close"].(bool)
	v.clearOnClose, _ = data["clear_on_close"].(bool)
	s.nameBlocks(v.blocks())
	v.fill()
	return v, nil
}

func (v *view) blocks() []object {
	var out []object
	list, _ := v.data["blocks"].([]any)
	for _, b := range list {
		if o, ok := b.(object); ok {
			out = append(out, o)
		}
	}
	return out
}

// json is the view as Slack's API gives it.
func (v *view) json(s *Server) object {
	o := clone(v.data)
	t := v.user.Team
	values := object{}
	for block, actions := range v.values {
		inner := object{}
		for action, value := range actions {
			inner[action] = value
		}
		values[block] = inner
	}
	maps.Copy(o, object{"id": v.id, "team_id": t.ID, "type": v.kind, "private_metadata": v.private, "callback_id": v.callback,
		"state": object{"values": values}, "hash": v.hash, "root_view_id": v.id, "app_id": s.app.id, "external_id": v.external,
		"app_installed_team_id": t.ID, "bot_id": t.botID, "clear_on_close": v.clearOnClose, "notify_on_close": v.notifyOnClose, "previous_view_id": nil})
	return o
}

func viewsOpen(c *call) object {
	t, code := c.useTrigger()
	if code != "" {
		return fail(code)
	}
	v, refused := c.readView(c.name, c.args.raw("view"), "modal")
	if refused != nil {
		return refused
	}
	v.user = t.user
	for _, old := range t.user.modals {
		old.open = false
	}
	t.user.modals = []*view{v}
	c.views[v.id] = v
	c.changed()
	return object{"view": v.json(c.Server)}
}

func viewsUpdate(c *call) object {
	old := c.views[c.args.str("view_id")]
	if ext := c.args.str("external_id"); old == nil && ext != "" {
		for _, v := range c.views {
			if v.external == ext && v.open {
				old = v
			}
		}
	}
	if old == nil || !old.open || old.user.Team != c.team {
		return fail("not_found")
	}
	if h := c.args.str("hash"); h != "" && h != old.hash {
		return fail("hash_conflict")
	}
	v, refused := c.readView(c.name, c.args.raw("view"), old.kind)
	if refused != nil {
		return refused
	}
	old.become(v)
	c.changed()
	return object{"view": old.json(c.Server)}
}

// become takes over a new content; what was filled in stays where block and action keep their ids.
func (v *view) become(n *view) {
	for block, actions := range n.values {
		for action := range actions {
			if kept, ok := v.values[block][action]; ok {
				actions[action] = kept
			}
		}
	}
	v.data, v.hash, v.callback, v.private, v.values = n.data, n.hash, n.callback, n.private, n.values
	v.external, v.notifyOnClose, v.clearOnClose = n.external, n.notifyOnClose, n.clearOnClose
}

func viewsPublish(c *call) object {
	u := c.users[c.args.str("user_id")]
	switch {
	case u == nil || u.Team != c.team:
		return fail("user_not_found")
	case !c.app.homeTab:
		return fail("not_enabled")
	}
	if h := c.args.str("hash"); h != "" && u.home != nil && h != u.home.hash {
		return fail("hash_conflict")
	}
	v, refused := c.readView(c.name, c.args.raw("view"), "home")
	if refused != nil {
		return refused
	}
	v.user = u
	if u.home != nil {
		v.id = u.home.id
	}
	u.home = v
	c.views[v.id] = v
	c.changed()
	return object{"view": v.json(c.Server)}
}

func count(s string) int { return utf8.RuneCountInString(s) }
