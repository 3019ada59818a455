package fakeslack

import (
	"fmt"
	"strings"
)

// View is a modal or a Home tab as it stands at one moment.
type View struct {
	ID, Kind, CallbackID string // Kind is "modal" or "home"
	Title, Submit, Close string
	PrivateMetadata      string
	Hash                 string
	Blocks               []map[string]any

	user *User
	raw  *view
}

func (v View) server() *Server             { return v.user.s }
func (v View) view() *view                 { return v.raw }
func (v View) bearings(*User) *responseURL { return nil }

func (v View) origin(*User) object {
	return object{"container": object{"type": "view", "view_id": v.raw.id}, "view": v.raw.json(v.user.s)}
}

// Controls are the buttons, menus and inputs.
func (v View) Controls() []Control { return v.user.Team.rendering().controlsOf(v.Blocks) }

// Rendered is how the view reads: the title, the blocks, the buttons below.
func (v View) Rendered() string {
	r := v.user.Team.rendering()
	if v.Title != "" {
		r.text.WriteString(v.Title)
	}
	r.blocks(v.Blocks)
	if v.Submit != "" {
		r.line()
		r.text.WriteString("[" + v.Submit + "]")
	}
	return r.text.String()
}

func (u *User) snapshot(v *view) View {
	text := func(key string) string {
		o, _ := v.data[key].(object)
		s, _ := o["text"].(string)
		return s
	}
	return View{ID: v.id, Kind: v.kind, CallbackID: v.callback, Title: text("title"), Submit: text("submit"), Close: text("close"),
		PrivateMetadata: v.private, Hash: v.hash, Blocks: v.blocks(), user: u, raw: v}
}

// Views are the modals that the person has open; the last is on top.
func (u *User) Views() []View {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	var out []View
	for _, v := range u.modals {
		out = append(out, u.snapshot(v))
	}
	return out
}

// AwaitView waits until a modal with this title or callback_id is on top; any modal with "".
func (u *User) AwaitView(t tester, name string) View {
	t.Helper()
	var top View
	if !u.s.Wait(patience, func() bool {
		views := u.Views()
		if len(views) == 0 {
			return false
		}
		top = views[len(views)-1]
		return name == "" || top.Title == name || top.CallbackID == name
	}) {
		t.Fatal(fmt.Sprintf("wait for the modal %q of %s: %d open, the top one is %q", name, u.Name, len(u.Views()), top.Title))
	}
	return top
}

// fill puts the initial values of inputs in.
func (v *view) fill() {
	for _, b := range v.blocks() {
		block, _ := b["block_id"].(string)
		for _, e := range elementsOf(b) {
			action, _ := e["action_id"].(string)
			kind, _ := e["type"].(string)
			value := object{"type": kind}
			switch {
			case kind == "plain_text_input":
				value["value"] = e["initial_value"]
			case strings.HasSuffix(kind, "_select") || kind == "radio_buttons":
				value["selected_option"] = e["initial_option"]
			default:
				continue
			}
			if v.values[block] == nil {
				v.values[block] = map[string]object{}
			}
			v.values[block][action] = value
		}
	}
}

// put sets what is filled in. The lock is held.
func (v *view) put(c Control, value object) {
	if v.values[c.BlockID] == nil {
		v.values[c.BlockID] = map[string]object{}
	}
	v.values[c.BlockID][c.ActionID] = value
}

func (v *view) set(s *Server, c Control, value object) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v.put(c, value)
}

// Fill lets the person fill in an input, by its label or action_id: text, or the label or value of an option.
func (u *User) Fill(v View, input, value string) error {
	c, err := Find(v, input)
	if err != nil {
		return err
	}
	switch {
	case strings.HasSuffix(c.Type, "_input"):
		v.raw.set(u.s, c, object{"type": c.Type, "value": value})
	case strings.HasSuffix(c.Type, "_select") || c.Type == "radio_buttons":
		o, err := u.findOption(c, value)
		if err != nil {
			return err
		}
		v.raw.set(u.s, c, object{"type": c.Type, "selected_option": o.raw})
	default:
		return fmt.Errorf("fill in %q: it is a %s", input, c.Type)
	}
	return nil
}
